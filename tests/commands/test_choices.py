"""What the flags of `add` change in the files that land."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.commands.conftest import Chatgraft
from tests.commands.grafts import API, DOCUSAURUS, HTML, TYPED, make
from tests.unit.changes.tree import tree
from tests.unit.sites import PAGE as SOME_PAGE
from tests.unit.sites import Files

ADD = ("--yes", "--no-install")
CONFIGS = {
    "chatkit-widget/chatkit.config.js": HTML,
    "website/src/components/ChatKitBot/chatkit.config.js": DOCUSAURUS,
    "src/components/ChatKitBot/chatkit.config.ts": TYPED,
}


@pytest.mark.parametrize(("config", "files"), CONFIGS.items(), ids=["HTML", "JavaScript", "TypeScript"])
def test_what_is_said_lands_in_the_widgets_config(
    tmp_path: Path, chatgraft: Chatgraft, config: str, files: Files
) -> None:
    project = make(tmp_path / "project", files)
    flags = ("--api-url", "https://chat.example.org/chatkit", "--ui", "openai", "--domain-key", "domain_pk_it's")
    assert chatgraft("add", project, *ADD, *flags, "--no-feature", "selection").exit == 0
    text = re.sub(r"\s+", " ", (project / config).read_text())
    assert re.search(r"api: ([^,]+ \|\| )?'https://chat.example.org/chatkit',", text)
    assert "ui: 'openai'," in text
    assert r"domainKey: 'domain_pk_it\'s'," in text
    assert "selection: false," in text
    assert "history: true," in text


def test_without_tests_none_land(tmp_path: Path, chatgraft: Chatgraft) -> None:
    project = make(tmp_path / "project", HTML)
    chatgraft("add", project, *ADD, "--no-feature", "tests")
    assert not (project / "backend/test_chatkit_server.py").exists()
    assert "pytest" not in (project / "CHATKIT_SETUP.md").read_text()


def test_without_metrics_nothing_of_them_lands(tmp_path: Path, chatgraft: Chatgraft) -> None:
    project = make(tmp_path / "project", HTML)
    chatgraft("add", project, *ADD, "--no-feature", "metrics")
    assert not (project / "backend/chatkit_kit/metrics.py").exists()
    assert "prometheus" not in (project / "backend/requirements.txt").read_text()
    chatgraft("add", project, *ADD, "--feature", "metrics")
    assert (project / "backend/chatkit_kit/metrics.py").exists()
    assert "prometheus-client" in (project / "backend/requirements.txt").read_text()


def test_features_are_switched_one_by_one(tmp_path: Path, chatgraft: Chatgraft) -> None:
    project = make(tmp_path / "project", HTML)
    chatgraft("add", project, *ADD, "--no-feature", "selection")
    chatgraft("add", project, *ADD, "--no-feature", "history")
    config = project / "chatkit-widget/chatkit.config.js"
    assert "selection: false," in config.read_text()
    assert "history: false," in config.read_text()
    chatgraft("add", project, *ADD, "--feature", "history")
    assert "history: true," in config.read_text()
    assert "selection: false," in config.read_text()


def test_attachments_are_switched_on_in_both_halves_or_in_none(tmp_path: Path, chatgraft: Chatgraft) -> None:
    project = make(tmp_path / "project", HTML)
    config, example = project / "chatkit-widget/chatkit.config.js", project / "backend/.env.example"
    chatgraft("add", project, *ADD)
    assert "attachments: { enabled: false }," in config.read_text()
    assert "#CHATKIT_ATTACHMENTS=0\n" in example.read_text()
    chatgraft("add", project, *ADD, "--feature", "attachments")
    assert "attachments: { enabled: true }," in config.read_text()
    assert "\nCHATKIT_ATTACHMENTS=1\n" in example.read_text()


def test_a_widget_alone(tmp_path: Path, chatgraft: Chatgraft) -> None:
    project = make(tmp_path / "project", HTML)
    ran = chatgraft("add", project, *ADD, "--backend", "none", "--api-url", "https://chat.example.org/chatkit")
    assert ran.exit == 0
    assert not (project / "backend").exists()
    assert "https://chat.example.org/chatkit, which is not part of this project" in ran.out
    assert chatgraft("doctor", project).exit == 0


def test_a_service_alone(tmp_path: Path, chatgraft: Chatgraft) -> None:
    project = make(tmp_path / "project", {"README.md": "An API.\n"})
    assert chatgraft("add", project, *ADD, "--frontend", "none").exit == 0
    assert (project / "backend/chatkit_server.py").exists()
    assert not list(project.rglob("chatkit.config.*"))


def test_only_the_pages_that_are_named(tmp_path: Path, chatgraft: Chatgraft) -> None:
    project = make(tmp_path / "project", {**HTML, "trips/lakes.html": SOME_PAGE})
    assert chatgraft("add", project, *ADD, "--page", "trips/*.html").exit == 0
    loads = {page for page in project.rglob("*.html") if "widget.js" in page.read_text()}
    assert loads == {project / "trips/rivers.html", project / "trips/lakes.html"}


def test_a_local_address_moves_the_service(tmp_path: Path, chatgraft: Chatgraft) -> None:
    project = make(tmp_path / "project", HTML)
    chatgraft("add", project, *ADD, "--api-url", "http://localhost:9100/chatkit")
    assert "CHATKIT_PORT=9100\n" in (project / "backend/.env.example").read_text()
    assert "http://localhost:9100" in (project / "CHATKIT_SETUP.md").read_text()


def test_another_assistant_renders_again_but_not_over_the_owners_edits(tmp_path: Path, chatgraft: Chatgraft) -> None:
    project = make(tmp_path / "project", HTML)
    chatgraft("add", project, *ADD)
    config = project / "chatkit-widget/chatkit.config.js"
    config.write_text(config.read_text().replace("accent: '#2563eb'", "accent: 'teal'"))
    before = tree(project)
    ran = chatgraft("add", project, *ADD, "--assistant", "openai", "--ui", "selfhosted")
    assert ran.exit == 0
    assert "chatkit-widget/chatkit.config.js" in ran.out
    assert "edited it" in ran.out
    after = tree(project)
    assert after["chatkit-widget/chatkit.config.js"] == before["chatkit-widget/chatkit.config.js"]
    assert b"openai" in after["backend/chatkit_assistant.py"][2]
    assert b"OPENAI_API_KEY" in after["backend/.env.example"][2]


def test_what_was_said_once_needs_not_be_said_again(tmp_path: Path, chatgraft: Chatgraft) -> None:
    project = make(
        tmp_path / "project", {**DOCUSAURUS, **{f"second/{name}": text for name, text in DOCUSAURUS.items()}}
    )
    assert chatgraft("add", project, *ADD).exit == 2
    assert chatgraft("add", project, *ADD, "--frontend-root", "website").exit == 0
    assert chatgraft("add", project, *ADD).out.splitlines()[-1] == "Nothing to do: the chat is grafted already."


def test_an_env_file_that_the_service_will_read_says_where_chats_are_kept(tmp_path: Path, chatgraft: Chatgraft) -> None:
    files = {
        **HTML,
        "backend/main.py": API,
        "backend/.env": "DATABASE_URL=postgresql://a:b@h/d\n",
        ".gitignore": ".env\n",
    }
    project = make(tmp_path / "project", files)
    ran = chatgraft("add", project, *ADD, "--wire", "service", "--json")
    assert ran.document["plan"]["backend"]["database"] == "postgresql"
    assert "postgresql://a" not in ran.out + ran.err


@pytest.mark.parametrize(
    ("flag", "value", "names"),
    [
        ("--frontend", "nonesuch", ["docusaurus", "html", "none"]),
        ("--backend", "nonesuch", ["fastapi"]),
        ("--database", "oracle", ["mongodb", "mysql", "postgresql", "sqlite"]),
        ("--assistant", "nonesuch", ["openai", "site"]),
        ("--feature", "nonesuch", ["history", "selection", "tests"]),
        ("--no-feature", "nonesuch", ["history", "selection", "tests"]),
        ("--ui", "nonesuch", ["auto", "openai", "selfhosted"]),
    ],
)
def test_unknown_names_list_the_known_ones(
    tmp_path: Path, chatgraft: Chatgraft, flag: str, value: str, names: list[str]
) -> None:
    project = make(tmp_path / "project", HTML)
    before = tree(project)
    ran = chatgraft("add", project, *ADD, flag, value)
    assert ran.exit == 2
    assert all(name in ran.err for name in names)
    assert tree(project) == before


def test_the_wire_is_not_changed_under_a_graft(tmp_path: Path, chatgraft: Chatgraft) -> None:
    project = make(tmp_path / "project", {**HTML, "backend/main.py": API})
    assert chatgraft("add", project, *ADD).exit == 0
    again = chatgraft("add", project, *ADD, "--wire", "service", "--json")
    assert (again.exit, again.codes) == (2, ["other-wire"])
    assert chatgraft("add", project, *ADD, "--wire", "mount").exit == 0
