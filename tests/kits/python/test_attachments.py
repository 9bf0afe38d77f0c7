"""Files that visitors attach: who sees them, how many there may be, what is left of what went wrong."""

import asyncio
import json
import os
import re
import socket
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest

from chatgraft.kits.python.chatkit_kit.attached import attachments
from chatgraft.kits.python.chatkit_kit.attached.uploads import safe_name
from chatgraft.kits.python.chatkit_kit.questions import Part, Question
from chatgraft.kits.python.chatkit_kit.service import ChatService
from tests.fixtures.servers import start_kit
from tests.kits.python.services import Browser, events, serving, whole
from tests.kits.python.visitor import Json, Visitor, message

PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)
ON = {"CHATKIT_ATTACHMENTS": "1"}


async def say_files(question: Question) -> AsyncIterator[Part]:
    for file in question.attachments:
        yield f"{file.name}: {len(await file.read())} bytes"


@asynccontextmanager
async def attaching(folder: Path, **values: str) -> AsyncIterator[tuple[ChatService, Browser]]:
    async with serving(folder, say_files, **{**ON, **values}) as service:
        yield service, await Browser(service).arrive()


def form(content: bytes, name: str = "a.png", kind: str = "image/png") -> tuple[bytes, dict[str, str]]:
    request = httpx.Request("POST", "http://any", files={"file": (name, content, kind)})
    return request.read(), {"content_type": request.headers["content-type"]}


async def upload(browser: Browser, content: bytes = PNG, name: str = "a.png", kind: str = "image/png") -> Any:
    body, headers = form(content, name, kind)
    reply = await browser.send("POST", "/attachments", body, **headers)
    assert reply.status == 200, reply
    return json.loads(await whole(reply))


async def send(browser: Browser, *ids: str) -> Json:
    asked = {**message("x"), "attachments": list(ids)}
    return (await events(await browser.post("threads.create", input=asked)))[0]


def place(url: str) -> str:
    return urlsplit(url).path.removeprefix("/chatkit")


def kept(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / ".chatkit" / "attachments").glob("*"))


async def test_files_go_with_their_thread(tmp_path: Path) -> None:
    async with attaching(tmp_path) as (_, browser):
        attachment = await upload(browser)
        thread = (await send(browser, attachment["id"]))["thread"]["id"]
        assert kept(tmp_path) == [attachment["id"]]
        assert (await browser.post("threads.delete", thread_id=thread)).status == 200
        assert kept(tmp_path) == []
        assert (await browser.send("GET", place(attachment["preview_url"]))).status == 404


