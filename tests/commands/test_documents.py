"""The documents that land say only what is true of the project they land in."""

from __future__ import annotations

import itertools
import re
import shlex
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from chatgraft.cli import main
from chatgraft.cli.parser import build
from tests.commands.conftest import tmp_path
from tests.commands.grafts import DOCUSAURUS, HTML, PACKAGE, TAKEN, TYPED, make
from tests.unit.backends.test_django import CLUB
from tests.unit.sites import Files

__all__ = ["tmp_path"]

SITES: dict[str, Files] = {
    "html": HTML,
    "javascript": DOCUSAURUS,
    "typescript": TYPED,
    "taken": TAKEN,
    "package": PACKAGE,
}
FLAGS: dict[str, tuple[str, ...]] = {
    "as it is": (),
    "openai": ("--assistant", "openai", "--database", "postgresql", "--ui", "openai"),
    "selfhosted": ("--ui", "selfhosted", "--no-feature", "selection", "--no-feature", "tests"),
    "attachments": ("--feature", "attachments"),
    "another host": ("--api-url", "https://chat.example.org/chatkit"),
    "a path": ("--api-url", "/talk", "--assistant", "site"),
    "no service": ("--backend", "none", "--api-url", "https://chat.example.org/chatkit"),
    "no site": ("--frontend", "none"),
}
MADE_LATER = re.compile(r"(^|/)(\.env|\.chatkit|build|sitemap\.xml)(/|$)")
KNOWN = re.compile(
    r"(^|/)(chatkit-widget|ChatKitBot|chatkit-backend)/|^\.chatgraft/|^CHATKIT_|(^|/)(chatkit_\w+|database|test_chatkit_server)(\.py|/)"
    r"|(^|/)(\.env\.example|requirements\.txt)$"
)
"""What lies in the widget's and the service's folders, of which the documents speak elsewhere."""
FIXTURES = [file.parent for file in (Path(__file__).parents[1] / "fixtures/sites").glob("*/fixture.json")]
NO_FILES = {"text/event-stream", "@openai/chatkit-react"}
FILE = re.compile(r"^[\w@.-]+(/[\w@.-]+)*/?$")
PROGRAMS = {"pip", "python", "pytest", "uvicorn", "npm", "pnpm", "curl", "chatgraft"}


@dataclass(frozen=True, slots=True)
class Landed:
    """A site before and after, and the documents by name."""

    before: Path
    project: Path
    documents: dict[str, str]


def graft(project: Path, flags: tuple[str, ...]) -> dict[str, str]:
    """The documents that landed, by name."""
    assert main(["add", str(project), "--yes", "--no-install", *flags]) == 0
    return {path.name: path.read_text() for path in project.glob("CHATKIT_*.md")}


FLASK = {"app.py": "from flask import Flask\n\napp = Flask(__name__)\n", "requirements.txt": "flask\n"}
APPS: dict[str, Files] = {"django": CLUB, "flask": FLASK, "html": HTML}
PLACES = {"django": "views.py", "flask": "chatkit_server.py"}


@pytest.mark.parametrize("app", APPS)
def test_whose_history_it_is_where_users_sign_in_is_said(tmp_path: Path, app: str) -> None:
    documents = graft(make(tmp_path / "project", APPS[app]), () if app == "html" else ("--frontend", "none"))
    setup, troubles = documents["CHATKIT_SETUP.md"], documents["CHATKIT_TROUBLESHOOTING.md"]
    assert ("becomes theirs, once" in setup) is ("after they sign out" in troubles) is (app in PLACES)
    assert f"{PLACES.get(app, '')}` says who that is" in setup or app not in PLACES


@pytest.mark.parametrize("flag", ["--feature", "--no-feature"])
def test_numbers_are_named_only_where_they_are_kept(tmp_path: Path, flag: str) -> None:
    documents = graft(make(tmp_path / "project", HTML), ("--assistant", "openai", flag, "metrics"))
    named = re.findall(r"chatkit_breaker_open|chatkit_model_tokens|chatkit_stand_ins|/metrics", str(documents))
    assert len(set(named)) == (4 if flag == "--feature" else 0)


@pytest.mark.parametrize(("site", "flags"), list(itertools.product(SITES, FLAGS)))
def test_what_the_documents_say_is_so(tmp_path: Path, site: str, flags: str) -> None:
    project = make(tmp_path / "project", SITES[site])
    documents = graft(project, FLAGS[flags])
    assert documents.keys() == {"CHATKIT_SETUP.md", "CHATKIT_DEPLOYMENT.md", "CHATKIT_TROUBLESHOOTING.md"}
    for name, text in documents.items():
        holes = re.findall(r"\$\w+", without_nginx(text))
        assert not holes, name
        assert "<!--" not in text, name
        assert "\n\n\n" not in text, name
        assert text.endswith("\n"), name
        for file in files_named(text):
            assert (project / file).exists(), f"{name} names {file}"
        for command in commands(text):
            check_command(project, command)


