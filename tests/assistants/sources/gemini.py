"""Google's Gemini API, at the `v1beta` addresses that the imitation knows; the SDK itself uses `v1` by default."""

from __future__ import annotations

from typing import Any

from tests.assistants.source import KEY, Said, Source, refused, text_in


def _error(status: int, kind: str, message: str) -> Any:
    """Google's error document (google.aip.dev/193)."""
    return refused(status, {"error": {"code": status, "status": kind, "message": message}})


def _said(body: dict[str, Any]) -> Said:
    roles = {"user": "user", "model": "assistant"}
    earlier = [(roles[one["role"]], text_in(one["parts"])) for one in body["contents"]]
    return [("system", text_in(body["systemInstruction"]["parts"])), *earlier]


GEMINI = Source(
    name="gemini",
    assistant="gemini",
    environ=lambda url: {
        "GEMINI_API_KEY": KEY,
        "GOOGLE_GEMINI_BASE_URL": url,
        "GOOGLE_GENAI_API_VERSION": "v1beta",
        "GEMINI_MODEL": "a-model",
    },
    said=_said,
    too_long=_error(400, "INVALID_ARGUMENT", "The input token count (1200000) exceeds the maximum of 1048576."),
    wrong_key=_error(400, "INVALID_ARGUMENT", "API key not valid. Please pass a valid API key."),
    looks_at=("image/png", "application/pdf"),
)