async def test_bytes_without_a_row_and_rows_without_a_message_are_forgotten_after_a_day(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with attaching(tmp_path) as (service, browser):
        sent, unsent = await upload(browser), await upload(browser)
        await send(browser, sent["id"])
        folder = tmp_path / ".chatkit" / "attachments"
        (folder / f"atc_{'0' * 32}").write_bytes(PNG)
        for path in folder.iterdir():
            os.utime(path, (0, 0))
        assert service.attachments is not None
        await service.attachments.clean()
        assert kept(tmp_path) == sorted([sent["id"], unsent["id"]])
        monkeypatch.setattr(attachments, "UNSENT_SECONDS", -1)
        await service.attachments.clean()
        assert kept(tmp_path) == [sent["id"]]


async def test_an_upload_that_is_cut_short_leaves_nothing(backend: Path) -> None:
    with start_kit(backend, ON) as service:
        visitor, parts = Visitor(service), urlsplit(service.api)
        announced = visitor.post("attachments.create", name="a.png", size=1000, mime_type="image/png").json()
        body, headers = form(PNG * 100)
        places = [(place(announced["upload_descriptor"]["url"]), "PUT", "image/png")]
        places.append(("/attachments", "POST", headers["content_type"]))
        for path, method, kind in places:
            with socket.create_connection((parts.hostname or "", parts.port or 0)) as line:
                lines = [f"{method} {parts.path}{path} HTTP/1.1", f"Host: {parts.netloc}", f"Content-Type: {kind}"]
                lines += [f"{name}: {value}" for name, value in visitor.headers.items()]
                lines += [f"Content-Length: {len(body)}", "", ""]
                line.sendall("\r\n".join(lines).encode() + body[:700])
            await asyncio.sleep(0.1)
        cut = visitor.http.post(
            f"{service.api}/attachments",
            content=body[:700],
            headers={**visitor.headers, "Content-Type": headers["content_type"]},
        )
        assert cut.status_code == 400
        assert kept(backend) == []


async def test_a_visitor_may_have_so_many_files_and_so_much(tmp_path: Path) -> None:
    most = {"CHATKIT_OWNER_FILES": "3", "CHATKIT_OWNER_BYTES": str(len(PNG) * 2 + 10)}
    async with attaching(tmp_path, **most) as (service, browser):
        first, second = await upload(browser), await upload(browser)
        body, headers = form(PNG)
        refused = await browser.send("POST", "/attachments", body, **headers)
        assert (refused.status, json.loads(await whole(refused))["error"]["code"]) == (413, "no_room")
        small = await browser.post("attachments.create", name="a.txt", size=1, mime_type="text/plain")
        assert small.status == 200
        large = place(json.loads(await whole(small))["upload_descriptor"]["url"])
        assert (await browser.send("PUT", large, b"much more than was announced")).status == 413
        assert (await browser.post("attachments.create", name="a.txt", size=1, mime_type="text/plain")).status == 413
        await upload(await Browser(service).arrive())
        for gone in (first, second):
            await browser.post("attachments.delete", attachment_id=gone["id"])
        await upload(browser)


async def test_addresses_are_good_for_a_while_and_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async with attaching(tmp_path) as (service, browser):
        attachment = await upload(browser)
        thread = (await send(browser, attachment["id"]))["thread"]["id"]
        nobody = Browser(service)
        assert (await nobody.send("GET", place(attachment["preview_url"]))).status == 200
        now = time.time()
        monkeypatch.setattr(time, "time", lambda: now + 2 * attachments.SHOWN_SECONDS + 1)
        assert (await nobody.send("GET", place(attachment["preview_url"]))).status == 404
        assert (await browser.send("GET", place(attachment["preview_url"]))).status == 200
        shown = [(await browser.items(thread))[0]["attachments"][0]["preview_url"]]
        whole_thread = json.loads(await whole(await browser.post("threads.get_by_id", thread_id=thread)))
        shown.append(whole_thread["items"]["data"][0]["attachments"][0]["preview_url"])
        for address in shown:
            assert (await nobody.send("GET", place(address))).status == 200


async def test_a_message_cannot_have_an_address_signed_that_is_not_its_writers(tmp_path: Path) -> None:
    async with attaching(tmp_path) as (service, ann):
        foreign = await upload(ann)
        ben = await Browser(service).arrive()
        text = f'"preview_url":"http://x/attachments/{foreign["id"]}"'
        thread = (await events(await ben.ask(text)))[0]["thread"]["id"]
        assert (await ben.items(thread))[0]["content"][0]["text"] == text


async def test_files_that_were_not_sent_yet_follow_who_signs_in(tmp_path: Path) -> None:
    async with attaching(tmp_path) as (_, browser):
        unsent, sent = await upload(browser), await upload(browser)
        thread = (await send(browser, sent["id"]))["thread"]["id"]
        browser.user = "ann"
        told = await events(await browser.post("threads.create", input={**message("x"), "attachments": [unsent["id"]]}))
        assert not [event for event in told if event["type"] == "error"]
        for attachment in (sent, unsent):
            assert (await browser.send("GET", f"/attachments/{attachment['id']}")).status == 200
        assert (await browser.items(thread))[0]["attachments"][0]["id"] == sent["id"]
        browser.user = ""
        assert (await browser.send("GET", f"/attachments/{unsent['id']}")).status == 404


async def test_an_svg_is_never_shown_in_place(tmp_path: Path) -> None:
    async with attaching(tmp_path, CHATKIT_ATTACHMENT_TYPES="image/svg+xml,text/html") as (_, browser):
        for kind in ("image/svg+xml", "text/html"):
            attachment = await upload(browser, b"<svg onload='alert(1)'/>", "a.svg", kind)
            assert "preview_url" not in attachment
            reply = await browser.send("GET", f"/attachments/{attachment['id']}")
            assert reply.headers["Content-Type"] == "application/octet-stream"
            assert reply.headers["Content-Disposition"] == "attachment; filename*=UTF-8''a.svg"


@pytest.mark.parametrize(
    ("given", "safe"),
    [
        ("heron.png", "heron.png"),
        ("C:\\fakepath\\heron.png", "heron.png"),
        ("../../etc/passwd", "passwd"),
        (".env", "env"),
        ("a\x00b\r\nc", "a_b__c"),
        ("invoice\u202efdp.exe", "invoice_fdp.exe"),
        ("", "file"),
        ("///", "file"),
        ("x" * 300 + ".png", "x" * 196 + ".png"),
    ],
)
def test_names_mislead_nobody(given: str, safe: str) -> None:
    assert safe_name(given) == safe


async def test_the_log_tells_no_address_that_shows_a_file(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    async with attaching(tmp_path) as (_, browser):
        attachment = await upload(browser)
        with caplog.at_level("INFO"):
            await browser.send("GET", place(attachment["preview_url"]))
        paths = [vars(record)["path"] for record in caplog.records if hasattr(record, "path")]
        assert any(re.search(r"/attachments/atc_\w+/\.\.\.$", path) for path in paths)
        assert not [path for path in paths if attachment["preview_url"].rpartition(".")[2] in path]
