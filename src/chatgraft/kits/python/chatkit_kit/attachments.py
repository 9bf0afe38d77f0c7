"""Files that visitors attach: announced, uploaded to a signed address, sent with one message, shown to who sent them.

A row for each lies in the table `chatkit_attachments`, its bytes in `<data folder>/attachments/`. The address is given
only to the visitor: images on a page of another origin can bring no session along. A request that does bring one must
bring the owner's.
"""

import asyncio
import contextlib
import hmac
import re
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from chatkit.store import AttachmentStore
from chatkit.types import (
    Attachment,
    AttachmentCreateParams,
    AttachmentUploadDescriptor,
    FileAttachment,
    ImageAttachment,
)
from pydantic import AnyUrl, TypeAdapter

from .context import Context
from .errors import ServiceError, not_found
from .run import to_json
from .settings import Settings
from .stores.chat_store import new_id
from .stores.database import AttachmentRow, AttachmentRows, now_us
from .uploads import require_type, uploaded_file, wrong_type
from .web import Reply, Request, json_reply

FORM_BYTES = 64 * 1024
"""What a form may add around its file."""
UNSENT_SECONDS = 24 * 3600
UPLOAD_SECONDS = 3600

_attachment_json: TypeAdapter[Any] = TypeAdapter(Attachment)
FindOwner = Callable[[Request], Awaitable[str]]
"""Whose session a request brings; empty for none."""


@dataclass(frozen=True, slots=True)
class _Row:
    owner: str
    attachment: Attachment


class Attachments(AttachmentStore[Context]):
    """Their rows, their bytes and their addresses."""

    def __init__(self, settings: Settings, rows: AttachmentRows, find_owner: FindOwner) -> None:
        self._settings = settings
        self._rows = rows
        self._find_owner = find_owner
        self._folder = settings.data_dir / "attachments"

    @property
    def body_limit(self) -> int:
        return self._settings.max_attachment + FORM_BYTES

    def path(self, attachment_id: str) -> Path:
        """Where the bytes are."""
        return self._folder / attachment_id

    async def create_attachment(self, input: AttachmentCreateParams, context: Context) -> Attachment:  # noqa: A002
        """The first phase: what is to come, and where to send it. The SDK keeps what this returns."""
        mime_type = input.mime_type.partition(";")[0].strip().lower()
        if mime_type not in self._settings.attachment_types:
            raise wrong_type()
        self._require_size(input.size)
        attachment_id = new_id("attachment")
        address = AnyUrl(f"{context.api}/attachments/{attachment_id}/{self._sign(attachment_id)}")
        descriptor = AttachmentUploadDescriptor(url=address, method="PUT", headers={"Content-Type": mime_type})
        name = re.sub(r"[\x00-\x1f\x7f/\\]", "_", input.name)[:200]
        if mime_type.startswith("image/"):
            return ImageAttachment(
                id=attachment_id, name=name, mime_type=mime_type, upload_descriptor=descriptor, preview_url=address
            )
        return FileAttachment(id=attachment_id, name=name, mime_type=mime_type, upload_descriptor=descriptor)

    async def delete_attachment(self, attachment_id: str, context: Context) -> None:
        """The bytes, before the SDK deletes the row. A foreign file looks like a missing one, and stays."""
        row = await self._find(attachment_id)
        if row is not None and row.owner == context.owner:
            await asyncio.to_thread(self.path(attachment_id).unlink, missing_ok=True)

    async def upload(self, request: Request, place: str) -> Reply:
        """The second phase, once: the bytes, and the attachment without its upload address."""
        row = await self._require(request, place)
        if row.attachment.upload_descriptor is None:
            raise ServiceError(409, "uploaded", "This file has been uploaded before.")
        content = uploaded_file(request)
        self._require_size(len(content))
        require_type(content, row.attachment.mime_type)
        await asyncio.to_thread(self._write, row.attachment.id, content)
        kept = row.attachment.model_copy(update={"upload_descriptor": None})
        await self._rows.replace(kept.id, AttachmentRow(row.owner, kept.model_dump_json(exclude_none=True)))
        return json_reply(to_json(kept))

    async def download(self, request: Request, place: str) -> Reply:
        """The bytes, as a file that no browser takes for a page."""
        row = await self._require(request, place)
        try:
            content = await asyncio.to_thread(self.path(row.attachment.id).read_bytes)
        except FileNotFoundError:
            raise not_found("This file is not here.") from None
        shown = "inline" if isinstance(row.attachment, ImageAttachment) else "attachment"
        headers = {
            "Content-Type": row.attachment.mime_type,
            "Content-Disposition": f"{shown}; filename*=UTF-8''{quote(row.attachment.name, safe='')}",
            "Content-Security-Policy": "sandbox; default-src 'none'",
            "Cache-Control": "private, max-age=3600",
        }
        return Reply(200, content, headers)

    async def clean(self) -> None:
        """Forget what was never sent, and the bytes whose rows are gone with their thread."""
        await self._rows.delete_unsent(now_us() - UNSENT_SECONDS * 1_000_000)
        for path in await asyncio.to_thread(self._old_files):
            if await self._find(path.name) is None:
                await asyncio.to_thread(path.unlink, missing_ok=True)

    def _old_files(self) -> list[Path]:
        if not self._folder.is_dir():
            return []
        before, old = time.time() - UPLOAD_SECONDS, []
        for path in self._folder.iterdir():
            with contextlib.suppress(FileNotFoundError):  # an upload's own file is renamed, and others clean as well
                if path.stat().st_mtime < before:
                    old.append(path)
        return old

    def _write(self, attachment_id: str, content: bytes) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        beside = self._folder / f"{attachment_id}.part"
        beside.write_bytes(content)
        beside.replace(self.path(attachment_id))

    def _require_size(self, size: int) -> None:
        if not 0 < size <= self._settings.max_attachment:
            most = self._settings.max_attachment // 1024
            raise ServiceError(413, "too_large", f"The chat takes files of up to {most} KB that are not empty.")

    async def _require(self, request: Request, place: str) -> _Row:
        """The row that a signed address names, for its owner or for somebody who shows no session."""
        attachment_id, _, signature = place.partition("/")
        row = None
        if hmac.compare_digest(self._sign(attachment_id).encode(), signature.encode()):
            row = await self._find(attachment_id)
        if row is None or await self._find_owner(request) not in {"", row.owner}:
            raise not_found("This file is not here.")
        return row

    async def _find(self, attachment_id: str) -> _Row | None:
        row = await self._rows.find(attachment_id)
        return _Row(row.owner, _attachment_json.validate_json(row.data)) if row else None

    def _sign(self, attachment_id: str) -> str:
        return hmac.new(self._settings.secret, f"attachment.{attachment_id}".encode(), "sha256").hexdigest()
