"""Files that visitors attach: uploaded in one step or in two, sent with one message, shown to who sent them.

A row for each lies with the conversations, its bytes where `storage` puts them. To see a file takes the owner's
session, or an address that the service has signed for the owner and that is good for an hour or two: pictures on a
page of another origin bring no session along. Such addresses are made anew with each answer that shows a message.
"""

import hmac
import re
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
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

from ..context import Context
from ..errors import ServiceError, not_found
from ..running.run import to_json
from ..settings import Settings
from ..stores.chat_store import ChatStore, new_id
from ..stores.database import AttachmentRow, AttachmentRows, now_us
from ..web import Reply, Request, json_reply
from .storage import Files
from .uploads import Upload, plain_type, require_type, safe_name, uploaded_file, wrong_type

FORM_BYTES = 64 * 1024
"""What a form may add around its file."""
UNSENT_SECONDS = 24 * 3600
UPLOAD_SECONDS = 3600
SHOWN_SECONDS = 3600
"""Addresses to be shown stay the same for so long, for caches, and are good for as long again."""
# What browsers show as a picture and never as a document; an SVG can hold scripts.
PICTURES = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp", "image/avif"})
PREVIEW = re.compile(rb'"preview_url":"[^"]*/attachments/(atc_[0-9a-f]{32})(?:/[^"]*)?"')
# Ours, and what a write that was cut short has left. Who shares the place may have files of other names in it.
CLEANED = re.compile(r"atc_[0-9a-f]{32}(\.part)?")
BATCH = 500

_attachment_json: TypeAdapter[Any] = TypeAdapter(Attachment)
FindOwner = Callable[[Request], Awaitable[str]]
"""Whose session a request brings; empty for none."""


@dataclass(frozen=True, slots=True)
class _Row:
    owner: str
    attachment: Attachment


