"""Survey and choices into a plan. What neither the project nor the owner has said is asked, never guessed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from chatgraft import assistants, databases, frontends
from chatgraft.core.addresses import find_parts
from chatgraft.core.asides import is_aside
from chatgraft.core.changes import ByHand
from chatgraft.core.errors import ChatgraftError, Exit, Finding
from chatgraft.core.facts import ANSWERS, CLEAR, AssistantFact, DatabaseFact, Survey
from chatgraft.core.project import Project
from chatgraft.frontends import Proxy
from chatgraft.plan.asking import ask, folder, one_of, refuse_ties, require_known
from chatgraft.plan.carrier import carrier
from chatgraft.plan.choices import NONE, Choices
from chatgraft.plan.decisions import Decision, Plan, Service, Site
from chatgraft.plan.existing import beside, refuse_second, spoken_to
from chatgraft.plan.features import DEFAULT, NAMES
from chatgraft.plan.passages import passages, store_named

UNSEEN = frozenset({"no-frontend", "frontend-not-found"})
"""The codes of errors that a file which could not be read may be the reason for."""
ENDPOINT = "CHATKIT_ENDPOINT_URL"
"""Where the service looks for the address of the project's own chat route."""
PATH = "/chatkit"
"""Where the widget looks for the chat on the site's own origin."""
VARIABLE = "DATABASE_URL"


def decide(project: Project, survey: Survey, choices: Choices) -> Plan:
    """Raises ChatgraftError with exit code 2 where an answer or a flag is needed."""
    if find_parts(choices.api_url or PATH) is None:
        raise ask("bad-address", f"{choices.api_url} is no address.", f"Say it as --api-url https://HOST{PATH}")
    reasons: list[Decision] = []
    site = _site(project, survey, choices, reasons)
    service = _service(project, survey, choices, site, reasons)
    if site is None and service is None:
        raise ask("nothing-to-do", "Neither a frontend nor a backend is left to graft.", "Drop one of the two `none`.")
    if site and service and choices.api_url in (None, PATH):
        site = replace(site, proxy=_proxy(project, site, service))
    if choices.api_url:
        reasons.append(Decision("address", choices.api_url, "named by --api-url"))
    elif site:
        reasons.append(Decision("address", PATH, _address_reason(site, service)))
    reasons.append(Decision("ui", choices.ui, _ui_reason(choices)))
    return Plan(
        site=site,
        service=service,
        ui=choices.ui,
        features=_features(choices),
        api_url=choices.api_url,
        domain_key=choices.domain_key,
        decisions=tuple(reasons),
        findings=tuple(beside(survey, site.fact)) if site else (),
        asked=frozenset(choices.features),
        taken_over=() if site else spoken_to(survey),
    )


def _site(project: Project, survey: Survey, choices: Choices, reasons: list[Decision]) -> Site | None:
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


def _proxy(project: Project, site: Site, service: Service) -> Proxy | None:
    """None where it is not needed, the framework has no such thing, or its configuration is not understood."""
    proxy = Proxy(PATH, f"http://127.0.0.1:{service.port}")
    passed_on = frontends.every()[site.fact.framework].proxy
    if passed_on is None or service.shows_site:
        return None
    changes = list(passed_on(project, site.fact, proxy))
    return None if any(isinstance(change, ByHand) for change in changes) else proxy


def _address_reason(site: Site, service: Service | None) -> str:
    if service and service.shows_site:
        return "on the site's own origin: one app shows the site and carries the chat"
    if site.proxy:
        return f"on the site's own origin; its development server passes it on to {site.proxy.target}"
    port = service.port if service else 8001
    return f"on the site's own origin; http://localhost:{port}/chatkit on a local host"


def _service(
    project: Project, survey: Survey, choices: Choices, site: Site | None, reasons: list[Decision]
) -> Service | None:
    if choices.backend == NONE:
        if not choices.api_url:
            raise ask(
                "no-address",
                "Without a backend the widget has nobody to talk to.",
                "Name a ChatKit endpoint: --backend none --api-url https://chat.example.org/chatkit",
            )
        reasons.append(Decision("backend", NONE, "asked for by --backend none"))
        return None
    service, reason = carrier(project, survey, choices, site)
    reasons += [reason, *_users(service)]
    assistant, fact = _assistant(project, survey, choices, reasons)
    retrieves = assistants.every()[assistant].retrieves
    found, embedding = passages(survey, choices, reasons) if retrieves else (None, None)
    service, fact = _joined(service, fact)
    return replace(
        service,
        database=_database(survey, choices, service, reasons),
        assistant=assistant,
        assistant_fact=fact,
        retrieval=found,
        embedding=embedding,
    )


def _users(service: Service) -> Iterator[Decision]:
    known = service.fact.signed_in if service.fact else None
    if known is None:
        return
    seen = known.evidence[0]
    place = f"{seen.file}:{seen.line}"
    if known.id is None:
        why = f"{known.name} ({place}) does not show whose a request is: see USER in chatkit_server.py"
        yield Decision("users", "visitors without a name", why)
    else:
        named = f"its {known.id}" if known.id else "what it gives"
        yield Decision("users", f"the app's own, by {known.name}", f"{seen.why} ({place}); {named} tells users apart")


