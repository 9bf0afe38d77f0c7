"""What an answer rests on: passages of the project's own index in Pinecone.

chatkit_embedding.py has the model that the index was made with.
"""

import asyncio
import os
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from pinecone import Pinecone

from ..chatkit_embedding import embed
from ..chatkit_kit.passages import or_pages, passages_of, searched
from ..chatkit_kit.questions import Question
from ..chatkit_kit.site_search.pages import Passage

COLLECTION = "documents"
NAMESPACE = ""
# Fields of a record's metadata; None tries the usual names.
TEXT = "text"
TITLE: str | None = None
URL: str | None = None

MOST_PASSAGES = 5
# What is less like the question is no answer to it. For an index that measures by distance: None.
LEAST_SCORE: float | None = 0.25
# Records that visitors may read, where that is not all of them, such as {"public": True}.
FILTER = None

# The variables that hold the key, and may name another index.
KEY = "PINECONE_API_KEY"
NAMED_BY = "PINECONE_INDEX"


@or_pages
async def find_passages(question: Question) -> list[Passage]:
    """What fits the question, best first; none where nothing does. The model is told so, and says so."""
    words = searched(question)
    (vector,) = await embed([words])
    # An index with a model of its own takes the words as they are.
    records = await asyncio.to_thread(*(nearest, vector) if vector else (nearest_by_text, words))
    near = (found for found, score in records if LEAST_SCORE is None or score >= LEAST_SCORE)
    return passages_of(near, TEXT, TITLE, URL)


def nearest(vector: list[float]) -> list[tuple[Mapping[str, Any], float]]:
    """The metadata of the nearest records, each with how like the question it is."""
    found = index().query(vector=vector, top_k=MOST_PASSAGES, namespace=NAMESPACE, filter=FILTER, include_metadata=True)
    return [(match.metadata or {}, match.score) for match in found.matches]


def nearest_by_text(words: str) -> list[tuple[Mapping[str, Any], float]]:
    found = index().search(
        namespace=NAMESPACE or "__default__", top_k=MOST_PASSAGES, inputs={"text": words}, filter=FILTER
    )
    return [(hit.fields, hit.score) for hit in found.result.hits]


@lru_cache(maxsize=1)
def index() -> Any:
    """One client for all questions; it keeps its connections open."""
    return Pinecone(api_key=os.environ.get(KEY)).Index(os.environ.get(NAMED_BY) or COLLECTION)
