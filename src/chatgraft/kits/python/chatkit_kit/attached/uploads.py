"""The bytes of an upload: taken out of the request, and looked at."""

import re
import unicodedata
from dataclasses import dataclass

from ..errors import ServiceError, bad_request
from ..web import Request

LONGEST_NAME = 200
# How files of a type begin, and at which byte. Of a type that is not here nothing can be said.
BEGINNINGS: dict[str, tuple[tuple[int, bytes], ...]] = {
    "image/png": ((0, b"\x89PNG\r\n\x1a\n"),),
    "image/jpeg": ((0, b"\xff\xd8\xff"),),
    "image/gif": ((0, b"GIF87a"), (0, b"GIF89a")),
    "image/webp": ((8, b"WEBP"),),
    "image/avif": ((4, b"ftypavif"), (4, b"ftypavis")),
    "image/heic": ((4, b"ftyphei"), (4, b"ftypmif1")),
    "application/pdf": ((0, b"%PDF-"),),
    "application/zip": ((0, b"PK\x03\x04"),),
    "audio/mpeg": ((0, b"ID3"), (0, b"\xff\xfb"), (0, b"\xff\xf3"), (0, b"\xff\xf2")),
    "audio/ogg": ((0, b"OggS"),),
    "audio/wav": ((8, b"WAVE"),),
    "video/mp4": ((4, b"ftyp"),),
    "video/webm": ((0, b"\x1aE\xdf\xa3"),),
}
# Word, Excel and PowerPoint, and their open twins: archives, all of them.
ARCHIVES = re.compile(r"application/(vnd\.openxmlformats-officedocument|vnd\.oasis\.opendocument|epub\+zip)")
# Characters that are not seen, or turn what stands beside them around: a name could seem to end in another way.
UNSEEN = ("Cc", "Cf", "Cs", "Zl", "Zp")


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as a form brings it; what says no name or type has none."""

    content: bytes
    name: str = ""
    mime_type: str = ""


def uploaded_file(request: Request) -> Upload:
    """The whole body of a PUT; of a form, its field `file`."""
    kind = request.header("content-type")
    if not kind.lower().startswith("multipart/form-data"):
        return Upload(request.body or b"")
    boundary = re.search(r'boundary=(?:"([^"]+)"|([^;\s]+))', kind)
    if boundary is None:
        raise bad_request("The upload names no boundary.")
    mark = b"--" + (boundary[1] or boundary[2]).encode()
    parts = (b"\r\n" + (request.body or b"")).split(b"\r\n" + mark)
    for part in parts[1:-1]:  # after the last mark comes nothing; without one the form was cut short
        head, found, content = part.partition(b"\r\n\r\n")
        if found and re.search(rb'\bname="?file"?(?:;|\r|$)', head):
            return Upload(content, *_described(head.decode(errors="replace")))
    raise bad_request("The upload has no file.", "Send it as the form field `file`, or as the whole body of a PUT.")


def _described(head: str) -> tuple[str, str]:
    name = re.search(r'\bfilename="((?:[^"\\]|\\.)*)"', head)
    kind = re.search(r"^content-type:[ \t]*([^\r\n]+)", head, re.IGNORECASE | re.MULTILINE)
    # Browsers write a quote within a name as %22, others as \".
    return (name[1].replace('\\"', '"').replace("%22", '"') if name else ""), (kind[1] if kind else "")


def plain_type(mime_type: str) -> str:
    """Without parameters such as a charset."""
    return mime_type.partition(";")[0].strip().lower()


def safe_name(name: str) -> str:
    """The last part of a path, without anything that a file system or a reader could be misled by."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    shown = "".join("_" if unicodedata.category(one) in UNSEEN else one for one in last).strip(" .")
    if len(shown) > LONGEST_NAME:
        stem, dot, ending = shown.rpartition(".")
        keeps = dot and len(ending) < 12
        shown = f"{stem[: LONGEST_NAME - len(ending) - 1]}.{ending}" if keeps else shown[:LONGEST_NAME]
    return shown or "file"


def require_type(content: bytes, mime_type: str) -> None:
    """Raise a 415 unless the bytes are what they were announced as, as far as that can be seen."""
    beginnings = BEGINNINGS["application/zip"] if ARCHIVES.match(mime_type) else BEGINNINGS.get(mime_type)
    if beginnings:
        fits = any(content.startswith(mark, place) for place, mark in beginnings)
    else:
        fits = not (mime_type.startswith("text/") and b"\0" in content)
    if not fits:
        raise wrong_type()


def wrong_type() -> ServiceError:
    return ServiceError(415, "wrong_type", "The chat does not take files of this kind.")
