"""What becomes of a plain sentence on a project: it is read back, followed as far as the project agrees, and said."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from chatgraft.cli import main
from chatgraft.plan.request.reading import read
from tests.commands.grafts import make
from tests.unit.sites import Files, docusaurus, package

TALK = """from fastapi import FastAPI
from openai import OpenAI
from pydantic import BaseModel

app = FastAPI()
client = OpenAI()


class Asked(BaseModel):
    message: str


@app.post("/api/chat")
def chat(asked: Asked):
    said = client.chat.completions.create(model="gpt-4o", messages=[{"role": "user", "content": asked.message}])
    return {"answer": said.choices[0].message.content}
"""
FINDING = """import chromadb
from openai import OpenAI
from qdrant_client import QdrantClient

vector = OpenAI().embeddings.create(model="text-embedding-3-small", input="herons").data[0].embedding
birds = QdrantClient(url="http://localhost:6333").query_points(collection_name="birds", query=vector)
nests = chromadb.PersistentClient(path="nests").get_collection("nests").query(query_embeddings=[vector])
"""
BOX = """import React, { useState } from 'react';

export default function Box() {
  const [messages, setMessages] = useState([]);
  const [text, setText] = useState('');
  async function send() {
    setMessages((all) => [...all, { role: 'user', content: text }]);
    const reply = await (await fetch('/api/chat', { method: 'POST', body: JSON.stringify({ message: text }) })).json();
    setMessages((all) => [...all, { role: 'assistant', content: reply.answer }]);
  }
  const shown = messages.map((message) => <p>{message.content}</p>);
  return <div>{shown}<input onChange={(e) => setText(e.target.value)} /><button onClick={send} /></div>;
}
"""
LAYOUT = """import Box from '../components/Box';

export default function Layout({ children }) {
  return <html><body>{children}<Box /></body></html>;
}
"""
ASKING = """import { NextResponse } from 'next/server';

export async function POST(request) {
  const { message } = await request.json();
  return NextResponse.json({ answer: await answer(message) });
}
"""
ENTRY = """import { createRoot } from 'react-dom/client';
import Box from './Box';