class Attachments(AttachmentStore[Context]):
    """Their rows, their bytes and their addresses."""

    def __init__(self, settings: Settings, rows: AttachmentRows, files: Files, find_owner: FindOwner) -> None:
        self._settings = settings
        self._rows = rows
        self._files = files
        self._find_owner = find_owner

    @property
    def body_limit(self) -> int:
        return self._settings.max_attachment + FORM_BYTES

    async def read(self, attachment_id: str) -> bytes:
        """The bytes. Raises `FileNotFoundError`."""
        return await self._files.read(attachment_id)

    async def create_attachment(self, input: AttachmentCreateParams, context: Context) -> Attachment:  # noqa: A002
        """The first of two steps: what is to come, and where to send it. The SDK keeps what this returns."""
        announced = Upload(b"", input.name, input.mime_type)
        attachment = await self._made(announced, input.size, context.owner, context.api)
        headers = {"Content-Type": attachment.mime_type}
        address = self._address("upload", attachment.id, context.owner, context.api)
        attachment.upload_descriptor = AttachmentUploadDescriptor(url=address, method="PUT", headers=headers)
        return attachment

    async def delete_attachment(self, attachment_id: str, context: Context) -> None:
        """The bytes, before the SDK deletes the row. A foreign file looks like a missing one, and stays."""
        row = await self._find(attachment_id)
        if row is not None and row.owner == context.owner:
            await self._files.delete([attachment_id])

    async def take(self, request: Request, store: ChatStore, context: Context) -> Reply:
        """An upload in one step: a form that brings the file, its name and its type."""
        upload = uploaded_file(request)
        attachment = await self._made(upload, len(upload.content), context.owner, context.api)
        require_type(upload.content, attachment.mime_type)
        await self._files.write(attachment.id, upload.content)
        try:
            await store.save_attachment(attachment, context)
        except BaseException:
            await self._files.delete([attachment.id])
            raise
        return json_reply(to_json(attachment))

    async def upload(self, request: Request, place: str) -> Reply:
        """The second of two steps, once: the bytes, and the attachment without its upload address."""
        row = await self._require("upload", request, place)
        if row.attachment.upload_descriptor is None:
            raise ServiceError(409, "uploaded", "This file has been uploaded before.")
        content = uploaded_file(request).content
        self._require_size(len(content))
        require_type(content, row.attachment.mime_type)
        await self._require_room(row.owner, len(content), besides=row.attachment.id)
        await self._files.write(row.attachment.id, content)
        kept = row.attachment.model_copy(update={"upload_descriptor": None, "metadata": {"size": len(content)}})
        await self._rows.replace(kept.id, AttachmentRow(row.owner, kept.model_dump_json(exclude_none=True)))
        return json_reply(to_json(kept))

    async def download(self, request: Request, place: str) -> Reply:
        """The bytes: of a picture, to be shown; of anything else, as a file that no browser takes for a page."""
        row = await self._require("show", request, place)
        try:
            content = await self.read(row.attachment.id)
        except FileNotFoundError:
            raise not_found("This file is not here.") from None
        is_picture = row.attachment.mime_type in PICTURES
        shown = "inline" if is_picture else "attachment"
        headers = {
            "Content-Type": row.attachment.mime_type if is_picture else "application/octet-stream",
            "Content-Disposition": f"{shown}; filename*=UTF-8''{quote(row.attachment.name, safe='')}",
            "Content-Security-Policy": "sandbox; default-src 'none'",
            "Cross-Origin-Resource-Policy": "cross-origin",
            "Referrer-Policy": "no-referrer",
            "Cache-Control": f"private, max-age={SHOWN_SECONDS}",
        }
        return Reply(200, content, headers)

    def addressed(self, document: bytes, context: Context) -> bytes:
        """A document as the owner gets it: with addresses of pictures that are good from now on."""

        def again(found: re.Match[bytes]) -> bytes:
            address = self._address("show", found[1].decode(), context.owner, context.api)
            return b'"preview_url":"%s"' % str(address).encode()

        return PREVIEW.sub(again, document) if b'"preview_url"' in document else document

    async def clean(self) -> None:
        """Forget what was never sent, and the bytes whose rows are gone; what has another's name stays."""
        await self._rows.delete_unsent(now_us() - UNSENT_SECONDS * 1_000_000)
        names = [name for name in await self._files.older(UPLOAD_SECONDS) if CLEANED.fullmatch(name)]
        for start in range(0, len(names), BATCH):
            batch = names[start : start + BATCH]
            known = await self._rows.known(batch)
            await self._files.delete([name for name in batch if name not in known])

    async def _made(self, upload: Upload, size: int, owner: str, api: str) -> Attachment:
        mime_type = plain_type(upload.mime_type)
        if mime_type not in self._settings.attachment_types:
            raise wrong_type()
        self._require_size(size)
        await self._require_room(owner, size)
        attachment_id = new_id("attachment")
        common = {
            "id": attachment_id,
            "name": safe_name(upload.name),
            "mime_type": mime_type,
            "metadata": {"size": size},
        }
        if mime_type in PICTURES:
            preview = self._address("show", attachment_id, owner, api)
            return ImageAttachment.model_validate({**common, "preview_url": preview})
        return FileAttachment.model_validate(common)

    def _require_size(self, size: int) -> None:
        if not 0 < size <= self._settings.max_attachment:
            most = self._settings.max_attachment // 1024
            raise ServiceError(413, "too_large", f"The chat takes files of up to {most} KB that are not empty.")

    async def _require_room(self, owner: str, size: int, besides: str = "") -> None:
        """Raise a 413 where this file is one too many of the owner's, or too much with the others."""
        kept = [_attachment_json.validate_json(row.data) for row in await self._rows.of_owner(owner)]
        sizes = [int((one.metadata or {}).get("size", 0)) for one in kept if one.id != besides]
        if len(sizes) >= self._settings.owner_files or sum(sizes) + size > self._settings.owner_bytes:
            message = "You have as many files in this chat as it keeps. Delete a conversation that has some."
            raise ServiceError(413, "no_room", message)

    async def _require(self, purpose: str, request: Request, place: str) -> _Row:
        """The row that an address names: for who has a signed one, whatever cookies come along, or its owner."""
        attachment_id, _, signed = place.partition("/")
        row = await self._find(attachment_id)
        if row is None:
            raise not_found("This file is not here.")
        good_until = self._good_until(signed, purpose, row)
        if good_until > time.time():
            return row
        is_theirs_to_see = purpose == "show" and (good_until or not signed)
        if is_theirs_to_see and await self._find_owner(request) == row.owner:
            return row
        raise not_found("This file is not here.")

    async def _find(self, attachment_id: str) -> _Row | None:
        row = await self._rows.find(attachment_id)
        return _Row(row.owner, _attachment_json.validate_json(row.data)) if row else None

    def _address(self, purpose: str, attachment_id: str, owner: str, api: str) -> AnyUrl:
        now = int(time.time())
        end = now + UPLOAD_SECONDS if purpose == "upload" else now - now % SHOWN_SECONDS + 2 * SHOWN_SECONDS
        signed = self._sign(purpose, attachment_id, owner, end)
        return AnyUrl(f"{api}/attachments/{attachment_id}/{end}.{signed}")

    def _good_until(self, signed: str, purpose: str, row: _Row) -> int:
        """Until when an address is good; 0 where the service has not signed it for the file's owner."""
        end, _, signature = signed.partition(".")
        if not re.fullmatch(r"[0-9]{1,12}", end):
            return 0
        right = self._sign(purpose, row.attachment.id, row.owner, int(end))
        return int(end) if hmac.compare_digest(right.encode(), signature.encode()) else 0

    def _sign(self, purpose: str, attachment_id: str, owner: str, end: int) -> str:
        text = "\n".join(("attachment", purpose, attachment_id, owner, str(end)))
        return hmac.new(self._settings.secret, text.encode(), "sha256").hexdigest()
