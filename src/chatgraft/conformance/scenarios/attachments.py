"""Files: announced, uploaded, sent with a message, shown to who sent them, and to nobody else."""

from __future__ import annotations

import json
from typing import Any

import httpx

from chatgraft.conformance.checks import require, require_equal
from chatgraft.conformance.scenario import Need, scenario
from chatgraft.conformance.scenarios.errors import require_plain_error
from chatgraft.conformance.script import Script
from chatgraft.conformance.service import Service
from chatgraft.conformance.stream import Stream
from chatgraft.conformance.visitor import Visitor, message

_PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8 + b"\r\n--x\r\n"
_TEXT = "鷺は\r\n立つ".encode()
_MEBIBYTE = 1024 * 1024
_TYPES = {"image/png": _PICTURE, "text/plain": _TEXT}


async def _announce(visitor: Visitor, kind: str, size: int, name: str = "鷺 の.file") -> dict[str, Any]:
    return await visitor.get("attachments.create", name=name, size=size, mime_type=kind)


async def _put(visitor: Visitor, announced: dict[str, Any], content: bytes) -> httpx.Response:
    to = announced["upload_descriptor"]
    headers = {"origin": visitor.service.origin, **to["headers"]}
    return await visitor.http.request(to["method"], to["url"], content=content, headers=headers)


async def _upload(visitor: Visitor, kind: str) -> dict[str, Any]:
    announced = await _announce(visitor, kind, len(_TYPES[kind]))
    reply = await _put(visitor, announced, _TYPES[kind])
    require_equal(reply.status_code, 200, reply.text[:300])
    return announced


async def _send(visitor: Visitor, ids: list[str], thread: str | None = None) -> Stream:
    asked = {**message(Script(echo=True)), "attachments": ids}
    kind, place = ("threads.add_user_message", {"thread_id": thread}) if thread else ("threads.create", {})
    async with visitor.stream(kind, **place, input=asked) as stream:
        return await stream.rest()


@scenario(
    "Files are announced, uploaded, sent, told to the assistant, kept with the message and shown again",
    Need.SCRIPT,
    Need.FILES,
    covers="attachments.create attachment.image attachment.file",
)
async def sends(service: Service) -> None:
    async with service.visitor() as ann:
        picture, text = await _upload(ann, "image/png"), await _upload(ann, "text/plain")
        answer = await _send(ann, [picture["id"], text["id"]])
        told = json.loads(answer.text)["files"]
        name = "鷺 の.file"
        require_equal(told, [[name, "image/png", len(_PICTURE)], [name, "text/plain", len(_TEXT)]], "the assistant")
        kept = (await ann.items(answer.thread_id))[0]["attachments"]
        require_equal([one["thread_id"] for one in kept], [answer.thread_id] * 2)
        require(not any("upload_descriptor" in one for one in kept), "the address to upload to is told again")
        shown = await ann.http.get(kept[0]["preview_url"])
        require_equal(shown.content, _PICTURE, "the shown picture")
        require_equal(shown.headers["content-type"], "image/png")
        require_equal(shown.headers.get("x-content-type-options"), "nosniff")
        again = await _send(ann, [picture["id"]], answer.thread_id)
        require(not again.of("error"), "a file cannot be sent twice in its thread")


@scenario("A file may be uploaded in one step, and is sent and shown as one of two steps is", Need.SCRIPT, Need.FILES)
async def takes_at_once(service: Service) -> None:
    async with service.visitor() as ann:
        for kind, content in _TYPES.items():
            form = {"file": ('a "good" name.file', content, kind)}
            reply = await ann.http.post(f"{service.api}/attachments", files=form, headers=ann.headers)
            require_equal(reply.status_code, 200, reply.text[:300])
            attachment = reply.json()
            require_equal((attachment["name"], attachment["mime_type"]), ('a "good" name.file', kind))
            require("upload_descriptor" not in attachment, "a file that is there has an address to upload to")
            sent = await _send(ann, [attachment["id"]])
            require_equal(json.loads(sent.text)["files"][0][1:], [kind, len(content)])
        page = {"file": ("a.html", b"<script>", "text/html")}
        refused = await ann.http.post(f"{service.api}/attachments", files=page, headers=ann.headers)
        require_plain_error(refused, 415, "a page")
        lies = {"file": ("a.png", b"<script>", "image/png")}
        refused = await ann.http.post(f"{service.api}/attachments", files=lies, headers=ann.headers)
        require_plain_error(refused, 415, "a script as a picture")
    async with service.http() as nobody:
        form = {"file": ("a.txt", _TEXT, "text/plain")}
        refused = await nobody.post(f"{service.api}/attachments", files=form, headers={"origin": service.origin})
        require_plain_error(refused, 401, "a file of nobody's")


@scenario("No browser takes a file for a page, and each has the name that it came with", Need.FILES)
async def shows_safely(service: Service) -> None:
    async with service.visitor() as ann:
        picture, text = await _upload(ann, "image/png"), await _upload(ann, "text/plain")
        for announced, shown, kind in (
            (picture, "inline", "image/png"),
            (text, "attachment", "application/octet-stream"),
        ):
            place = f"{service.api}/attachments/{announced['id']}"
            reply = await ann.http.get(place, headers=ann.headers)
            require_equal((reply.status_code, reply.headers["content-type"]), (200, kind))
            require_equal(reply.headers["content-disposition"].partition(";")[0], shown)
            require("sandbox" in reply.headers["content-security-policy"], "a file may run scripts")
            require_equal(reply.headers["x-content-type-options"], "nosniff")
        tricky = await ann.get("attachments.create", name="..\\a/b\u202egnp.txt", size=1, mime_type="text/plain")
        require_equal(tricky["name"], "b_gnp.txt", "a name that misleads")


