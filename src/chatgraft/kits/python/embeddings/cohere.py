"""How a question becomes a vector: with the model that the passages were embedded with, here one of Cohere.

Reads COHERE_API_KEY and, for another place than Cohere's own, CO_API_URL.
"""

import os
from functools import lru_cache

from cohere import AsyncClientV2

MODEL = "embed-english-v3.0"
# Where the passages' vectors were cut to a number of dimensions.
DIMENSIONS: int | None = None

KEY = "COHERE_API_KEY"


async def embed(texts: list[str]) -> list[list[float]]:
    cut: dict[str, int] = {"output_dimension": DIMENSIONS} if DIMENSIONS else {}
    found = await client().embed(model=MODEL, input_type="search_query", texts=texts, embedding_types=["float"], **cut)
    return [list(vector) for vector in found.embeddings.float_ or []]


@lru_cache(maxsize=1)
def client() -> AsyncClientV2:
    """One client for all questions; it keeps its connections open."""
    return AsyncClientV2(os.environ.get(KEY), base_url=os.environ.get("CO_API_URL"), timeout=10)
