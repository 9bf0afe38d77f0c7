"""Makers of embeddings as their official clients see them: each documented address, one model of ours behind all.

The model counts words: texts that share words are near each other, and others are not.
"""

from __future__ import annotations

import math
import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from tests.assistants.passages.web import Asked, Imitation, Refused, speaking

SIZE = 256
KEY = "imitation-key"
STOPS = frozenset(
    {"a", "an", "the", "is", "are", "do", "does", "of", "in", "for", "and", "to", "what", "how", "i", "my"}
)


def vector(text: str, size: int = SIZE) -> list[float]:
    """The text's words, as a vector of the length 1."""
    found = [0.0] * size
    for word in re.findall(r"\w+", text.lower()):
        if word not in STOPS:
            found[zlib.crc32(word.encode()) % size] += 1.0
    length = math.sqrt(sum(value * value for value in found)) or 1.0
    return [value / length for value in found]


@contextmanager
def embedding() -> Iterator[Imitation]:
    with speaking(_answer) as server:
        yield server


def _answer(asked: Asked) -> object:
    body = asked.body or {}
    match asked.path.partition("?")[0]:
        case "/v1/embeddings":  # platform.openai.com/docs/api-reference/embeddings/create
            _require(asked.headers.get("authorization") == f"Bearer {KEY}", asked)
            _require(body["encoding_format"] == "float", body)
            rows = [vector(text, body.get("dimensions", SIZE)) for text in body["input"]]
            data = [{"object": "embedding", "index": i, "embedding": row} for i, row in enumerate(rows)]
            return {
                "object": "list",
                "data": data,
                "model": body["model"],
                "usage": {"prompt_tokens": 1, "total_tokens": 1},
            }
        case "/v2/embed":  # docs.cohere.com/reference/embed
            _require(asked.headers.get("authorization") == f"Bearer {KEY}", asked)
            _require(body["input_type"] == "search_query" and body["embedding_types"] == ["float"], body)
            rows = [vector(text, body.get("output_dimension", SIZE)) for text in body["texts"]]
            return {
                "id": "1",
                "texts": body["texts"],
                "embeddings": {"float": rows},
                "meta": {"api_version": {"version": "2"}},
            }
        case "/api/embed":  # docs.ollama.com/api/embed
            return {"model": body["model"], "embeddings": [vector(text) for text in body["input"]]}
        case path if path.endswith(":batchEmbedContents"):  # ai.google.dev/api/embeddings
            _require(asked.headers.get("x-goog-api-key") == KEY, asked)
            _require(all(one["taskType"] == "RETRIEVAL_QUERY" for one in body["requests"]), body)
            texts = ["".join(part["text"] for part in one["content"]["parts"]) for one in body["requests"]]
            sizes = [one.get("outputDimensionality", SIZE) for one in body["requests"]]
            return {"embeddings": [{"values": vector(*pair)} for pair in zip(texts, sizes, strict=True)]}
    raise Refused(404, {"error": {"message": f"no such address: {asked.path}"}})


def _require(is_right: bool, what: object) -> None:
    if not is_right:
        raise Refused(400, {"message": f"not as documented: {what}", "error": {"message": f"{what}"}})
