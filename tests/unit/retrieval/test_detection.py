"""Which store, embedding model, chain or engine a project shows, read from code as people write it."""

from __future__ import annotations

from pathlib import Path

import pytest

from chatgraft.core.facts import EMBEDS, RETRIEVES, AssistantFact
from chatgraft.plan.choices import Choices
from chatgraft.plan.decide import decide
from chatgraft.plan.decisions import Plan
from chatgraft.render.render import render
from chatgraft.survey import survey
from tests.unit.sites import PAGE, Files, make_project, package

QDRANT = """
import os
from qdrant_client import QdrantClient
from sentence_transformers import SentenceTransformer
COLLECTION = os.getenv("QDRANT_COLLECTION_NAME", "handbook")
class Search:
    def __init__(self, name: str = COLLECTION):
        self.name = name
        self.client = QdrantClient(url=os.environ["QDRANT_ENDPOINT"], api_key=os.getenv("QDRANT_KEY"))
        self.model = SentenceTransformer("all-MiniLM-L6-v2")
    def find(self, text):
        hits = self.client.search(collection_name=self.name, query_vector=self.model.encode(text).tolist())
        return [(hit.payload["content"], hit.payload.get("heading"), hit.payload["source_url"]) for hit in hits]
"""
PINECONE = """
from pinecone import Pinecone
from openai import OpenAI
from settings import settings
index = Pinecone(api_key=settings.PINECONE_API_KEY).Index(settings.PINECONE_INDEX_NAME)
def find(text):
    vector = OpenAI().embeddings.create(model="text-embedding-3-large", input=text, dimensions=1024).data[0].embedding
    found = index.query(vector=vector, top_k=5, include_metadata=True, namespace="docs")
    return [match["metadata"]["chunk_text"] for match in found["matches"]]
"""
SETTINGS = """
from pydantic_settings import BaseSettings
class Settings(BaseSettings):
    PINECONE_API_KEY: str = ""
    PINECONE_INDEX_NAME: str = "manuals"
settings = Settings()
"""
CHROMA = """
import chromadb
client = chromadb.PersistentClient(path="./chroma_db")
collection = client.get_or_create_collection("recipes")
def find(text):
    return collection.query(query_texts=[text], n_results=3)["documents"][0]
"""
WEAVIATE = """
import os, weaviate
from weaviate.classes.init import Auth
client = weaviate.connect_to_weaviate_cloud(
    cluster_url=os.environ["WCD_URL"], auth_credentials=Auth.api_key(os.environ["WCD_API_KEY"]))
articles = client.collections.get("Article")
def find(text):
    return [one.properties["body"] for one in articles.query.near_text(query=text, limit=3).objects]
"""
PGVECTOR = """
from pgvector.sqlalchemy import Vector
from sqlalchemy import Column, Integer, Text
from langchain_google_genai import GoogleGenerativeAIEmbeddings
from .db import Base
embeddings = GoogleGenerativeAIEmbeddings(model="models/text-embedding-004")
class Chunk(Base):
    __tablename__ = "chunks"
    id = Column(Integer, primary_key=True)
    content = Column(Text)
    title = Column(Text)
    vec = Column(Vector(768))
"""
TYPESCRIPT = """
import { QdrantClient } from '@qdrant/js-client-rest';
import { CohereClient } from 'cohere-ai';
const COLLECTION = process.env.QDRANT_COLLECTION ?? 'articles';
const qdrant = new QdrantClient({ url: process.env.QDRANT_URL!, apiKey: process.env.QDRANT_API_KEY });
const cohere = new CohereClient({ token: process.env.COHERE_API_KEY });
export async function find(text: string) {
  const { embeddings } = await cohere.embed({
    texts: [text], model: 'embed-multilingual-v3.0', inputType: 'search_query',
  });
  const hits = await qdrant.search(COLLECTION, { vector: embeddings[0], limit: 5 });
  return hits.map((hit) => ({ text: hit.payload?.text, url: hit.payload?.url }));
}
"""
NODE = {"package.json": package({"@qdrant/js-client-rest": "1.15.0", "cohere-ai": "7.14.0"}), "lib/rag.ts": TYPESCRIPT}


def found(root: Path, files: Files, role: str) -> AssistantFact:
    (fact,) = [fact for fact in survey(make_project(root, files)).assistants if fact.role == role]
    return fact


