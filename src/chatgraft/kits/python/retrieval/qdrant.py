"""What an answer rests on: passages of the project's own collection in Qdrant.

chatkit_embedding.py has the model that the collection was made with.
"""

import os
from functools import lru_cache
from pathlib import Path

from qdrant_client import AsyncQdrantClient

from ..chatkit_embedding import embed
from ..chatkit_kit.passages import or_pages, passages_of, searched
from ..chatkit_kit.questions import Question
from ..chatkit_kit.site_search.pages import Passage

COLLECTION = "documents"
# The vector's own name, in a collection that has several.
VECTOR: str | None = None
# Fields of a point's payload: `metadata.title` lies deeper; None tries the usual names.
TEXT = "text"
TITLE: str | None = None
URL: str | None = None

MOST_PASSAGES = 5
# What is less like the question is no answer to it. For a collection that measures by distance: None.
LEAST_SCORE = 0.25
# Points that visitors may read, where that is not all of them (qdrant_client.models.Filter).
FILTER = None

# The variables that say where Qdrant is, and may name another collection.
ADDRESS = "QDRANT_URL"
KEY = "QDRANT_API_KEY"
NAMED_BY = "QDRANT_COLLECTION"
# A folder in place of a server, seen from this file; only one process at a time can open it.
FOLDER: str | None = None


@or_pages
async def find_passages(question: Question) -> list[Passage]:
    """What fits the question, best first; none where nothing does. The model is told so, and says so."""
    (vector,) = await embed([searched(question)])
    found = await client().query_points(
        os.environ.get(NAMED_BY) or COLLECTION,
        query=vector,
        using=VECTOR,
        query_filter=FILTER,
        limit=MOST_PASSAGES,
        score_threshold=LEAST_SCORE,
    )
    return passages_of((point.payload for point in found.points), TEXT, TITLE, URL)


@lru_cache(maxsize=1)
def client() -> AsyncQdrantClient:
    """One client for all questions; it keeps its connections open."""
    if FOLDER:
        return AsyncQdrantClient(path=str(Path(__file__).parent / FOLDER))
    return AsyncQdrantClient(
        url=os.environ.get(ADDRESS) or "http://localhost:6333",
        api_key=os.environ.get(KEY) or None,
        timeout=10,
        check_compatibility=False,
    )
