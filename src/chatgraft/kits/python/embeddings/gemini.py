"""How a question becomes a vector: with the model that the passages were embedded with, here one of Gemini.

Reads GEMINI_API_KEY or GOOGLE_API_KEY.
"""

from functools import lru_cache

from google import genai
from google.genai import types

MODEL = "gemini-embedding-001"
# Where the passages' vectors were cut to a number of dimensions.
DIMENSIONS = None
# What it was for the passages, "RETRIEVAL_DOCUMENT", is this for questions.
TASK = "RETRIEVAL_QUERY"


async def embed(texts: list[str]) -> list[list[float]]:
    config = types.EmbedContentConfig(task_type=TASK, output_dimensionality=DIMENSIONS)
    contents: list[types.PartUnionDict] = [*texts]
    found = await client().aio.models.embed_content(model=MODEL, contents=contents, config=config)
    return [one.values or [] for one in found.embeddings or []]


@lru_cache(maxsize=1)
def client() -> genai.Client:
    """One client for all questions; it keeps its connections open."""
    return genai.Client(http_options=types.HttpOptions(timeout=10_000))
