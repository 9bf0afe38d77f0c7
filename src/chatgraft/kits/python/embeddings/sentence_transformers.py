"""How a question becomes a vector: with the model that the passages were embedded with, run in the chat's process.

The model is fetched at the first question, where it is not there yet, and takes some hundred megabytes of memory.
"""

import asyncio
from functools import lru_cache
from typing import Any

from sentence_transformers import SentenceTransformer

MODEL = "all-MiniLM-L6-v2"
# What some models want before a question, such as "query: "; the passages were embedded with their own.
PREFIX = ""


async def embed(texts: list[str]) -> list[list[float]]:
    return await asyncio.to_thread(vectors, [f"{PREFIX}{text}" for text in texts])


def vectors(texts: list[str]) -> list[list[float]]:
    return [[float(value) for value in vector] for vector in model().encode(texts)]


@lru_cache(maxsize=1)
def model() -> Any:
    return SentenceTransformer(MODEL)
