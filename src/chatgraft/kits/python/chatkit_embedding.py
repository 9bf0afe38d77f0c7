"""How a question becomes a vector: with the model that the passages were embedded with, here one of OpenAI.

Reads OPENAI_API_KEY and, for servers that speak the same API, OPENAI_BASE_URL.
"""

from functools import lru_cache

from openai import AsyncOpenAI, Omit, omit

MODEL = "text-embedding-3-small"
# Where the passages' vectors were cut to a number of dimensions.
DIMENSIONS: int | Omit = omit


async def embed(texts: list[str]) -> list[list[float]]:
    found = await client().embeddings.create(model=MODEL, input=texts, dimensions=DIMENSIONS, encoding_format="float")
    return [one.embedding for one in found.data]


@lru_cache(maxsize=1)
def client() -> AsyncOpenAI:
    """One client for all questions; it keeps its connections open."""
    return AsyncOpenAI(timeout=10, max_retries=1)