@pytest.mark.parametrize(
    ("files", "shown"),
    [
        (
            {"rag.py": QDRANT},
            (
                *("qdrant", "handbook"), {"text": "content", "title": "heading", "url": "source_url"},
                {"address": "QDRANT_ENDPOINT", "key": "QDRANT_KEY", "collection": "QDRANT_COLLECTION_NAME"},
            ),
        ),
        (
            {"rag.py": PINECONE, "settings.py": SETTINGS},
            (
                *("pinecone", "manuals"), {"text": "chunk_text"},
                {"key": "PINECONE_API_KEY", "collection": "PINECONE_INDEX_NAME"},
            ),
        ),
        ({"rag.py": CHROMA}, ("chroma", "recipes", {}, {})),
        ({"rag.py": WEAVIATE}, ("weaviate", "Article", {"text": "body"}, {"address": "WCD_URL", "key": "WCD_API_KEY"})),
        (
            {"app/rag.py": PGVECTOR},
            ("pgvector", "chunks", {"text": "content", "title": "title"}, {"address": "DATABASE_URL"}),
        ),
        (
            NODE,
            (
                *("qdrant", "articles"), {"text": "text", "url": "url"},
                {"address": "QDRANT_URL", "key": "QDRANT_API_KEY", "collection": "QDRANT_COLLECTION"},
            ),
        ),
    ],
    ids=["qdrant", "pinecone", "chroma", "weaviate", "pgvector", "typescript"],
)  # fmt: skip
def test_a_store(tmp_path: Path, files: Files, shown: tuple[str, str, dict[str, str], dict[str, str]]) -> None:
    fact = found(tmp_path, files, RETRIEVES)
    assert (fact.kind, fact.collection, fact.passages.fields, fact.passages.variables) == shown


BOTH = """
import chromadb
from qdrant_client import QdrantClient
store = QdrantClient(url="http://localhost:6333")
docs = store.get_collection("handbook")
size = store.get_collection("handbook").points_count
def find(vector):
    return store.search(collection_name="handbook", query_vector=vector)
class Old:
    def __init__(self):
        self.client = chromadb.PersistentClient(path="./db")
        self.recipes = self.client.get_or_create_collection("recipes")
"""
BOTH_IN_TYPESCRIPT = """
import { ChromaClient } from 'chromadb';
import { QdrantClient } from '@qdrant/js-client-rest';
const store = new QdrantClient({ url: process.env.QDRANT_URL });
const old = new ChromaClient();
await store.getCollection('handbook');
await store.createCollection('handbook');
await old.getCollection({ name: 'recipes' });
"""


@pytest.mark.parametrize("files", [{"rag.py": BOTH}, {"rag.ts": BOTH_IN_TYPESCRIPT}])
def test_of_two_stores_in_one_file_each_has_its_own_collection(tmp_path: Path, files: Files) -> None:
    facts = [fact for fact in survey(make_project(tmp_path, files)).assistants if fact.role == RETRIEVES]
    assert {fact.kind: fact.collection for fact in facts} == {"qdrant": "handbook", "chroma": "recipes"}


def test_a_key_in_code_is_told_nowhere(tmp_path: Path) -> None:
    secret = 'os.getenv("QDRANT_KEY")', 'decrypt_config("qd-verysecret")'
    code = QDRANT.replace(*secret).replace('os.environ["QDRANT_ENDPOINT"]', 'get_config("qdrant.url")')
    assert found(tmp_path, {"rag.py": code}, RETRIEVES).passages.variables == {"collection": "QDRANT_COLLECTION_NAME"}
    plan, landed = planned(tmp_path, {"rag.py": code})
    assert "verysecret" not in repr(plan) + "".join(landed.values())


def test_only_a_file_of_the_store_says_what_a_passage_has(tmp_path: Path) -> None:
    others = {
        "auth.py": "def who(payload):\n    return payload['name'], payload['body']\n",
        "slack.py": "payload = {'text': 'Hello', 'title': 'Hi'}\n",
    }
    fact = found(tmp_path / "a", {**others, "rag.py": QDRANT}, RETRIEVES)
    assert fact.passages.fields == {"text": "content", "title": "heading", "url": "source_url"}
    assert ("rag.py", 13, 'names payload["content"]') in [(one.file, one.line, one.why) for one in fact.evidence]
    apart = {"rag.py": QDRANT.replace("hit.payload", "hit.fields"), "show.py": "text = hit.payload['chunk']\n"}
    assert found(tmp_path / "b", apart, RETRIEVES).passages.fields == {"text": "chunk"}


