"""What our services answer to the conversation of `transcript.py`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from chatgraft.conformance import Service
from tests.fixtures.assistants import scripted
from tests.kits.conformance.transcript import Transcript
from tests.kits.python.services import Browser, serving, whole


async def made_by_the_python_kit(folder: Path) -> dict[str, Any]:
    """The transcript of the Python kit on SQLite, without a web framework."""
    async with serving(folder, scripted) as service:
        browser = await Browser(service).arrive()

        async def post(kind: str, params: dict[str, Any]) -> Any:
            reply = await browser.post(kind, **params)
            return _came(reply.status, reply.headers["Content-Type"], (await whole(reply)).decode())

        return await Transcript(post).make()


async def made_over_http(service: Service) -> dict[str, Any]:
    """The transcript of any service with the scripted assistant."""
    async with service.visitor() as visitor:

        async def post(kind: str, params: dict[str, Any]) -> Any:
            reply = await visitor.post(kind, **params)
            return _came(reply.status_code, reply.headers["content-type"], reply.text)

        return await Transcript(post).make()


def _came(status: int, kind: str, body: str) -> Any:
    if kind.startswith("text/event-stream"):
        return [json.loads(line.removeprefix("data: ")) for line in body.splitlines() if line]
    document: dict[str, Any] = json.loads(body)
    if status == 200:
        return document
    document["error"].pop("hint", None)
    return {"status": status, **document}
