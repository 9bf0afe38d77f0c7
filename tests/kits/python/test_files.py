"""Where the bytes of attached files lie: in a folder, or on a server that speaks S3."""

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from chatgraft.kits.python.chatkit_kit.attached import attachments
from chatgraft.kits.python.chatkit_kit.attached.storage import Files, open_files
from chatgraft.kits.python.chatkit_kit.errors import FilesUnavailableError, SettingsError
from chatgraft.kits.python.chatkit_kit.settings import Settings
from chatgraft.kits.python.chatkit_kit.stores.chat_store import new_id
from tests.fixtures.s3_server import BUCKET, S3Server, start_s3
from tests.fixtures.servers import free_port
from tests.kits.python.services import SECRET, Browser, serving, whole
from tests.kits.python.test_attachments import ON, PNG, place, say_files, send, upload

PREFIX = {"CHATKIT_FILES": f"s3://{BUCKET}/of/the/chat"}


@pytest.fixture(scope="module")
def s3(tmp_path_factory: pytest.TempPathFactory) -> Iterator[S3Server]:
    with start_s3(tmp_path_factory.mktemp("s3")) as server:
        yield server


@pytest.fixture
def used(s3: S3Server, monkeypatch: pytest.MonkeyPatch) -> S3Server:
    """The server, as the environment names it."""
    for name, value in s3.environ.items():
        monkeypatch.setenv(name, value)
    return s3


@pytest.fixture(params=["disk", "s3"])
def files(request: pytest.FixtureRequest, tmp_path: Path) -> Files:
    if request.param == "s3":
        request.getfixturevalue("used")
    values = PREFIX if request.param == "s3" else {}
    return open_files(Settings.from_values(tmp_path, {"CHATKIT_SECRET": SECRET, **values}))


async def test_what_is_written_is_read_listed_and_deleted(files: Files) -> None:
    content = bytes(range(256)) * 5000
    await files.write("atc_one", content)
    await files.write("atc_two", b"second")
    await files.write("atc_two", b"second again")
    assert await files.read("atc_one") == content
    assert await files.read("atc_two") == b"second again"
    assert await files.older(3600) == []
    await asyncio.sleep(1.1)  # S3 counts in seconds
    assert sorted(await files.older(0)) == ["atc_one", "atc_two"]
    await files.delete(["atc_one", "atc_none"])
    with pytest.raises(FileNotFoundError):
        await files.read("atc_one")
    await files.delete(["atc_two"])
    await files.delete([])
    assert await files.older(-10) == []


@pytest.mark.parametrize("values", [{}, PREFIX], ids=["disk", "s3"])
async def test_cleaning_leaves_what_others_keep_in_the_same_place(
    values: dict[str, str], tmp_path: Path, used: S3Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attachments, "UPLOAD_SECONDS", -10)
    files = open_files(Settings.from_values(tmp_path, {"CHATKIT_SECRET": SECRET, **values}))
    others, own = ["logo.png", "atc_logo", f"{new_id('attachment')}.png"], new_id("attachment")
    async with serving(tmp_path, say_files, **ON, **values) as service:
        for name in (*others, own, f"{own}.part"):
            await files.write(name, b"content")
        assert service.attachments is not None
        await service.attachments.clean()
    assert sorted(await files.older(-10)) == sorted(others)
    await files.delete(others)


async def test_a_file_on_s3_is_sent_shown_and_gone_with_its_thread(tmp_path: Path, used: S3Server) -> None:
    async with serving(tmp_path, say_files, **ON, **PREFIX) as service:
        browser = await Browser(service).arrive()
        attachment = await upload(browser)
        assert f"of/the/chat/{attachment['id']}" in used.names()
        shown = await browser.send("GET", place(attachment["preview_url"]))
        assert (shown.status, shown.body) == (200, PNG)
        thread = (await send(browser, attachment["id"]))["thread"]["id"]
        assert (await browser.items(thread))[1]["content"][0]["text"] == f"a.png: {len(PNG)} bytes"
        assert (await browser.post("threads.delete", thread_id=thread)).status == 200
        assert used.names() == []
        assert not (tmp_path / ".chatkit" / "attachments").exists()


async def test_services_on_two_databases_leave_each_others_files_alone(
    tmp_path: Path, used: S3Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attachments, "UPLOAD_SECONDS", -10)
    here, there = (tmp_path / name for name in ("here", "there"))
    async with serving(here, say_files, **ON, **PREFIX) as one, serving(there, say_files, **ON, **PREFIX) as other:
        sent = [await upload(await Browser(service).arrive()) for service in (one, other)]
        for service in (one, other):
            assert service.attachments is not None
            await service.attachments.clean()
        files = open_files(one.settings)
        assert [await files.read(file["id"]) for file in sent] == [PNG, PNG]


async def test_a_storage_that_is_away_is_said_and_leaves_no_row(
    tmp_path: Path, used: S3Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with serving(tmp_path, say_files, **ON, **PREFIX) as service:
        browser = await Browser(service).arrive()
        monkeypatch.setenv("AWS_ENDPOINT_URL_S3", f"http://127.0.0.1:{free_port()}")
        with pytest.raises(AssertionError, match="files_unavailable"):
            await upload(browser)
        exported = json.loads(await whole(await browser.send("GET", "/me/export")))
        assert exported["attachments"] == []


async def test_credentials_that_are_refused_are_no_missing_file(
    used: S3Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "another-secret")
    files = open_files(Settings.from_values(Path(), {"CHATKIT_SECRET": SECRET, **PREFIX}))
    with pytest.raises(FilesUnavailableError, match="refused"):
        await files.read("atc_none")


@pytest.mark.parametrize(
    "url", ["s3://", "s3:///chat", "s3://media", "s3://media//", "https://bucket.example.org", "/var/files"]
)
def test_an_address_that_is_none_is_told_at_the_start(url: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="CHATKIT_FILES"):
        Settings.from_values(tmp_path, {"CHATKIT_SECRET": SECRET, "CHATKIT_FILES": url})