AGENT = """
from llama_index.core.agent import ReActAgent
from llama_index.core.tools import QueryEngineTool
def get_agent():
    tool = QueryEngineTool.from_defaults(query_engine=index.as_query_engine(), name="docs")
    return ReActAgent.from_tools([tool])
"""


@pytest.mark.parametrize(
    "use",
    [
        "client.create_payload_index(collection_name='docs', field_name=TEXT_FIELD)",
        "Filter(must=[FieldCondition(key=TEXT_FIELD, match=MatchText(text='cabin'))])",
    ],
)
def test_a_field_that_is_searched_by_its_words_is_the_text(tmp_path: Path, use: str) -> None:
    code = f"from qdrant_client import *\nTEXT_FIELD = 'document'\nclient = QdrantClient(url='http://a')\nx = {use}\n"
    assert found(tmp_path, {"rag.py": code}, RETRIEVES).payload_field == "document"


def test_where_in_the_store(tmp_path: Path) -> None:
    assert found(tmp_path / "a", {"rag.py": PINECONE, "settings.py": SETTINGS}, RETRIEVES).passages.part == "docs"
    local = found(tmp_path / "b", {"api/rag.py": CHROMA, "api/requirements.txt": "chromadb\n"}, RETRIEVES).passages
    assert (local.folder, local.embeds_itself) == ("api/chroma_db", True)
    assert found(tmp_path / "c", {"rag.py": WEAVIATE}, RETRIEVES).passages.embeds_itself
    assert found(tmp_path / "d", {"app/rag.py": PGVECTOR}, RETRIEVES).passages.vector == "vec"


@pytest.mark.parametrize(
    ("files", "kind", "model", "dimensions"),
    [
        ({"rag.py": QDRANT}, "sentence_transformers", "all-MiniLM-L6-v2", None),
        ({"rag.py": PINECONE, "settings.py": SETTINGS}, "openai", "text-embedding-3-large", 1024),
        ({"app/rag.py": PGVECTOR}, "gemini", "text-embedding-004", None),
        (NODE, "cohere", "embed-multilingual-v3.0", None),
    ],
)
def test_an_embedding_model(tmp_path: Path, files: Files, kind: str, model: str, dimensions: int | None) -> None:
    fact = found(tmp_path, files, EMBEDS)
    assert (fact.kind, fact.model, fact.passages.dimensions) == (kind, model, dimensions)


@pytest.mark.parametrize(
    "files",
    [
        {"notes.py": "# qdrant_client.QdrantClient(url='x')\nTEXT = 'import chromadb; PersistentClient(path=1)'\n"},
        {"README.md": "pip install qdrant-client pinecone"},
        {"a.ts": "// new QdrantClient({ url: process.env.QDRANT_URL })\nexport const a = 'Pinecone';\n"},
        {"a.py": "pinecone = Index('timber')\npayload = {'text': 1}\n"},
    ],
)
def test_what_only_speaks_of_a_store_is_none(tmp_path: Path, files: Files) -> None:
    assert [fact for fact in survey(make_project(tmp_path, files)).assistants if fact.role == RETRIEVES] == []


def planned(root: Path, files: Files, **choices: str) -> tuple[Plan, dict[str, str]]:
    project = make_project(root, {"index.html": PAGE, **files})
    plan = decide(project, survey(project), Choices(**choices))  # type: ignore[arg-type]
    return plan, {c.file: (c.after or b"").decode() for c in render(project, plan).files}


def test_a_store_lands_with_its_constants_and_its_reasons(tmp_path: Path) -> None:
    plan, files = planned(tmp_path, {"rag.py": QDRANT, "requirements.txt": "openai\n"})
    retrieval, embedding = files["backend/chatkit_retrieval.py"], files["backend/chatkit_embedding.py"]
    for line in ('COLLECTION = "handbook"', 'TEXT = "content"', 'ADDRESS = "QDRANT_ENDPOINT"', 'KEY = "QDRANT_KEY"'):
        assert line in retrieval
    assert "from chatkit_embedding import embed" in retrieval
    assert 'MODEL = "all-MiniLM-L6-v2"' in embedding
    assert "qdrant-client>=" in files["backend/requirements.txt"]
    assert "QDRANT_ENDPOINT=http://localhost:6333" in files["backend/.env.example"]
    reasons = {one.part: (one.choice, one.reason) for one in plan.decisions}
    assert reasons["passages"] == ("qdrant", "the collection handbook, seen at rag.py:12")
    assert reasons["embedding"][0] == "all-MiniLM-L6-v2"


