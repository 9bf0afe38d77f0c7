"""What a chat needs where functions carry it, and no server that lives on."""

from __future__ import annotations

from collections.abc import Iterator

from chatgraft import databases, deploys
from chatgraft.core.errors import Finding
from chatgraft.plan.decisions import Decision, Service

VARIABLES = ("CHATKIT_DATABASE_URL", "CHATKIT_REDIS_URL", "CHATKIT_SECRET", "CHATKIT_ENV=production")
"""What is set at the host: an app that carries a chat has the first two by these names (see the kits' settings)."""


def where(service: Service) -> Iterator[Decision]:
    """The host, where functions of it carry the chat."""
    if service.functions is None:
        return
    host, seen = deploys.every()[service.functions.host], service.functions.evidence
    yield Decision("host", f"functions on {host.title}", f"{seen.why} ({seen.file}:{seen.line})")


def needs(service: Service) -> Iterator[Finding]:
    """What to set there, told with every plan: whether the host has it all no project shows."""
    if service.functions is None:
        return
    host, seen = deploys.every()[service.functions.host], service.functions.evidence
    yield Finding(
        "serverless",
        f"The app is deployed to functions ({host.title}): no file stays there, and each may end with its response.",
        "A database in a file is lost there; without Redis a reload in mid-answer and Stop reach only the function"
        f" that writes. {host.limit}",
        _cure(service),
        seen.file,
        seen.line,
    )


def loses_chats(service: Service) -> bool:
    """Whether they are kept in a file, and no file stays."""
    return bool(service.functions and service.database and databases.every()[service.database].url is None)


def _cure(service: Service) -> str:
    steps = [f"Set at the host: {', '.join(VARIABLES)}"]
    if loses_chats(service):
        names = [name for name, record in databases.every().items() if record.url]
        steps.insert(0, f"chatgraft add --database {names[-1]}  (or {', '.join(names[:-1])})")
    return "\n".join(steps)
