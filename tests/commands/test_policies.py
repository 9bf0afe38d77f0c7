"""What the plan needs of the site's Content-Security-Policy, from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands.conftest import Chatgraft
from tests.commands.grafts import HTML, PAGE, make
from tests.unit.changes.tree import tree

ADD = ("--yes", "--no-install")
META = '<meta http-equiv="Content-Security-Policy" content="{}">'
STRICT = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'"


def page(policy: str) -> str:
    return PAGE.format("Home").replace("<head>", "<head>" + META.format(policy))


@pytest.mark.parametrize(
    ("words", "after"),
    [
        ((), STRICT),
        (("--api-url", "/chatkit"), STRICT),
        (
            ("--backend", "none", "--api-url", "https://chat.example.org/chatkit"),
            STRICT.replace("connect-src 'self'", "connect-src 'self' https://chat.example.org"),
        ),
        (
            ("--api-url", "/chatkit", "--domain-key", "domain_pk_1"),
            (
                "default-src 'none'; script-src 'self' https://cdn.platform.openai.com; style-src 'self'"
                " 'sha256-G2shiuZXM1qoGNHm7OQ6u7Ye45SO8f8LKO17q0kfGvw='; connect-src 'self' https://api.openai.com;"
                " img-src 'self' data: https://cdn.platform.openai.com; frame-src https://cdn.platform.openai.com;"
                " font-src https://cdn.platform.openai.com"
            ),
        ),
        (("--api-url", "/chatkit", "--domain-key", "domain_pk_1", "--ui", "selfhosted"), STRICT),
    ],
    ids=["own service", "own origin", "another origin", "OpenAI's element", "our element"],
)
def test_the_policy_of_a_page_lets_the_chat_in(
    tmp_path: Path, chatgraft: Chatgraft, words: tuple[str, ...], after: str
) -> None:
    project = make(tmp_path / "project", {"index.html": page(STRICT)})
    before = tree(project)
    assert chatgraft("add", project, *ADD, *words).exit == 0
    assert META.format(after) in (project / "index.html").read_text()
    assert chatgraft("add", project, *ADD).out.splitlines()[-1] == "Nothing to do: the chat is grafted already."
    assert chatgraft("remove", project, "--yes").exit == 0
    assert tree(project) == before


def test_a_page_without_a_policy_gets_none(tmp_path: Path, chatgraft: Chatgraft) -> None:
    project = make(tmp_path / "project", HTML)
    chatgraft("add", project, *ADD)
    assert "Content-Security-Policy" not in (project / "index.html").read_text()


def test_a_nonce_is_the_owners_to_give(tmp_path: Path, chatgraft: Chatgraft) -> None:
    policy = "script-src 'strict-dynamic' 'nonce-abc'; connect-src *"
    project = make(tmp_path / "project", {"index.html": page(policy)})
    ran = chatgraft("add", project, *ADD, "--json")
    (finding,) = ran.document["findings"]
    assert (ran.exit, finding["code"], finding["line"]) == (0, "csp-nonce", 3)
    assert META.format(policy) in (project / "index.html").read_text()


def test_what_is_left_to_do_is_told_until_it_is_done(tmp_path: Path, chatgraft: Chatgraft) -> None:
    server = "import helmet from 'helmet';\nimport express from 'express';\nexpress().use(helmet());\n"
    project = make(tmp_path / "project", {**HTML, "server.mjs": server})
    ran = chatgraft("add", project, *ADD, "--api-url", "https://chat.example.org/chatkit", "--json")
    (step,) = ran.document["findings"]
    assert (ran.exit, step["code"], step["file"]) == (4, "by-hand", "server.mjs")
    assert step["cure"] == "connect-src 'self' https://chat.example.org"
    done = "helmet({ contentSecurityPolicy: { directives: { defaultSrc: [\"'self'\", 'https://chat.example.org'] } } })"
    (project / "server.mjs").write_text(server.replace("helmet())", f"{done})"))
    assert "by-hand" not in chatgraft("doctor", project, "--json").codes


def test_a_local_host_comes_into_no_policy_of_visitors(tmp_path: Path, chatgraft: Chatgraft) -> None:
    project = make(tmp_path / "project", {"index.html": page(STRICT)})
    ran = chatgraft("add", project, *ADD, "--json")
    (finding,) = ran.document["findings"]
    assert (ran.exit, finding["code"], finding["file"], finding["line"]) == (0, "csp-local", "index.html", 3)
    assert "localhost" not in (project / "index.html").read_text()
