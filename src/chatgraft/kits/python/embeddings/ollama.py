"""How a question becomes a vector: with the model that the passages were embedded with, here one that Ollama runs.

Reads OLLAMA_HOST.
"""

from functools import lru_cache

from ollama import AsyncClient

MODEL = "nomic-embed-text"


async def embed(texts: list[str]) -> list[list[float]]:
    found = await client().embed(model=MODEL, input=texts)
    return [list(vector) for vector in found.embeddings]


@lru_cache(maxsize=1)
def client() -> AsyncClient:
    """One client for all questions; it keeps its connections open."""
    return AsyncClient(timeout=30)
