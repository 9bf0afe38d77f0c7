"""Speech becomes text in the composer."""

from __future__ import annotations

import base64

from chatgraft.conformance.checks import require_equal
from chatgraft.conformance.scenario import Need, scenario
from chatgraft.conformance.service import Service

_MEBIBYTE = 1024 * 1024


@scenario("Audio is transcribed, whatever parameters its media type has", Need.SCRIPT, covers="input.transcribe")
async def transcribes(service: Service) -> None:
    async with service.visitor() as ann:
        for kind in ("audio/webm;codecs=opus", "audio/mp4", "audio/ogg"):
            audio = base64.b64encode("鷺が".encode()).decode()
            heard = await ann.get("input.transcribe", audio_base64=audio, mime_type=kind)
            require_equal(heard, {"text": f"鷺が ({kind})"})


@scenario("A minute of speech is not too much", Need.SCRIPT)
async def long_audio(service: Service) -> None:
    async with service.visitor() as ann:
        audio = base64.b64encode(b"x" * _MEBIBYTE).decode()
        heard = await ann.get("input.transcribe", audio_base64=audio, mime_type="audio/webm")
        require_equal(len(heard["text"]), _MEBIBYTE + len(" (audio/webm)"))


@scenario("What is not audio in base64 gets 400", Need.SCRIPT)
async def not_base64(service: Service) -> None:
    async with service.visitor() as ann:
        for odd in ("A", "鷺", "AAAAA"):
            reply = await ann.post("input.transcribe", audio_base64=odd, mime_type="audio/webm")
            require_equal(reply.status_code, 400, f"{odd!r}: {reply.text[:200]}")
