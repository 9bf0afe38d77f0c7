"""What the owner asked for on the command line. None means: decide from the survey."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

FEATURES = ("selection", "history", "feedback", "retry", "metrics", "tests")
NONE = "none"
MOUNT, SERVICE = "mount", "service"
"""How the chat reaches the web: in the owner's own app, or by a service of its own."""


@dataclass(frozen=True, slots=True)
class Choices:
    frontend: str | None = None
    frontend_root: str | None = None
    backend: str | None = None
    backend_root: str | None = None
    database: str | None = None
    assistant: str | None = None
    callable: str | None = None
    wire: str | None = None
    api_url: str | None = None
    ui: str = "auto"
    domain_key: str | None = None
    features: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> Choices:
        """As the manifest keeps them."""
        read: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value for name, value in values.items()
        }
        return cls(**read)
