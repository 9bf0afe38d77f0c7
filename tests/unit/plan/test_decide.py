"""What is decided, why, and what is asked instead of guessed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from chatgraft.core.errors import ChatgraftError, Exit, Finding
from chatgraft.core.facts import AssistantFact, BackendFact, DatabaseFact, Evidence, FrontendFact, Mount, Survey
from chatgraft.core.project import Project
from chatgraft.plan.choices import Choices
from chatgraft.plan.decide import decide
from chatgraft.plan.decisions import Plan
from tests.unit.sites import make_project

SEEN = (Evidence("a", 1, "because"),)
SITE = FrontendFact("html", None, ".", None, None, (Mount("index.html", exists=True),), 0.9, SEEN)
API = BackendFact("fastapi", "backend", "backend/main.py:app", "asgi", factory=False, confidence=0.9, evidence=SEEN)
SURVEY = Survey(root=".", frontends=(SITE,))


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return make_project(tmp_path, {"index.html": "<!doctype html>"})


def refused(project: Project, survey: Survey, choices: Choices) -> str:
    with pytest.raises(ChatgraftError) as error:
        decide(project, survey, choices)
    assert error.value.exit_code is Exit.ASK
    assert error.value.finding.cure
    return error.value.finding.code


def asked(project: Project, survey: Survey, choices: Choices) -> Finding:
    with pytest.raises(ChatgraftError) as error:
        decide(project, survey, choices)
    return error.value.finding


def reason(plan: Plan, part: str) -> str:
    return next(decision.reason for decision in plan.decisions if decision.part == part)


def test_with_nothing_said_the_site_answers_from_its_pages_and_sqlite_keeps_it(project: Project) -> None:
    plan = decide(project, SURVEY, Choices())
    assert plan.service is not None
    assert (plan.service.root, plan.service.package, plan.service.start.argv[1]) == (
        "backend",
        None,
        "backend/chatkit_server.py",
    )
    assert (plan.service.assistant, plan.service.database, plan.service.port) == ("site", "sqlite", 8001)
    assert {decision.part for decision in plan.decisions} >= {"frontend", "backend", "database", "assistant", "ui"}


def test_what_the_project_uses_answers(project: Project) -> None:
    survey = replace(SURVEY, assistants=(AssistantFact("openai", SEEN, model="gpt-5"),))
    plan = decide(project, survey, Choices())
    assert plan.service is not None
    assert plan.service.assistant == "openai"
    assert reason(plan, "assistant") == "because (a:1)"


def test_what_is_said_wins_over_what_is_found(project: Project) -> None:
    survey = replace(SURVEY, assistants=(AssistantFact("openai", SEEN),))
    plan = decide(project, survey, Choices(assistant="site", database="postgresql"))
    assert plan.service is not None
    assert (plan.service.assistant, plan.service.database) == ("site", "postgresql")


def test_a_found_database_is_named_but_not_switched_to(project: Project) -> None:
    survey = replace(SURVEY, databases=(DatabaseFact("postgresql", "DATABASE_URL", None, SEEN),))
    plan = decide(project, survey, Choices())
    assert plan.service is not None
    assert plan.service.database == "sqlite"
    assert "set DATABASE_URL" in reason(plan, "database")


def test_the_service_lies_beside_the_backend_that_is_there(project: Project) -> None:
    plan = decide(project, replace(SURVEY, backends=(replace(API, root="api"),)), Choices(wire="service"))
    assert plan.service is not None
    assert plan.service.root == "api"


@pytest.mark.parametrize(
    ("files", "package", "start"),
    [
        ({"backend/main.py": ""}, None, "backend/chatkit_server.py"),
        ({"backend/database.py": ""}, "chatkit_backend", "backend/chatkit_server.py"),
        ({"backend/__init__.py": ""}, "chatkit_backend", "backend/chatkit_server.py"),
        ({"backend/chatkit_server.py": ""}, "chatkit_backend", "backend/chatkit_service.py"),
    ],
)
def test_nothing_of_the_owners_is_hidden(
    tmp_path: Path, files: dict[str, str], package: str | None, start: str
) -> None:
    plan = decide(make_project(tmp_path, files), SURVEY, Choices())
    assert plan.service is not None
    assert (plan.service.package, plan.service.start.argv[1]) == (package, start)


def test_a_local_address_names_the_port(project: Project) -> None:
    plan = decide(project, SURVEY, Choices(api_url="http://localhost:9100/chatkit"))
    assert plan.service is not None
    assert plan.service.port == 9100


@pytest.mark.parametrize(
    ("survey", "choices", "code"),
    [
        (Survey(root="."), Choices(), "no-frontend"),
        (replace(SURVEY, frontends=(SITE, replace(SITE, root="b", confidence=0.85))), Choices(), "several-frontends"),
        (replace(SURVEY, backends=(API, replace(API, root="b"))), Choices(), "several-backends"),
        (SURVEY, Choices(frontend="docusaurus"), "frontend-not-found"),
        (SURVEY, Choices(frontend="nonesuch"), "unknown-frontend"),
        (SURVEY, Choices(frontend_root="elsewhere"), "frontend-not-found"),
        (SURVEY, Choices(backend="nonesuch"), "unknown-backend"),
        (SURVEY, Choices(backend="none"), "no-address"),
        (SURVEY, Choices(api_url="http://[your-host]/chatkit"), "bad-address"),
        (SURVEY, Choices(backend="none", api_url="http://localhost:PORT/chatkit"), "bad-address"),
        (SURVEY, Choices(frontend="none", backend="none", api_url="https://x/chatkit"), "nothing-to-do"),
        (SURVEY, Choices(assistant="nonesuch"), "unknown-assistant"),
        (SURVEY, Choices(database="nonesuch"), "unknown-database"),
        (SURVEY, Choices(features=("nonesuch",)), "unknown-feature"),
    ],
)
def test_what_cannot_be_decided_is_asked(project: Project, survey: Survey, choices: Choices, code: str) -> None:
    assert refused(project, survey, choices) == code


def test_a_clear_winner_is_not_asked_about(project: Project) -> None:
    survey = replace(SURVEY, frontends=(SITE, replace(SITE, root="examples", confidence=0.3)))
    plan = decide(project, survey, Choices())
    assert plan.site is not None
    assert plan.site.fact.root == "."


def test_a_named_app_is_not_asked_about(project: Project) -> None:
    survey = replace(SURVEY, frontends=(SITE, replace(SITE, root="b")))
    plan = decide(project, survey, Choices(frontend_root="./b/"))
    assert plan.site is not None
    assert plan.site.fact.root == "b"


def test_a_framework_that_is_named_is_found_however_unsure(project: Project) -> None:
    example = replace(SITE, root="examples", confidence=0.3)
    plan = decide(project, replace(SURVEY, frontends=(example,)), Choices(frontend="html"))
    assert plan.site
    assert plan.site.fact.root == "examples"


def test_every_choice_between_several_comes_with_its_flag(project: Project) -> None:
    other, mkdocs = replace(SITE, root="b"), replace(SITE, framework="mkdocs")
    finding = asked(project, replace(SURVEY, frontends=(SITE, other)), Choices())
    assert finding.cure.splitlines() == ["Add --frontend-root .", "or --frontend-root b"]
    finding = asked(project, replace(SURVEY, frontends=(SITE, mkdocs)), Choices())
    assert finding.cure.splitlines() == ["Add --frontend html", "or --frontend mkdocs"]
    finding = asked(project, replace(SURVEY, frontends=(SITE, mkdocs, other)), Choices())
    assert finding.cure.splitlines() == [
        "Add --frontend html --frontend-root .",
        "or --frontend mkdocs",
        "or --frontend-root b",
    ]


def test_what_is_far_less_sure_is_no_choice(project: Project) -> None:
    unsure = replace(SITE, root="c", confidence=0.6)
    finding = asked(project, replace(SURVEY, frontends=(SITE, replace(SITE, root="b"), unsure)), Choices())
    assert "--frontend-root c" not in finding.cure
    assert "in c" not in finding.why


@pytest.mark.parametrize(
    ("choices", "cure"),
    [
        (Choices(frontend="docusaurus"), "Use --frontend html\nor --frontend mkdocs"),
        (Choices(frontend="docusaurus", frontend_root="b"), "Use --frontend mkdocs"),
        (Choices(frontend="html", frontend_root="b"), "Use --frontend mkdocs"),
        (Choices(frontend="html", frontend_root="c"), "Use --frontend-root ."),
        (Choices(frontend_root="elsewhere"), "Use --frontend-root .\nor --frontend-root b"),
    ],
)
def test_a_name_that_is_not_there_is_answered_by_others(project: Project, choices: Choices, cure: str) -> None:
    survey = replace(SURVEY, frontends=(SITE, replace(SITE, framework="mkdocs", root="b")))
    assert asked(project, survey, choices).cure == cure


def test_features_can_be_switched_off(project: Project) -> None:
    plan = decide(project, SURVEY, Choices(without=("tests", "selection")))
    assert plan.features == {"history", "feedback", "retry", "metrics"}