@scenario("An upload may be a form as well as a plain body", Need.SCRIPT, Need.FILES)
async def takes_forms(service: Service) -> None:
    async with service.visitor() as ann:
        for kind, content in _TYPES.items():
            announced = await _announce(ann, kind, len(content))
            form = {"file": ("a.file", content, kind)}
            headers = {"origin": service.origin}
            reply = await ann.http.post(announced["upload_descriptor"]["url"], files=form, headers=headers)
            require_equal(reply.status_code, 200, reply.text[:300])
            require_equal(json.loads((await _send(ann, [announced["id"]])).text)["files"][0][2], len(content))


@scenario("A file of the wrong kind, too large, empty, or not what it was announced as is refused", Need.FILES)
async def refuses(service: Service) -> None:
    async with service.visitor() as ann:
        page = {"name": "a.html", "size": 9, "mime_type": "text/html"}
        require_plain_error(await ann.post("attachments.create", **page), 415, "a page")
        for size in (0, -1, _MEBIBYTE + 1):
            odd = {"name": "a.txt", "size": size, "mime_type": "text/plain"}
            require_plain_error(await ann.post("attachments.create", **odd), 413, f"{size} bytes")
        picture = await _announce(ann, "image/png", 10)
        require_plain_error(await _put(ann, picture, b"<script>alert(1)</script>"), 415, "a script as a picture")
        text = await _announce(ann, "text/plain", 10)
        require_plain_error(await _put(ann, text, b"x" * (_MEBIBYTE + 1)), 413, "more than was announced")
        require_plain_error(await _put(ann, text, b"x" * (3 * _MEBIBYTE)), 413, "far more than was announced")
        require_equal((await _put(ann, text, _TEXT)).status_code, 200)
        require_plain_error(await _put(ann, text, b"other"), 409, "a second upload")


@scenario("A file that is missing, not uploaded, or sent elsewhere leaves no message and no empty thread", Need.FILES)
async def sends_nothing(service: Service) -> None:
    async with service.visitor() as ann:
        waiting = await _announce(ann, "text/plain", len(_TEXT))
        for absent in ("atc_none", waiting["id"], "", "../x"):
            require((await _send(ann, [absent])).of("error"), f"the file {absent!r} was sent")
        require_equal((await ann.get("threads.list"))["data"], [], "threads after nothing could be sent")
        text = await _upload(ann, "text/plain")
        first, other = await _send(ann, [text["id"]]), await ann.ask("Hello")
        require((await _send(ann, [text["id"]], other.thread_id)).of("error"), "a file was sent in a second thread")
        require_equal(len(await ann.items(other.thread_id)), 2, "items of a thread that got nothing")
        require_equal(len(await ann.items(first.thread_id)), 2)


@scenario("A visitor's files are nobody else's: to send, to see, to delete", Need.FILES)
async def foreign_files(service: Service) -> None:
    async with service.visitor() as ann, service.visitor() as ben:
        picture = await _upload(ann, "image/png")
        require((await _send(ben, [picture["id"]])).of("error"), "a stranger sent the file")
        foreign = await ben.post("attachments.delete", attachment_id=picture["id"])
        missing = await ben.post("attachments.delete", attachment_id="atc_" + "0" * 32)
        require_equal((foreign.status_code, foreign.text), (missing.status_code, missing.text), "a foreign delete")
        for forged in (picture["preview_url"][:-4] + "0000", f"{service.api}/attachments/{picture['id']}/0000"):
            require_equal((await ann.http.get(forged, headers=ann.headers)).status_code, 404, forged)
        require_equal((await ann.http.get(picture["preview_url"], headers=ann.headers)).content, _PICTURE)
        require_equal(
            (await ann.http.get(picture["upload_descriptor"]["url"])).status_code, 404, "shown by another address"
        )
        bare = f"{service.api}/attachments/{picture['id']}"
        for headers in ({}, ben.headers):
            require_equal((await ben.http.get(bare, headers=headers)).status_code, 404, "a stranger saw the file")
        require_equal((await ann.http.get(bare, headers=ann.headers)).content, _PICTURE)


@scenario("A picture is shown at the address that was signed for it, whatever session comes along", Need.FILES)
async def shows_signed(service: Service) -> None:
    async with service.visitor() as ann, service.visitor() as another:
        picture = await _upload(ann, "image/png")
        for headers in ({}, another.headers, {"cookie": "chatkit_session=v1.none.forged"}):
            shown = await another.http.get(picture["preview_url"], headers=headers)
            require_equal((shown.status_code, shown.content), (200, _PICTURE), f"shown with {headers}")


@scenario(
    "A deleted file is gone; the message that it was sent with keeps its name",
    Need.FILES,
    covers="attachments.delete",
)
async def deletes(service: Service) -> None:
    async with service.visitor() as ann:
        picture = await _upload(ann, "image/png")
        sent = await _send(ann, [picture["id"]])
        for _ in range(2):
            require_equal(await ann.get("attachments.delete", attachment_id=picture["id"]), {})
        require_equal((await ann.http.get(picture["preview_url"])).status_code, 404)
        require_equal(len((await ann.items(sent.thread_id))[0]["attachments"]), 1, "files of the message")
