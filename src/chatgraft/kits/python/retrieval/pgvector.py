"""What an answer rests on: passages of the project's own table in PostgreSQL, with the extension pgvector.

chatkit_embedding.py has the model that the table's vectors were made with.
"""

import json
import os
import re
from collections.abc import Mapping
from typing import Any

import asyncpg  # type: ignore[import-untyped]

from ..chatkit_embedding import embed
from ..chatkit_kit.passages import or_pages, passages_of, searched
from ..chatkit_kit.questions import Question
from ..chatkit_kit.site_search.pages import Passage

COLLECTION = "documents"
VECTOR = "embedding"
# Columns, or fields of a column of JSON (`metadata.title`); None tries the usual names.
TEXT = "content"
TITLE: str | None = None
URL: str | None = None

MOST_PASSAGES = 5
# What lies farther from the question is no answer to it; by the cosine 0 is the same and 2 the opposite.
MOST_DISTANCE = 0.75
# Rows that visitors may read, where that is not all of them, such as "published".
ROWS = "true"

# The variable that says where the database is.
ADDRESS = "PGVECTOR_URL"

# `<=>` measures by the cosine, which most models are made for; `<->` by the distance.
NEAREST = """\
SELECT to_jsonb(one) - '{vector}' AS payload FROM (
    SELECT *, "{vector}" <=> $1::text::vector AS chatkit_distance FROM {table} WHERE {rows}
    ORDER BY "{vector}" <=> $1::text::vector LIMIT $2
) AS one WHERE chatkit_distance <= $3 ORDER BY chatkit_distance"""


@or_pages
async def find_passages(question: Question) -> list[Passage]:
    """What fits the question, best first; none where nothing does. The model is told so, and says so."""
    (vector,) = await embed([searched(question)])
    return passages_of(await nearest(vector), TEXT, TITLE, URL)


async def nearest(vector: list[float]) -> list[Mapping[str, Any]]:
    """The nearest rows, as objects."""
    table = ".".join(f'"{part}"' for part in COLLECTION.split("."))
    statement = NEAREST.format(table=table, vector=VECTOR, rows=ROWS)
    connection = await asyncpg.connect(address(), timeout=10)
    try:
        rows = await connection.fetch(statement, json.dumps(vector), MOST_PASSAGES, MOST_DISTANCE)
    finally:
        await connection.close()
    return [json.loads(row["payload"]) for row in rows]


def address() -> str:
    """The database, without the driver that other libraries name in it."""
    return re.sub(r"^postgres(?:ql)?(?:\+\w+)?://", "postgresql://", os.environ.get(ADDRESS) or "")
