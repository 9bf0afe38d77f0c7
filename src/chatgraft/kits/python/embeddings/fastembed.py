"""How a question becomes a vector: with the model that the passages were embedded with, run by FastEmbed.

The model is fetched at the first question, where it is not there yet.
"""

import asyncio
from functools import lru_cache

from fastembed import TextEmbedding

MODEL = "BAAI/bge-small-en-v1.5"


async def embed(texts: list[str]) -> list[list[float]]:
    return await asyncio.to_thread(vectors, texts)


def vectors(texts: list[str]) -> list[list[float]]:
    return [[float(value) for value in vector] for vector in model().query_embed(texts)]


@lru_cache(maxsize=1)
def model() -> TextEmbedding:
    return TextEmbedding(MODEL)