def test_a_store_without_a_known_model_is_said_and_not_taken(tmp_path: Path) -> None:
    files = {"requirements.txt": "openai\nqdrant-client\n"}
    plan, landed = planned(tmp_path / "a", files)
    (reason,) = [one for one in plan.decisions if one.part == "passages"]
    assert reason.choice == "pages"
    assert "qdrant was seen (requirements.txt:2)" in reason.reason
    assert "backend/chatkit_embedding.py" not in landed
    plan, landed = planned(tmp_path / "b", files, assistant="qdrant")
    assert plan.service is not None
    assert plan.service.retrieval is not None
    assert (plan.service.assistant, plan.service.retrieval.name) == ("openai", "qdrant")
    assert "backend/chatkit_embedding.py" in landed


CHAIN = """
from langchain_core.prompts import ChatPromptTemplate
from langchain_openai import ChatOpenAI
llm = ChatOpenAI()
rephrase = ChatPromptTemplate.from_template("{question}") | llm
rag_chain = rephrase | llm
"""
GRAPH = """
from langgraph.graph import StateGraph
def build_graph():
    workflow = StateGraph(dict)
    return workflow.compile()
"""
ENGINE = """
from llama_index.core import VectorStoreIndex, SimpleDirectoryReader
index = VectorStoreIndex.from_documents(SimpleDirectoryReader("data").load_data())
query_engine = index.as_query_engine()
chat_engine = index.as_chat_engine(chat_mode="context")
"""


@pytest.mark.parametrize(
    ("files", "kind", "module", "name"),
    [
        ({"app/chains.py": CHAIN}, "langchain", "chains", "rag_chain"),
        ({"app/__init__.py": "", "app/graph.py": GRAPH}, "langchain", "app.graph", "build_graph"),
        ({"bot.py": f"import re\nTHINK = re.compile('a')\n{CHAIN}"}, "langchain", "bot", "rag_chain"),
        ({"bot.py": f"{CHAIN}Message = HumanMessage | AIMessage\n"}, "langchain", "bot", "rag_chain"),
        (
            {"bot.py": "from langchain_core import a\nfrom .parts import llm, prompt\nchain = prompt | llm\n"},
            *("langchain", "bot", "chain"),
        ),
        (
            {"bot.py": "from langgraph.graph import StateGraph\ng = StateGraph(dict)\nmine = g.compile()\n"},
            *("langchain", "bot", "mine"),
        ),
        (
            {"bot.py": "from langgraph.graph import START\nfrom .flow import workflow\nmine = workflow.compile()\n"},
            *("langchain", "bot", "mine"),
        ),
        (
            {"bot.py": "from langgraph_supervisor import create_supervisor\nmine = create_supervisor([]).compile()\n"},
            *("langchain", "bot", "mine"),
        ),
        ({"engine.py": ENGINE}, "llamaindex", "engine", "chat_engine"),
        ({"agent.py": AGENT}, "llamaindex", "agent", "get_agent"),
    ],
)
def test_what_a_framework_makes_answers(tmp_path: Path, files: Files, kind: str, module: str, name: str) -> None:
    plan, landed = planned(tmp_path, files)
    assert plan.service is not None
    assert plan.service.assistant == kind
    assert f'FUNCTION = "{module}:{name}"' in landed["backend/chatkit_assistant.py"]
    assert "backend/chatkit_retrieval.py" not in landed


@pytest.mark.parametrize(
    "code",
    [
        "import re\nword = re.compile('langchain')\n",
        "from langchain_core.prompts import ChatPromptTemplate\ndef ask(q):\n    chain = prompt | llm\n    return 1\n",
        "import re\nimport langchain\nTHINK = re.compile('a')\n",
        "import torch\nimport langchain\nmodel = torch.compile(build_graph())\n",
        "from langchain_core.messages import AIMessage, HumanMessage\nMessage = HumanMessage | AIMessage\n",
        "import langchain\nMaybe = str | None\nclass A: ...\nclass B: ...\nEither = A | B | list[A]\n",
        "import langchain\nBASE = frozenset({'a'})\nEVERY = BASE | {'b'}",
        "import langchain\nMORE = {'a': 1} | {'b': 2}\nONE = 1\nTWO = ONE | 2\n",
        "from langchain_openai import ChatOpenAI\nimport re\ndef chain(key):\n    return prompt | llm\n",
    ],
)
def test_what_answers_nobody_by_itself_is_left(tmp_path: Path, code: str) -> None:
    facts = survey(make_project(tmp_path, {"a.py": code})).assistants
    assert [fact for fact in facts if fact.kind == "langchain"] == []
