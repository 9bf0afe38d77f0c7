"""Survey and choices into a plan. What neither the project nor the owner has said is asked, never guessed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from chatgraft import assistants, databases
from chatgraft.core.addresses import find_parts
from chatgraft.core.errors import ask
from chatgraft.core.facts import AssistantFact, Survey
from chatgraft.core.project import Project
from chatgraft.plan.answers import assistant_for
from chatgraft.plan.asking import require_known
from chatgraft.plan.carrier import carrier
from chatgraft.plan.choices import NONE, Choices
from chatgraft.plan.decisions import Decision, Plan, Service, Site
from chatgraft.plan.existing import beside, spoken_to
from chatgraft.plan.features import DEFAULT, NAMES
from chatgraft.plan.hosting import needs, where
from chatgraft.plan.kits import kit_of
from chatgraft.plan.passages import passages
from chatgraft.plan.sites import PATH, address_reason, find_site, proxy_for

UNSEEN = frozenset({"no-frontend", "frontend-not-found"})
"""The codes of errors that a file which could not be read may be the reason for."""
ENDPOINT = "CHATKIT_ENDPOINT_URL"
"""Where the service looks for the address of the project's own chat route."""
VARIABLE = "DATABASE_URL"


def decide(project: Project, survey: Survey, choices: Choices) -> Plan:
    """Raises ChatgraftError with exit code 2 where an answer or a flag is needed."""
    if find_parts(choices.api_url or PATH) is None:
        raise ask("bad-address", f"{choices.api_url} is no address.", f"Say it as --api-url https://HOST{PATH}")
    reasons: list[Decision] = []
    site = find_site(project, survey, choices, reasons)
    service = _service(project, survey, choices, site, reasons)
    if site is None and service is None:
        raise ask("nothing-to-do", "Neither a frontend nor a backend is left to graft.", "Drop one of the two `none`.")
    if site and service and choices.api_url in (None, PATH):
        site = replace(site, proxy=proxy_for(project, site, service))
    if choices.api_url:
        reasons.append(Decision("address", choices.api_url, "named by --api-url"))
    elif site:
        reasons.append(Decision("address", service.api if service else PATH, address_reason(site, service)))
    reasons.append(Decision("ui", choices.ui, _ui_reason(choices)))
    return Plan(
        site=site,
        service=service,
        ui=choices.ui,
        features=_features(choices),
        api_url=choices.api_url,
        domain_key=choices.domain_key,
        decisions=tuple(reasons),
        findings=(*(beside(survey, site.fact) if site else ()), *(needs(service) if service else ())),
        asked=frozenset(choices.features),
        taken_over=() if site else spoken_to(survey),
    )


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
    told: list[Decision] = []
    assistant, fact = assistant_for(project, survey, choices, told)
    retrieves = assistants.every()[assistant].retrieves
    found, embedding = passages(survey, choices, told) if retrieves else (None, None)
    wanted = (assistant, *(part.name for part in (found, embedding) if part))
    service, reason = carrier(project, survey, choices, site, wanted)
    way = assistants.every()[assistant].named
    if way and fact:
        way.require_fit(project, fact, service.fact, bundled=service.built)
    reasons += [
        reason,
        *where(service),
        *_users(service),
        *_tests(service, choices),
        *_told(told, assistant, fact, service),
    ]
    service, fact = _joined(service, fact, site)
    return replace(
        service,
        database=_database(survey, choices, service, reasons),
        assistant=assistant,
        assistant_fact=fact,
        retrieval=found,
        embedding=embedding,
    )


def _told(
    decisions: list[Decision], assistant: str, fact: AssistantFact | None, service: Service
) -> Iterator[Decision]:
    """What was decided of who answers; of a route that was not found, where the owner says what it is like."""
    for decision in decisions:
        if decision.part == "assistant" and assistants.every()[assistant].speaks and fact is None:
            file = kit_of(service.backend).assistant(service)
            lost = f"no chat route was found: say at the top of {file} what it takes and gives"
            yield replace(decision, reason=f"{decision.reason}; {lost}")
        else:
            yield decision


def _users(service: Service) -> Iterator[Decision]:
    known = service.fact.signed_in if service.fact else None
    if known is None:
        return
    seen, kit = known.evidence[0], kit_of(service.backend)
    place = f"{seen.file}:{seen.line}"
    if known.id is None:
        why = f"{seen.why} ({place}), which does not show whose a request is: see {kit.user} in {kit.server(service)}"
        yield Decision("users", "visitors without a name", why)
    else:
        named = f"its {known.id}" if known.id else "what it gives"
        yield Decision("users", f"the app's own, by {known.name}", f"{seen.why} ({place}); {named} tells users apart")


def _tests(service: Service, choices: Choices) -> Iterator[Decision]:
    """Told where they are none of those that the project's own command runs."""
    if service.tests and service.tests.why and "tests" in _features(choices):
        yield Decision("tests", "by " + " ".join(service.tests.run), service.tests.why)


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
    addressed = [fact for fact in survey.databases if fact.url_variable == VARIABLE]
    for kind, seen in ((fact.kind, one) for fact in addressed for one in fact.evidence):
        if seen.file == service.path(".env"):
            reasons.append(Decision("database", kind, f"{seen.why} ({seen.file}:{seen.line})"))
            return kind
    others = [fact for fact in survey.databases if fact.kind != default and fact.kind in known]
    why = "needs nothing"
    if others:
        variable = f"CHATKIT_{VARIABLE}" if service.fact else VARIABLE
        seen = others[0].evidence[0]
        why += f"; {others[0].kind} was seen ({seen.file}:{seen.line}): set {variable} to keep chats there"
    reasons.append(Decision("database", default, why))
    return default


def _joined(service: Service, fact: AssistantFact | None, site: Site | None) -> tuple[Service, AssistantFact | None]:
    """Where the app that carries the chat has the route as well, the route is wherever the app is started."""
    route = fact.endpoint if fact else None
    own = (*(service.fact.chat_endpoints if service.fact else ()), *(site.fact.chat_endpoints if site else ()))
    is_joined = service.fact is not None and (service.shows_site or route in service.fact.chat_endpoints)
    if fact is None or route is None or not is_joined or route not in own:
        return service, fact
    value = (ENDPOINT, f"http://127.0.0.1:{{port}}{route.path}")
    start = replace(service.start, env=(*service.start.env, value))
    return replace(service, start=start), replace(fact, endpoint=replace(route, port=start.port), is_carriers=True)


def _features(choices: Choices) -> frozenset[str]:
    for name in (*choices.features, *choices.without):
        if name not in NAMES:
            raise ask("unknown-feature", f"There is no feature named {name!r}.", f"Use one of: {', '.join(NAMES)}.")
    return DEFAULT - frozenset(choices.without) | frozenset(choices.features)


def _ui_reason(choices: Choices) -> str:
    if choices.ui == "selfhosted":
        return "our own element; contacts no host but the chat service"
    if choices.ui == "openai":
        return "OpenAI's element from cdn.platform.openai.com"
    if choices.domain_key:
        return "OpenAI's element from cdn.platform.openai.com, ours where that cannot be loaded"
    return "no domain key: our own element, but on local hosts OpenAI's where it can be loaded"