createRoot(document.getElementById('root')).render(<Box />);
"""
PAGE = """<!doctype html>
<html><body><div id="root"></div><script type="module" src="/src/main.jsx"></script></body></html>
"""
BOOK: Files = {
    "website/package.json": docusaurus(),
    "website/docusaurus.config.js": "module.exports = { title: 'Docs', baseUrl: '/' };\n",
    "backend/main.py": TALK,
    "backend/requirements.txt": "fastapi\nopenai\n",
}
RAG: Files = {
    "package.json": package(
        {
            "next": "15.1.0",
            "react": "^19.0.0",
            "react-dom": "^19.0.0",
            "@qdrant/js-client-rest": "^1.9.0",
            "cohere-ai": "^7.0.0",
        }
    ),
    "app/layout.jsx": LAYOUT,
    "app/page.jsx": "export default function Page() {\n  return <p>Hello</p>;\n}\n",
    "app/api/chat/route.js": ASKING,
    "components/Box.jsx": BOX,
}
OWN: Files = {
    "package.json": package({"react": "^19.0.0", "react-dom": "^19.0.0"}, devDependencies={"vite": "^7.0.0"}),
    "index.html": PAGE,
    "vite.config.js": "export default {};\n",
    "src/main.jsx": ENTRY,
    "src/Box.jsx": BOX,
}
STORES: Files = {
    "requirements.txt": "qdrant-client\nchromadb\nopenai\n",
    "ask.py": FINDING,
}
FIRST = (
    "Add ChatKit to my Docusaurus documentation site. I have a FastAPI backend at /api/chat that uses OpenAI. "
    "I want selected-text questioning and chat history."
)
SECOND = (
    "I have a Next.js app with a RAG backend using Qdrant and Cohere. "
    "Add ChatKit UI to replace my current chat interface."
)
THIRD = "I have a custom React chat component. Migrate to ChatKit while preserving chat history."


def told(root: Path, capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    main(["add", str(root), "--dry-run", "--json", *words])
    document: dict[str, Any] = json.loads(capsys.readouterr().out)
    return document


def decisions(document: dict[str, Any]) -> dict[str, str]:
    return {each["part"]: each["choice"] for each in document["plan"]["decisions"]}


def notes(document: dict[str, Any]) -> dict[str, str]:
    return {row["choice"]: row["note"] for row in document["request"]["understood"]}


def test_documentation_with_a_backend_that_answers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    document = told(make(tmp_path / "book", BOOK), capsys, "--request", FIRST)
    made = decisions(document)
    assert (made["frontend"], made["assistant"]) == ("docusaurus in website", "http")
    assert made["backend"] == "in the fastapi app backend/main.py:app"
    assert {"selection", "history"} <= set(document["plan"]["features"])
    assert document["plan"]["backend"]["assistant_fact"]["endpoint"]["path"] == "/api/chat"
    assert notes(document)["openai"] == "what the route itself works with"
    assert (document["request"]["not_understood"], document["findings"]) == ([], [])


def test_a_chat_that_is_to_be_replaced_is_found_and_left(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    document = told(make(tmp_path / "rag", RAG), capsys, "--request", SECOND)
    assert decisions(document)["frontend"] == "next-app in ."
    said = notes(document)
    assert "components/Box.jsx" in said["custom"]
    assert "taking that out is yours" in said["replace"]
    assert {"qdrant", "cohere"} <= set(said)
    assert "chat-there" in {finding["code"] for finding in document["findings"]}


def test_of_a_migration_it_is_said_what_is_not_carried_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    document = told(make(tmp_path / "own", OWN), capsys, "--request", THIRD)
    assert decisions(document)["frontend"] == "react-vite in ."
    assert "history" in document["plan"]["features"]
    said = notes(document)
    assert "not carried over" in said["migrate"]
    assert "src/Box.jsx" in said["custom"]


def test_a_site_that_is_not_there_is_asked_about(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = make(tmp_path / "rag", RAG)
    document = told(root, capsys, "--request", "Add a chat to my Docusaurus site")
    (finding,) = document["findings"]
    assert (document["exit"], finding["code"]) == (2, "request-frontend")
    assert "next-app in ." in finding["why"]
    again = told(root, capsys, "--request", "Add a chat to my Docusaurus site", "--frontend", "next-app")
    assert (again["exit"], decisions(again)["frontend"]) == (0, "next-app in .")
    assert "--frontend next-app" in notes(again)["docusaurus"]


def test_a_site_that_only_a_slip_names_stops_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    document = told(make(tmp_path / "own", OWN), capsys, "--request", "Add a chat to my Docusarus site")
    assert (document["exit"], decisions(document)["frontend"]) == (0, "react-vite in .")
    assert "request-disagrees" in {finding["code"] for finding in document["findings"]}


def test_another_word_than_the_name_of_a_site_is_not_taken_for_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("--request", "I have a React app and a NestJS server. Add ChatKit.")
    document = told(make(tmp_path / "own", OWN), capsys, *words)
    assert (document["exit"], document["request"]["not_understood"]) == (0, ["NestJS"])


@pytest.mark.parametrize(
    ("sentence", "store", "assistant"),
    [
        ("Answer from my Chroma collection with Claude", "chroma", "anthropic"),
        ("Answer from my Qdrant collection with Claude", "qdrant", "anthropic"),
        ("Answer with Claude, not from Chroma", "qdrant", "anthropic"),
        ("Answer with Claude, not from Qdrant", "chroma", "anthropic"),
        ("Answer from my Chroma collection", "chroma", "openai"),
    ],
)
def test_the_store_that_is_named_is_what_answers_rest_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], sentence: str, store: str, assistant: str
) -> None:
    document = told(make(tmp_path / "stores", STORES), capsys, "--frontend", "none", "--request", sentence)
    made = decisions(document)
    assert (made["passages"], made["assistant"]) == (store, assistant)
    assert "request-disagrees" not in {finding["code"] for finding in document["findings"]}


@pytest.mark.parametrize(
    ("sentence", "assistant"),
    [
        ("Add a chat. Answer from my Qdrant collection", "openai"),
        ("I have a RAG backend using Qdrant. Add a chat", "http"),
        ("Add a chat for my backend at /api/chat, which answers from Qdrant", "http"),
    ],
)
def test_who_wants_answers_from_a_store_does_not_get_those_of_a_route(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], sentence: str, assistant: str
) -> None:
    files = {
        **BOOK,
        "backend/requirements.txt": "fastapi\nopenai\nqdrant-client\nchromadb\n",
        "backend/ask.py": FINDING,
    }
    document = told(make(tmp_path / "both", files), capsys, "--request", sentence)
    assert decisions(document)["assistant"] == assistant
    assert decisions(document).get("passages") == ("qdrant" if assistant == "openai" else None)


@pytest.mark.parametrize("sentence", ["Add a chat that asks my LangGraph graph", "Add a chat for my AI SDK route"])
def test_a_word_that_a_chat_has_too_is_not_taken_for_a_chat(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], sentence: str
) -> None:
    document = told(make(tmp_path / "site", {"index.html": PAGE}), capsys, "--request", sentence)
    assert "chat" not in {row["part"] for row in document["request"]["understood"]}
    assert "request-disagrees" not in {finding["code"] for finding in document["findings"]}


@pytest.mark.parametrize("sentence", ["", "  ", "..."])
def test_a_sentence_without_words_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str], sentence: str) -> None:
    document = told(make(tmp_path / "site", {"index.html": PAGE}), capsys, "--request", sentence)
    assert (document["exit"], document["findings"][0]["code"]) == (2, "empty-request")


def test_the_maker_of_vectors_that_is_named_comes_though_the_project_shows_another(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ("--frontend", "none", "--request", "Answer from my Qdrant collection, we embed with Cohere")
    document = told(make(tmp_path / "stores", STORES), capsys, *words)
    made = decisions(document)
    assert (made["passages"], made["embedding"]) == ("qdrant", "cohere")
    (finding,) = (each for each in document["findings"] if each["code"] == "request-disagrees")
    assert "'Cohere'" in finding["what"]


@pytest.mark.parametrize("sentence", [FIRST, SECOND, THIRD])
def test_nothing_of_these_is_left(sentence: str) -> None:
    assert read(sentence).left == ()


def test_what_nothing_of_ours_answers_by_is_told_of(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    document = told(make(tmp_path / "site", {"index.html": PAGE}), capsys, "--request", "My Vercel AI SDK route")
    assert "not seen here" in notes(document)["ai-sdk"]
    assert decisions(document)["assistant"] == "site"


def test_of_what_a_word_may_mean_the_project_s_own_is_read_back(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = make(tmp_path / "own", OWN)
    for flags in ((), ("--frontend", "react-vite")):
        assert notes(told(root, capsys, "--request", "Add a chat to my React app", *flags)).keys() == {"react-vite"}


def test_a_store_that_is_not_there_is_said_with_its_flag(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = make(tmp_path / "site", {"index.html": PAGE})
    words = ("--request", "Answer from my Qdrant collection with Claude")
    (finding,) = (each for each in told(root, capsys, *words)["findings"] if each["code"] == "request-disagrees")
    assert "'Qdrant'" in finding["what"]
    assert finding["cure"].endswith("--assistant qdrant")
    again = told(root, capsys, *words, "--assistant", "qdrant")
    made = decisions(again)
    assert (made["passages"], made["assistant"]) == ("qdrant", "anthropic")
    assert "request-disagrees" not in {each["code"] for each in again["findings"]}


@pytest.mark.parametrize(
    ("words", "part", "choice"),
    [
        (("keep chats in Postgres",), "database", "postgresql"),
        (("keep chats in Postgres", "--database", "sqlite"), "database", "sqlite"),
        (("answer from the site's own pages, no key",), "assistant", "site"),
        (("use OpenAI for the answers",), "assistant", "openai"),
        (("use OpenAI for the answers", "--assistant", "site"), "assistant", "site"),
        (("self-hosted please",), "ui", "selfhosted"),
    ],
)
def test_a_flag_beats_the_sentence_and_the_sentence_what_is_usual(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], part: str, choice: str
) -> None:
    root = make(tmp_path / "site", {"index.html": PAGE})
    assert decisions(told(root, capsys, "--request", *words))[part] == choice


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("our FastAPI backend answers", "'FastAPI'"),
        ("ask /api/chat", "'/api/chat'"),
        ("replace my current chat", "'current chat'"),
    ],
)
def test_where_the_project_disagrees_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], sentence: str, words: str
) -> None:
    document = told(make(tmp_path / "site", {"index.html": PAGE}), capsys, "--request", sentence)
    found = [finding["what"] for finding in document["findings"] if finding["code"] == "request-disagrees"]
    assert document["exit"] == 0
    assert [words in what for what in found] == [True]


def test_what_was_heard_is_decided_again_by_later_verbs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = make(tmp_path / "book", BOOK)
    words = ("--yes", "--no-install", "--request", "no history, not OpenAI, and no feedback")
    assert main(["add", str(root), *words]) == 0
    capsys.readouterr()
    again = told(root, capsys)
    assert again["changes"] == []
    assert {"history", "feedback"}.isdisjoint(again["plan"]["features"])


def test_it_is_read_back_in_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = make(tmp_path / "site", {"index.html": PAGE})
    assert main(["add", str(root), "--dry-run", "--request", "No chat history; and order me a pizza"]) == 0
    said = capsys.readouterr().out
    assert "feature  not history  'No chat history'" in said
    assert "Not understood: 'order me a pizza'" in said
