"""Where the bytes of attached files lie: in a folder of the data folder or, as CHATKIT_FILES says, on S3."""

import asyncio
import contextlib
import hmac
import logging
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from ..errors import FilesUnavailableError
from ..settings import Settings

log = logging.getLogger(__name__)


class Files(Protocol):
    """Bytes by name, whole or not there at all. Who cannot reach a server raises `FilesUnavailableError`."""

    async def write(self, name: str, content: bytes) -> None: ...

    async def read(self, name: str) -> bytes:
        """Raises `FileNotFoundError`."""
        ...

    async def delete(self, names: Sequence[str]) -> None:
        """What is not there is passed over."""
        ...

    async def older(self, seconds: float) -> list[str]:
        """The names of those that were written so long ago, or before, and by nobody else if that can be told."""
        ...


def open_files(settings: Settings) -> Files:
    """The place that the settings name. It is not looked at before the first file. Raises `SettingsError`."""
    if settings.files_url:
        from .s3 import S3Files  # noqa: PLC0415  whose SDK only those need who keep files there

        return S3Files(settings.files_url, _writer(settings))
    return DiskFiles(settings.data_dir / "attachments")


def _writer(settings: Settings) -> str:
    """A name that a service on another database, or with another secret, does not have; it tells neither of them."""
    place = settings.database_url.rpartition("@")[2]  # a password may change
    return hmac.new(settings.secret, f"files\n{place}".encode(), "sha256").hexdigest()[:16]


async def forget(files: Files, names: Sequence[str]) -> None:
    """Delete what belongs to nobody any more. Where that fails now, the service's next round does it."""
    try:
        await files.delete(names)
    except FilesUnavailableError:
        log.warning("Files that are no longer wanted could not be deleted yet", exc_info=True)


class DiskFiles:
    """Files in one folder, written beside their place and renamed into it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    async def write(self, name: str, content: bytes) -> None:
        await asyncio.to_thread(self._write, name, content)

    async def read(self, name: str) -> bytes:
        return await asyncio.to_thread((self._folder / name).read_bytes)

    async def delete(self, names: Sequence[str]) -> None:
        await asyncio.to_thread(self._delete, names)

    async def older(self, seconds: float) -> list[str]:
        return await asyncio.to_thread(self._older, time.time() - seconds)

    def _write(self, name: str, content: bytes) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        beside = self._folder / f"{name}.part"
        try:
            beside.write_bytes(content)
            beside.replace(self._folder / name)
        except BaseException:
            beside.unlink(missing_ok=True)
            raise

    def _delete(self, names: Sequence[str]) -> None:
        for name in names:
            (self._folder / name).unlink(missing_ok=True)

    def _older(self, before: float) -> list[str]:
        if not self._folder.is_dir():
            return []
        found = []
        for path in self._folder.iterdir():
            with contextlib.suppress(FileNotFoundError):  # other workers clean as well
                if path.stat().st_mtime < before:
                    found.append(path.name)
        return found
