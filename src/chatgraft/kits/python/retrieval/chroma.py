"""What an answer rests on: passages of the project's own collection in Chroma.

chatkit_embedding.py has the model that the collection was made with.
"""

import asyncio
import os
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import chromadb

from ..chatkit_embedding import embed
from ..chatkit_kit.passages import or_pages, passages_of, searched
from ..chatkit_kit.questions import Question
from ..chatkit_kit.site_search.pages import Passage

COLLECTION = "documents"
# Fields of a document's metadata; None tries the usual names.
TITLE: str | None = None
URL: str | None = None

MOST_PASSAGES = 5
# What lies farther from the question is no answer to it. How far that is depends on the collection's measure: of
# "cosine" 2 is the opposite, "l2" of vectors of the length 1 goes to 4. None takes what is nearest.
MOST_DISTANCE: float | None = 1.5
# Documents that visitors may read, where that is not all of them, such as {"public": True}.
FILTER = None

# Where Chroma is: a folder, seen from this file, or else the server that the variables name.
FOLDER: str | None = None
HOST = "CHROMA_HOST"
PORT = "CHROMA_PORT"
KEY = "CHROMA_API_KEY"


@or_pages
async def find_passages(question: Question) -> list[Passage]:
    """What fits the question, best first; none where nothing does. The model is told so, and says so."""
    words = searched(question)
    (vector,) = await embed([words])
    # Without a vector the collection embeds the words itself.
    asked = {"query_embeddings": [vector]} if vector else {"query_texts": [words]}
    return passages_of(await asyncio.to_thread(nearest, asked), "text", TITLE, URL)


def nearest(asked: dict[str, Any]) -> list[Mapping[str, Any]]:
    """The nearest documents with their metadata."""
    found = collection().query(**asked, n_results=MOST_PASSAGES, where=FILTER)
    rows = zip(found["documents"][0], found["metadatas"][0], found["distances"][0], strict=True)
    return [
        {**(metadata or {}), "text": text}
        for text, metadata, distance in rows
        if MOST_DISTANCE is None or distance <= MOST_DISTANCE
    ]


@lru_cache(maxsize=1)
def collection() -> Any:
    """One client for all questions."""
    return client().get_collection(COLLECTION)


def client() -> Any:
    if FOLDER:
        return chromadb.PersistentClient(path=str(Path(__file__).parent / FOLDER))
    if os.environ.get(KEY):  # with CHROMA_TENANT and CHROMA_DATABASE
        return chromadb.CloudClient(
            tenant=os.environ.get("CHROMA_TENANT"),
            database=os.environ.get("CHROMA_DATABASE"),
            api_key=os.environ[KEY],
        )
    return chromadb.HttpClient(host=os.environ.get(HOST) or "localhost", port=int(os.environ.get(PORT) or 8000))
