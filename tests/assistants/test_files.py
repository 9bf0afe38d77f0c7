"""Attached files reach the models that look at them, and the others as text or by name."""

from __future__ import annotations

from base64 import b64encode

from tests.assistants.stage import Stage
from tests.kits.python.visitor import Visitor, message

FILES = {
    "image/png": ("boat.png", b"\x89PNG\r\n\x1a\n" + b"boat" * 8),
    "application/pdf": ("prices.pdf", b"%PDF-1.7 " + b"prices" * 8),
    "text/plain": ("notes.txt", b"The harbour is closed on Mondays."),
}


def upload(ann: Visitor, mime_type: str) -> str:
    name, data = FILES[mime_type]
    made = ann.post("attachments.create", name=name, size=len(data), mime_type=mime_type).json()
    sent = ann.http.put(made["upload_descriptor"]["url"], content=data, headers=ann.headers)
    assert sent.status_code == 200, sent.text
    return str(made["id"])


def test_attached_files_reach_the_model(stage: Stage, ann: Visitor) -> None:
    ids = [upload(ann, mime_type) for mime_type in FILES]
    with ann.stream("threads.create", input={**message("What is in these?"), "attachments": ids}) as stream:
        list(stream.events())
    heard = next(one for one in stage.upstream.heard if "What is in these?" in one.text)
    assert "The harbour is closed on Mondays." in stage.source.said(heard.body)[-1][1]
    for mime_type in ("image/png", "application/pdf"):
        name, data = FILES[mime_type]
        goes_along = mime_type in stage.source.looks_at
        assert (b64encode(data).decode() in heard.text) == goes_along
        assert goes_along or name in heard.text
