"""What an answer rests on: passages of the project's own collection in Weaviate.

chatkit_embedding.py has the model that the collection was made with.
"""

import os
from functools import lru_cache
from urllib.parse import urlsplit

import weaviate
from weaviate import WeaviateAsyncClient
from weaviate.classes.init import Auth

from ..chatkit_embedding import embed
from ..chatkit_kit.passages import or_pages, passages_of, searched
from ..chatkit_kit.questions import Question
from ..chatkit_kit.site_search.pages import Passage

COLLECTION = "Document"
# Properties of an object; None tries the usual names.
TEXT = "text"
TITLE: str | None = None
URL: str | None = None

MOST_PASSAGES = 5
# What lies farther from the question is no answer to it; 0 is the same, by the cosine 2 the opposite.
MOST_DISTANCE = 0.75
# Objects that visitors may read, where that is not all of them (weaviate.classes.query.Filter).
FILTER = None

# The variables that say where Weaviate is; WEAVIATE_GRPC_PORT where that is not 50051.
ADDRESS = "WEAVIATE_URL"
KEY = "WEAVIATE_API_KEY"
# What vectorizers of others' models ask for.
HEADERS = {"X-OpenAI-Api-Key": "OPENAI_API_KEY", "X-Cohere-Api-Key": "COHERE_API_KEY"}


@or_pages
async def find_passages(question: Question) -> list[Passage]:
    """What fits the question, best first; none where nothing does. The model is told so, and says so."""
    words = searched(question)
    (vector,) = await embed([words])
    if not client().is_connected():
        await client().connect()
    query = client().collections.get(COLLECTION).query
    if vector:
        found = await query.near_vector(vector, distance=MOST_DISTANCE, limit=MOST_PASSAGES, filters=FILTER)
    else:  # the collection embeds the words itself
        found = await query.near_text(words, distance=MOST_DISTANCE, limit=MOST_PASSAGES, filters=FILTER)
    return passages_of((one.properties for one in found.objects), TEXT, TITLE, URL)


@lru_cache(maxsize=1)
def client() -> WeaviateAsyncClient:
    """One client for all questions; it keeps its connections open."""
    address, key = os.environ.get(ADDRESS) or "http://localhost:8080", os.environ.get(KEY)
    headers = {header: value for header, name in HEADERS.items() if (value := os.environ.get(name))}
    auth = Auth.api_key(key) if key else None
    place = urlsplit(address if "://" in address else f"https://{address}")
    host, is_secure = place.hostname or "localhost", place.scheme == "https"
    if auth and host.endswith((".weaviate.cloud", ".weaviate.network")):
        return weaviate.use_async_with_weaviate_cloud(host, auth, headers=headers)
    return weaviate.use_async_with_custom(
        http_host=host,
        http_port=place.port or (443 if is_secure else 80),
        http_secure=is_secure,
        grpc_host=host,
        grpc_port=int(os.environ.get("WEAVIATE_GRPC_PORT") or 50051),
        grpc_secure=is_secure,
        headers=headers,
        auth_credentials=auth,
    )
