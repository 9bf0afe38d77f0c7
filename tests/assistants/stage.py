"""The service with one source, and the line to that source's provider."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.assistants.source import Said, Source
from tests.assistants.upstream import Upstream, upstream
from tests.fixtures.servers import KitService
from tests.kits.python.visitor import Visitor

PAGE = "<title>Prices</title><main><h1>Prices</h1><p>A night in the cabin costs ninety euros.</p></main>"
# How long a model may take, and how often it is asked: what people wait for patiently, tests do not.
IMPATIENT = {"CHATKIT_MODEL_FIRST_SECONDS": "8", "CHATKIT_MODEL_NEXT_SECONDS": "2.5"}
_SETTINGS = {**IMPATIENT, "SITE_ROOT": "../site", "CHATKIT_SITE_NAME": "Cabins", "CHATKIT_MODEL_TITLES": "1"}
_SETTINGS |= {"CHATKIT_ATTACHMENTS": "1"}


@dataclass(frozen=True, slots=True)
class Stage:
    source: Source
    service: KitService
    upstream: Upstream

    def visitor(self) -> Visitor:
        return Visitor(self.service)

    def said(self) -> list[Said]:
        """What the provider was sent so far, titles left out."""
        requests = [self.source.said(heard.body) for heard in self.upstream.heard]
        return [said for said in requests if "Name the conversation" not in said[0][1]]

    def logged(self, message: str) -> list[dict[str, Any]]:
        """The service's log lines with that message, oldest first."""
        lines = self.service.log.read_text("utf-8").splitlines()
        entries = [json.loads(line) for line in lines if line.startswith("{")]
        return [entry for entry in entries if entry["message"] == message]


@contextmanager
def set_up(source: Source, folder: Path, provider: int) -> Iterator[Stage]:
    """The service in a folder, its provider being the imitation at that port."""
    (folder / "site").mkdir()
    (folder / "site" / "prices.html").write_text(PAGE)
    backend = folder / "backend"
    source.kit.land(backend, source.assistant)
    with upstream(provider) as line, source.lay(folder, line.url) as more:
        environ = {**_SETTINGS, **source.environ(line.url), **more}
        with source.kit.start(backend, environ) as service:
            Visitor(service).ask("Hi")  # SDKs are imported by the first answer, which is not to be timed
            yield Stage(source, service, line)
