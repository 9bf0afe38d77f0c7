"""Functions of the owner's of every kind, called as they are: what they are handed, what they give, how they fail."""

from __future__ import annotations

from pathlib import Path

from tests.node.twins import told_by_node

QUESTION = "This is about the following passage.\n<quotation>\na quote\n</quotation>\n\nAnd that?"
EXPECTED = {
    "text": [QUESTION],
    "all": ["https://site.example/p thr_1 a quote"],
    "messages": ["user assistant user"],
    "object": ["2 And that?"],
    "each by its place": ["thr_1 usual 2"],
    "pieces": ["a", "b"],
    "pieces later": ["a", "b"],
    "a stream of bytes": ["Grüße"],
    "a response": ["a", "b"],
    "chunks of OpenAI": ["a", "b"],
    "messages of LangChain": ["a", "b"],
    "an object with sources": ["Yes.", ["prices", "https://site.example/prices"]],
    "CommonJS's own": ["from CommonJS"],
    "a default": ["by default"],
    "another name": ["ModelError: The assistant cannot be reached at the moment."],
    "compiled to CommonJS": ["compiled"],
    "no function": ["ModelError: The assistant cannot be reached at the moment."],
    "failing": ["ModelError: The assistant cannot be reached at the moment."],
}


def test_functions_of_every_kind_answer(tmp_path: Path) -> None:
    told = told_by_node("function", None, tmp_path / "backend")
    assert {kind: told[kind] for kind in EXPECTED} == EXPECTED
    assert told.keys() == EXPECTED.keys()
