"""`doctor` finds what would keep a visitor from chatting, and says the cure."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.commands.conftest import Chatgraft
from tests.commands.grafts import API, DOCUSAURUS, HTML, TYPED, WITH_API, make
from tests.unit.changes.tree import commit, git, tree, write
from tests.unit.sites import PAGE, Files, package

ADD = ("--yes", "--no-install")
VERCEL: Files = {
    "package.json": package({"express": "5.2.1"}),
    "app.mjs": "import express from 'express';\n\nconst app = express();\napp.use(express.static('public'));\n",
    "public/index.html": PAGE,
    "vercel.json": "{}\n",
}
FLASK: Files = {"app.py": "from flask import Flask\napp = Flask(__name__)\n", "templates/base.html": PAGE}


def _delete(project: Path) -> None:
    (project / "backend/chatkit_store.py").unlink()


def _unmount(project: Path) -> None:
    page = project / "index.html"
    page.write_text("\n".join(line for line in page.read_text().splitlines() if "widget.js" not in line))


def _unwrap(project: Path) -> None:
    root = project / "src/theme/Root.tsx"
    root.write_text(root.read_text().replace("<ChatKitBot />", ""))


def _track(project: Path) -> None:
    write(project, "backend/.env", b"CHATKIT_SECRET=0123456789\n")
    git(project, "add", "-f", "backend/.env")
    commit(project)


def _placeholder(project: Path) -> None:
    write(project, "backend/.env", b"OPENAI_API_KEY=your-api-key-here\n")


def _none(project: Path) -> None:
    """Nothing is spoiled: a fresh graft lacks it."""


def _no_pages(project: Path) -> None:
    shutil.rmtree(project / "website/docs")


def _moved_pages(project: Path) -> None:
    write(project, "backend/.env", b"SITE_ROOT=../gone,../away\n")


def _placeholder_domain(project: Path) -> None:
    config = project / "chatkit-widget/chatkit.config.js"
    config.write_text(config.read_text().replace("domainKey: ''", "domainKey: 'YOUR_DOMAIN_KEY'"))


def _broken_package(project: Path) -> None:
    (project / "website/package.json").write_text("{,}")


OPENAI = ("--assistant", "openai")
CASES: dict[str, tuple[Files, tuple[str, ...], Callable[[Path], None], str]] = {
    "a deleted file": (HTML, (), _delete, "file-missing"),
    "an edit taken out of a page": (HTML, (), _unmount, "edit-missing"),
    "an edit taken out of the mount": (TYPED, (), _unwrap, "edit-missing"),
    "files that git ignores": ({**HTML, ".gitignore": "migrations/\n"}, (), _none, "ignored-by-git"),
    "keys in version control": (HTML, (), _track, "secret-tracked"),
    "no key": (HTML, OPENAI, _none, "no-key"),
    "a placeholder for a key": (HTML, OPENAI, _placeholder, "placeholder-key"),
    "a placeholder for a domain key": (HTML, (), _placeholder_domain, "placeholder-key"),
    "no domain key": (HTML, ("--ui", "openai"), _none, "no-domain-key"),
    "packages that are not installed": (DOCUSAURUS, (), _none, "not-installed"),
    "pages that are not built": (DOCUSAURUS, (), _no_pages, "no-pages"),
    "pages that are elsewhere": (HTML, (), _moved_pages, "no-pages"),
    "pages that a server makes": (FLASK, (), _none, "no-pages"),
    "chats in a file that functions lose": (VERCEL, (), _none, "serverless"),
    "a package.json that broke since": (DOCUSAURUS, (), _broken_package, "broken-json"),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_trouble_is_found_with_its_cure(
    tmp_path: Path,
    chatgraft: Chatgraft,
    monkeypatch: pytest.MonkeyPatch,
    case: tuple[Files, tuple[str, ...], Callable[[Path], None], str],
) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    files, flags, spoil, code = case
    project = make(tmp_path / "project", files)
    assert chatgraft("add", project, *ADD, *flags).exit == 0
    spoil(project)
    before = tree(project)
    ran = chatgraft("doctor", project, "--json")
    assert (ran.exit, tree(project)) == (1, before)
    (finding, *_) = [found for found in ran.document["findings"] if found["code"] == code]
    assert finding["cure"]


# Names in the `.gitignore` of many projects, each for a folder somewhere in them.
USUAL = ["build", "coverage", "data", "dist", "env", "files", "lib", "logs", "media", "out", "runs", "site", "storage"]


@pytest.mark.parametrize("files", [HTML, {**VERCEL, "vercel.json": ""}], ids=["Python", "Node"])
def test_no_usual_gitignore_leaves_a_part_out(tmp_path: Path, chatgraft: Chatgraft, files: Files) -> None:
    project = make(tmp_path / "project", {**files, ".gitignore": "".join(f"{name}/\n" for name in USUAL)})
    ran = chatgraft("add", project, *ADD, "--json")
    assert ran.exit == 0
    assert "ignored-by-git" not in ran.codes
    commit(project)
    assert git(project, "clean", "-ndX", "--", "*chatkit*") == ""


def test_add_says_what_git_would_leave_out(tmp_path: Path, chatgraft: Chatgraft) -> None:
    project = make(tmp_path / "project", {**HTML, ".gitignore": "/backend/\n"})
    (finding,) = [
        found
        for found in chatgraft("add", project, *ADD, "--json").document["findings"]
        if found["code"] == "ignored-by-git"
    ]
    assert finding["file"].startswith("backend/")
    git(project, "add", "-f", "backend")
    assert "ignored-by-git" not in chatgraft("doctor", project, "--json").codes


def test_a_sound_graft(tmp_path: Path, chatgraft: Chatgraft) -> None:
    project = make(tmp_path / "project", HTML)
    chatgraft("add", project, *ADD)
    ran = chatgraft("doctor", project)
    assert (ran.exit, ran.out.splitlines()[-1]) == (0, "No trouble found.")
    for said in ("grafted files and every edit are in place", "The site's pages are read from ."):
        assert said in ran.out


def test_the_pages_of_a_site_whose_app_carries_the_chat_are_found(tmp_path: Path, chatgraft: Chatgraft) -> None:
    app = 'from flask import Flask\n\napp = Flask(__name__, static_folder="site", static_url_path="")\n'
    project = make(tmp_path / "project", {"app.py": app, "site/index.html": PAGE, "site/more.html": PAGE})
    assert chatgraft("add", project, *ADD).exit == 0
    assert (project / "chatkit_backend").is_dir()
    ran = chatgraft("doctor", project)
    assert "The site's pages are read from site" in ran.out
    assert "None of the folders" not in ran.out


def test_a_key_is_seen_but_not_shown(tmp_path: Path, chatgraft: Chatgraft, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-of-the-shell-0123456789")
    project = make(tmp_path / "project", HTML)
    chatgraft("add", project, *ADD, *OPENAI)
    write(project, "backend/.env", b"OPENAI_API_KEY=sk-of-the-file-0123456789\n")
    ran = chatgraft("doctor", project)
    assert ran.exit == 0
    assert "the shell's value (sk-…89) wins" in ran.out
    assert "of-the" not in ran.out + ran.err


def test_pages_that_a_server_makes_are_read_from_their_addresses(tmp_path: Path, chatgraft: Chatgraft) -> None:
    project = make(tmp_path / "project", FLASK)
    chatgraft("add", project, *ADD)
    write(project, "chatkit_backend/.env", b"SITE_URL=https://site.example\n")
    ran = chatgraft("doctor", project)
    assert "read from https://site.example/sitemap.xml" in ran.out
    assert "no-pages" not in [found["code"] for found in chatgraft("doctor", project, "--json").document["findings"]]


def test_what_a_deleted_file_needs_is_what_add_would_not_do(tmp_path: Path, chatgraft: Chatgraft) -> None:
    """A file that the owner deleted stays deleted by `add`: the cure must be another."""
    project = make(tmp_path / "project", HTML)
    chatgraft("add", project, *ADD)
    _delete(project)
    (finding,) = chatgraft("doctor", project, "--json").document["findings"]
    assert finding["file"] == "backend/chatkit_store.py"
    assert "chatgraft remove" in finding["cure"]


@pytest.mark.parametrize("verb", ["doctor", "dev"])
def test_before_the_first_graft(tmp_path: Path, chatgraft: Chatgraft, verb: str) -> None:
    ran = chatgraft(verb, make(tmp_path / "project", HTML))
    assert ran.exit == 2
    assert "chatgraft add" in ran.err


def test_an_app_that_lost_its_line_does_not_carry_the_chat(tmp_path: Path, chatgraft: Chatgraft) -> None:
    project = make(tmp_path / "project", WITH_API)
    chatgraft("add", project, *ADD)
    write(project, "backend/main.py", API.encode())
    (finding,) = chatgraft("doctor", project, "--json").document["findings"]
    assert (finding["code"], finding["file"]) == ("edit-missing", "backend/main.py")


def test_what_functions_need_is_said_again_and_is_no_trouble_by_itself(tmp_path: Path, chatgraft: Chatgraft) -> None:
    project = make(tmp_path / "project", VERCEL)
    added = chatgraft("add", project, *ADD, "--database", "postgresql", "--json").document
    looked = chatgraft("doctor", project, "--json").document
    (told,) = [found for found in added["findings"] if found["code"] == "serverless"]
    assert told in looked["findings"]
    troubles = {found["code"] for found in looked["findings"]} - {"serverless"}
    assert troubles == {"not-installed"}
    count = len(looked["findings"]) - 1
    assert f"{count} troubles found." == looked["summary"]
    assert "CHATKIT_REDIS_URL" in chatgraft("doctor", project).out
