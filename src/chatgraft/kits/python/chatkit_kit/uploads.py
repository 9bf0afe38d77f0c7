"""The bytes of an upload: taken out of the request, and looked at."""

import re

from .errors import ServiceError, bad_request
from .web import Request

# How files of a type begin. A type that is not here may hold anything but, for text, a NUL.
BEGINNINGS = {
    "image/png": (b"\x89PNG\r\n\x1a\n",),
    "image/jpeg": (b"\xff\xd8\xff",),
    "image/gif": (b"GIF87a", b"GIF89a"),
    "image/webp": (b"RIFF",),
    "application/pdf": (b"%PDF-",),
}


def uploaded_file(request: Request) -> bytes:
    """The whole body of a PUT; of a form, its field `file`."""
    kind = request.header("content-type")
    if not kind.lower().startswith("multipart/form-data"):
        return request.body or b""
    boundary = re.search(r'boundary=(?:"([^"]+)"|([^;\s]+))', kind)
    if boundary is None:
        raise bad_request("The upload names no boundary.")
    mark = b"--" + (boundary[1] or boundary[2]).encode()
    for part in (b"\r\n" + (request.body or b"")).split(b"\r\n" + mark)[1:]:
        head, found, content = part.partition(b"\r\n\r\n")
        if found and re.search(rb'\bname="?file"?(?:;|\r|$)', head):
            return content
    raise bad_request("The upload has no file.", "Send it as the form field `file`, or as the whole body of a PUT.")


def require_type(content: bytes, mime_type: str) -> None:
    """Raise a 415 unless the bytes are what they were announced as."""
    beginnings = BEGINNINGS.get(mime_type)
    fits = content.startswith(beginnings) if beginnings else not (mime_type.startswith("text/") and b"\0" in content)
    if not fits:
        raise wrong_type()


def wrong_type() -> ServiceError:
    return ServiceError(415, "wrong_type", "The chat does not take files of this kind.")
