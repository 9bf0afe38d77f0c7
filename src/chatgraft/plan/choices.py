"""What the owner asked for on the command line. None means: decide from the survey."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

NONE = "none"
MOUNT, SERVICE = "mount", "service"
"""How the chat reaches the web: in the owner's own app, or by a service of its own."""


@dataclass(frozen=True, slots=True)
class Choices:
    """`endpoint` is the path of the project's own chat route that is meant, `passages` the store of the project's own
    and `embedding` what makes its vectors, `refused` are assistants and stores that are not wanted, `heard` names the
    fields that a sentence has said and no flag.
    """

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
    endpoint: str | None = None
    passages: str | None = None
    embedding: str | None = None
    refused: tuple[str, ...] = ()
    heard: tuple[str, ...] = ()

    def named(self, field: str) -> str:
        """Who has said it, as a reason."""
        flag = "assistant" if field == "passages" else field.replace("_", "-")
        return "said in --request" if field in self.heard else f"named by --{flag}"

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> Choices:
        """As the manifest keeps them."""
        read: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value for name, value in values.items()
        }
        return cls(**read)
