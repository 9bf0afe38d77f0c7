"""The project's own chat route, called over HTTP as its handler wants it: needs no key of ours.

What the route takes and gives was read from its source and is written at the top of the file that lands.
"""

from __future__ import annotations

from collections.abc import Mapping

from chatgraft.assistants import Assistant, Variable, no_facts
from chatgraft.core.facts import AssistantFact
from chatgraft.edits.python_constants import Constant

NAME = "http"
URL = "CHATKIT_ENDPOINT_URL"


def env(fact: AssistantFact | None) -> tuple[Variable, ...]:
    url = local_url(fact) if fact else "http://127.0.0.1:8000/api/chat"
    why = "The site's own chat route. Where visitors sign in, its public address, so that their cookies go along."
    return (Variable(URL, why, url),)


def local_url(fact: AssistantFact) -> str:
    """Where the route answers while one works on the app."""
    route = fact.endpoint
    return f"http://127.0.0.1:{route.port}{route.path}" if route else ""


def constants(fact: AssistantFact | None, folder: str) -> Mapping[str, Constant]:  # noqa: ARG001 - an address is the same from everywhere
    route = fact.endpoint if fact else None
    if fact is None or route is None:
        return {}
    return {
        "URL": local_url(fact),
        "METHOD": route.method,
        "SENDS": route.body,
        "QUESTION": route.roles["question"],
        "MESSAGES": route.request[route.roles["question"]] == "list",
        "QUOTE": route.roles.get("quote"),
        "HISTORY": route.roles.get("history"),
        "HISTORY_OF": route.items or "messages",
        "PAGE": route.roles.get("page"),
        "THREAD": route.roles.get("thread"),
        "GIVES": route.format,
        "ANSWER": route.response,
        "CSRF": route.csrf,
        "OWN": fact.is_carriers,
    }


ASSISTANT = Assistant(
    name=NAME,
    detect=no_facts,  # routes are facts of the apps that have them
    kit_file="assistants/http.py",
    packages=("httpx>=0.27,<1",),
    env=env,
    rank=80,
    speaks=True,
    constants=constants,
    words=("own endpoint", "existing endpoint", "chat endpoint", "chat route", "own api", "over http"),
)
