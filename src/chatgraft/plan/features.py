"""What a chat can do beside answering, each by its name and the words in which people ask for it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Feature:
    """`hint` is there where no flag switches it: it says what is done now instead. `on_request`: off unless named."""

    name: str
    words: tuple[str, ...]
    hint: str = ""
    on_request: bool = False


FEATURES = (
    Feature(
        "selection",
        (
            *("selection", "selected text", "selected-text questioning", "select text", "text selection"),
            *("highlighted text", "highlight text", "marked text", "quote", "quoting", "selected text quoting"),
        ),
    ),
    Feature(
        "history",
        (
            *("history", "chat history", "conversation history", "message history", "past chats", "past conversations"),
            *("previous chats", "previous conversations", "old conversations", "old chats", "old messages"),
            *("remember conversations", "saved conversations", "threads"),
        ),
    ),
    Feature(
        "feedback",
        ("feedback", "feedback buttons", "thumbs", "thumbs up", "thumbs up/down", "rating", "ratings", "rate answers"),
    ),
    Feature("retry", ("retry", "retries", "regenerate", "try again", "ask again")),
    Feature("metrics", ("metrics", "prometheus", "prometheus metrics", "monitoring")),
    Feature("tests", ("tests", "unit tests", "test suite", "component tests")),
    Feature(
        "attachments",
        ("attachments", "file attachments", "attach files", "file upload", "file uploads", "upload files", "uploads"),
        on_request=True,
    ),
    Feature(
        "dictation",
        ("dictation", "voice dictation", "voice input", "speech input", "speech to text", "voice", "microphone"),
        "visitors can dictate once the file that answers has a function `transcribe`",
    ),
)
NAMES = tuple(feature.name for feature in FEATURES if not feature.hint)
DEFAULT = frozenset(feature.name for feature in FEATURES if not feature.hint and not feature.on_request)