def _database(survey: Survey, choices: Choices, service: Service, reasons: list[Decision]) -> str | None:
    """The URL in the env file that the service will read counts; elsewhere a database is named, not switched to."""
    if service.own_database:
        reasons.append(Decision("database", "the app's own", "as the app has it configured"))
        return None
    known = databases.every()
    name = require_known(choices.database, known, "database")
    if name:
        reasons.append(Decision("database", name, choices.named("database")))
        return name
    default = next(record.name for record in known.values() if record.url is None)
    own = [fact for fact in survey.databases if fact.url_variable == VARIABLE and _is_read(fact, service.path(".env"))]
    if own:
        seen = own[0].evidence[0]
        reasons.append(Decision("database", own[0].kind, f"{seen.why} ({seen.file}:{seen.line})"))
        return own[0].kind
    others = [fact for fact in survey.databases if fact.kind != default and fact.kind in known]
    why = "needs nothing"
    if others:
        variable = f"CHATKIT_{VARIABLE}" if service.fact else VARIABLE
        seen = others[0].evidence[0]
        why += f"; {others[0].kind} was seen ({seen.file}:{seen.line}): set {variable} to keep chats there"
    reasons.append(Decision("database", default, why))
    return default


def _is_read(fact: DatabaseFact, file: str) -> bool:
    return fact.evidence[0].file == file


def _joined(service: Service, fact: AssistantFact | None) -> tuple[Service, AssistantFact | None]:
    """Where the app that carries the chat has the route as well, the route is wherever the app is started."""
    route = fact.endpoint if fact else None
    if fact is None or route is None or service.fact is None or route not in service.fact.chat_endpoints:
        return service, fact
    value = (ENDPOINT, f"http://127.0.0.1:{{port}}{route.path}")
    start = replace(service.start, env=(*service.start.env, value))
    return replace(service, start=start), replace(fact, endpoint=replace(route, port=start.port), is_carriers=True)


def _assistant(
    project: Project, survey: Survey, choices: Choices, reasons: list[Decision]
) -> tuple[str, AssistantFact | None]:
    known = assistants.every()
    store = store_named(choices)
    name = None if store else require_known(choices.assistant, known, "assistant")
    by_name = next((room for room in known.values() if room.named), None)
    if by_name and by_name.named and (name == by_name.name or (choices.callable and name is None)):
        reasons.append(Decision("assistant", by_name.name, f"{choices.callable}, {choices.named('callable')}"))
        return by_name.name, by_name.named(project, choices.callable or "")
    answering = (fact for fact in survey.assistants if fact.role == ANSWERS and fact.kind in known)
    facts = [fact for fact in answering if fact.kind not in choices.refused]
    facts.sort(key=lambda fact: (not _is_meant(fact, choices), *_shown(fact), -known[fact.kind].rank))
    if store:
        facts = [fact for fact in facts if known[fact.kind].retrieves]
    if name:
        found = next((fact for fact in facts if fact.kind == name), None)
        is_lost = known[name].speaks and found is None
        lost = "; no chat route was found: say at the top of chatkit_assistant.py what it takes and gives"
        shown = f"; {found.evidence[0].why} ({found.evidence[0].file}:{found.evidence[0].line})" if found else ""
        reasons.append(Decision("assistant", name, f"{choices.named('assistant')}{lost if is_lost else shown}"))
        return name, found
    facts = [fact for fact in facts if fact.endpoint is None or not fact.endpoint.needs]
    if facts:
        seen = facts[0].evidence[0]
        reasons.append(Decision("assistant", facts[0].kind, f"{seen.why} ({seen.file}:{seen.line})"))
        return facts[0].kind, facts[0]
    if store := store or choices.passages:
        model = min((each for each in known.values() if each.retrieves), key=lambda each: (-each.rank, each.name))
        reasons.append(Decision("assistant", model.name, f"a model answers from what is found in {store}"))
        return model.name, None
    default = min(known.values(), key=lambda assistant: assistant.rank)
    reasons.append(Decision("assistant", default.name, "needs no key: answers from the site's own pages"))
    return default.name, None


def _is_meant(fact: AssistantFact, choices: Choices) -> bool:
    return fact.endpoint is not None and fact.endpoint.path == choices.endpoint


def _shown(fact: AssistantFact) -> tuple[bool, bool, bool, bool]:
    """The project's own route or function comes first, then a model that its code asks, then what is only named; and
    what examples and tests alone show, last."""
    is_beside = all(is_aside(one.file) for one in fact.evidence)
    return is_beside, fact.endpoint is None, fact.function is None, fact.model is None


def _features(choices: Choices) -> frozenset[str]:
    for name in (*choices.features, *choices.without):
        if name not in NAMES:
            raise ask("unknown-feature", f"There is no feature named {name!r}.", f"Use one of: {', '.join(NAMES)}.")
    return DEFAULT - frozenset(choices.without) | frozenset(choices.features)


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


def _ui_reason(choices: Choices) -> str:
    if choices.ui == "selfhosted":
        return "our own element; contacts no host but the chat service"
    if choices.ui == "openai":
        return "OpenAI's element from cdn.platform.openai.com"
    if choices.domain_key:
        return "OpenAI's element from cdn.platform.openai.com, ours where that cannot be loaded"
    return "no domain key: our own element, but on local hosts OpenAI's where it can be loaded"