@pytest.fixture(scope="module", params=sorted(FIXTURES), ids=lambda folder: folder.name)
def landed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Landed:
    """A real site with the chat in it."""
    folder = tmp_path_factory.mktemp("documents")
    for name in ("before", "project"):
        shutil.copytree(request.param, folder / name, ignore=shutil.ignore_patterns("node_modules", "fixture.json"))
    return Landed(folder / "before", folder / "project", graft(folder / "project", ()))


def test_no_command_has_a_hole(landed: Landed) -> None:
    for name, text in landed.documents.items():
        assert not re.findall(r"\$\w+", without_nginx(text)), name
        assert [command for command in commands(text) if "{" in command] == [], name


def test_every_file_that_was_changed_or_made_is_named(landed: Landed) -> None:
    said = landed.documents["CHATKIT_SETUP.md"]
    changed = [
        name
        for path in landed.project.rglob("*")
        if path.is_file() and not KNOWN.search(name := path.relative_to(landed.project).as_posix())
        if not (old := landed.before / name).exists() or old.read_bytes() != path.read_bytes()
    ]
    assert [name for name in changed if f"`{name}`" not in said] == []


def test_what_a_mount_lays_beside_the_kit_is_named(tmp_path: Path) -> None:
    project = tmp_path / "project"
    shutil.copytree(FIXTURES[0].parent / "astro-5", project)
    said = graft(project, ())["CHATKIT_SETUP.md"]
    assert re.search(r"^\| `\S*chatkit-widget/astro\.[jt]s` \| made: ", said, re.MULTILINE)


def test_packages_that_are_missing_are_brought_by_a_command(tmp_path: Path) -> None:
    said = graft(make(tmp_path / "project", DOCUSAURUS), ())["CHATKIT_TROUBLESHOOTING.md"]
    assert "```sh\n(cd website && npm install)\n```" in said


def test_a_second_run_says_the_same(landed: Landed) -> None:
    assert graft(landed.project, ()) == landed.documents


def without_nginx(text: str) -> str:
    """The web server has holes of its own."""
    return re.sub(r"```nginx\n.*?```", "", text, flags=re.DOTALL)


def files_named(text: str) -> Iterator[str]:
    """Paths in backticks. A name without a folder is not looked for: its sentence says where it lies."""
    for quoted in re.findall(r"`([^`\n]+)`", text):
        if "/" in quoted and FILE.match(quoted) and not MADE_LATER.search(quoted) and quoted not in NO_FILES:
            yield quoted


def commands(text: str) -> Iterator[str]:
    """The lines of shell blocks, and what begins with a program's name in backticks."""
    for block in re.findall(r"```sh\n(.*?)```", text, re.DOTALL):
        yield from (line.strip() for line in block.splitlines() if line.strip())
    yield from (quoted for quoted in re.findall(r"`([^`\n]+)`", text) if quoted.split()[0] in PROGRAMS)


def check_command(project: Path, command: str) -> None:
    """It can be typed in the project's root: its program, its folders and its files are there."""
    typed = command.split(" #", maxsplit=1)[0].strip()
    folder, rest = project, typed
    if inside := re.fullmatch(r"\(cd (\S+) && (.+)\)", typed):
        folder, rest = project / inside.group(1), inside.group(2)
        assert folder.is_dir(), command
    program, *words = shlex.split(rest)
    assert program in PROGRAMS, command
    if program == "chatgraft" and words:
        build().parse_args(words)
    for word in words:
        if word.endswith((".py", ".txt")) or program == "pytest":
            assert (folder / word).exists(), command


def test_a_django_project_is_told_its_own_commands_and_files(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    documents = graft(make(tmp_path / "project", CLUB), ("--frontend", "none"))
    setup, deployment = documents["CHATKIT_SETUP.md"], documents["CHATKIT_DEPLOYMENT.md"]
    migrate = "python manage.py migrate chatkit_backend"
    assert f"&& {migrate} &&" in capsys.readouterr().out
    for said in (f"txt\n{migrate}\n", "manage.py test chatkit_backend", f"{migrate} zero", "user_of", "SECRET_KEY"):
        assert said in setup
    for said in ("pytest", "database.py` | the", "CHATKIT_SECRET"):
        assert said not in setup
    for said in (migrate, "CHATKIT_TRUSTED_PROXIES", "ASGI"):
        assert said in deployment


@pytest.mark.parametrize("site", SITES)
def test_the_closing_lines_name_what_is_there(tmp_path: Path, site: str, capsys: pytest.CaptureFixture[str]) -> None:
    project = make(tmp_path / "project", SITES[site])
    graft(project, ())
    said = capsys.readouterr().out
    rows = [line.strip() for line in said[said.index("Done:") :].splitlines() if line.startswith("  ")]
    values = [re.split(r"\s{2,}", row)[-1] for row in rows]
    for value in values:
        for command in re.split(r" && (?!.*\))", value):
            if command.split()[0] in PROGRAMS:
                check_command(project, command)
            else:
                assert (project / command).exists(), command
