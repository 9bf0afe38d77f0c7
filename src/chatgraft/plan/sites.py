"""Which site gets the widget, and how the widget's requests find the chat while one works on the site."""

from __future__ import annotations

from collections.abc import Iterator

from chatgraft import frontends
from chatgraft.core.changes import ByHand
from chatgraft.core.errors import ChatgraftError, Exit, Finding, ask
from chatgraft.core.facts import CLEAR, Survey
from chatgraft.core.project import Project
from chatgraft.frontends import Proxy
from chatgraft.plan.asking import folder, one_of, refuse_ties
from chatgraft.plan.choices import NONE, Choices
from chatgraft.plan.decisions import Decision, Service, Site
from chatgraft.plan.existing import refuse_second

PATH = "/chatkit"
"""Where the widget looks for the chat on the site's own origin."""


def find_site(project: Project, survey: Survey, choices: Choices, reasons: list[Decision]) -> Site | None:
    if choices.frontend == NONE:
        reasons.append(Decision("frontend", NONE, "asked for by --frontend none"))
        return None
    known = frontends.every()
    if choices.frontend and choices.frontend not in known:
        raise ask(
            "unknown-frontend",
            f"There is no frontend named {choices.frontend!r}.",
            f"Use one of: {', '.join(sorted(known))}, none.",
        )
    found = [fact for fact in survey.frontends if choices.frontend in (None, fact.framework)]
    if choices.frontend_root is None:
        clear = [fact for fact in found if fact.confidence >= CLEAR]
        found = clear or (found if choices.frontend else [])
    else:
        found = [fact for fact in found if fact.root == folder(choices.frontend_root)]
    if not found:
        refuse_second(survey, choices, folder(choices.frontend_root or "."))
        raise _no_site(survey, choices)
    refuse_ties(found, "frontend")
    refuse_second(survey, choices, found[0].root)
    fact, frontend = found[0], known[found[0].framework]
    site = Site(
        fact,
        landing=frontend.landing(project, fact),
        dev=frontend.dev(project, fact),
        build=frontend.build(project, fact),
        pages=choices.pages,
        variable=frontend.variable(project, fact),
    )
    reasons.append(Decision("frontend", f"{fact.framework} in {fact.root}", fact.evidence[0].why))
    return site


def proxy_for(project: Project, site: Site, service: Service) -> Proxy | None:
    """None where it is not needed, the framework has no such thing, or its configuration is not understood."""
    proxy = Proxy(PATH, f"http://127.0.0.1:{service.port}")
    passed_on = frontends.every()[site.fact.framework].proxy
    if passed_on is None or service.shows_site:
        return None
    changes = list(passed_on(project, site.fact, proxy))
    return None if any(isinstance(change, ByHand) for change in changes) else proxy


def address_reason(site: Site, service: Service | None) -> str:
    if service and service.shows_site:
        return "on the site's own origin: one app shows the site and carries the chat"
    if site.proxy:
        return f"on the site's own origin; its development server passes it on to {site.proxy.target}"
    port = service.port if service else 8001
    return f"on the site's own origin; http://localhost:{port}/chatkit on a local host"


def _no_site(survey: Survey, choices: Choices) -> ChatgraftError:
    each = "\n".join(f"{fact.framework} in {fact.root}" for fact in survey.frontends)
    if choices.frontend or choices.frontend_root:
        wanted = " in ".join(filter(None, (choices.frontend, choices.frontend_root)))
        cure = one_of("Use", _right_flags(survey, choices)) if survey.frontends else "See: chatgraft survey"
        finding = Finding("frontend-not-found", f"There is no frontend {wanted}.", each and f"Found:\n{each}", cure)
    elif survey.frontends:
        what = "Only examples, tests or templates were found."
        finding = Finding(
            "no-frontend", what, each, f"Where one of them is meant: --frontend-root {survey.frontends[0].root}"
        )
    else:
        known = ", ".join(sorted(frontends.every()))
        what = "No frontend was found here that Chatgraft knows."
        cure = "Run it in the site's folder, or put the service there alone: --frontend none"
        finding = Finding("no-frontend", what, f"It knows: {known}.", cure)
    return ChatgraftError(finding, Exit.ASK)


def _right_flags(survey: Survey, choices: Choices) -> Iterator[str]:
    """In place of what was said: the frameworks in the folder that was named, else the folders of the framework."""
    named_folder = folder(choices.frontend_root) if choices.frontend_root else None
    there = [fact for fact in survey.frontends if fact.root == named_folder]
    named = [fact for fact in survey.frontends if fact.framework == choices.frontend]
    for fact in there or named or survey.frontends:
        name = f"--frontend {fact.framework}" if choices.frontend not in (None, fact.framework) else ""
        alike = [other for other in survey.frontends if other.framework == fact.framework]
        says_folder = fact.root != named_folder if named_folder else len(alike) > 1
        yield " ".join(filter(None, (name, f"--frontend-root {fact.root}" if says_folder else "")))
