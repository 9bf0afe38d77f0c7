"""Package managers that are missing, of another release, out of reach of their registry, or that never end."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from chatgraft.changes.apply import apply, require_ready
from chatgraft.changes.manifest import find_manifest
from chatgraft.changes.removal import planned_removal
from chatgraft.changes.remove import remove
from chatgraft.core.changes import Command, Release
from chatgraft.core.errors import ChatgraftError, Exit
from tests.unit.changes.tree import RECORD, commit, git, graft, install, tree, write

BERRY = Release(2, 99, "The lock file is Yarn 2's.", "corepack enable")
YARN = Command(("yarn", "install"), ".", "packages", ("yarn.lock",), ("node_modules",), release=BERRY)
CACHE, STATE = ".yarn/cache", ".yarn/install-state.gz"


@pytest.mark.parametrize("said", ["echo 1.22.22", "echo nothing", "exit 3", "echo Internal Error >&2; exit 1"])
def test_a_release_that_would_write_the_lock_anew_is_not_run(project: Path, tmp_path: Path, said: str) -> None:
    use(tmp_path, f'echo "$@" >> {tmp_path}/calls; {said}')
    before = tree(project)
    with pytest.raises(ChatgraftError) as refusal:
        apply(project, graft(project, YARN), RECORD)
    finding = refusal.value.finding
    assert (finding.code, refusal.value.exit_code) == ("wrong-release", Exit.ASK)
    assert finding.cure.startswith("corepack enable")
    assert "yarn install" in finding.cure
    assert ("1.22.22" in finding.what) == ("1.22.22" in said)
    assert (tmp_path / "calls").read_text() == "--version\n"
    assert tree(project) == before


def test_looking_runs_no_program_of_the_project(project: Path, tmp_path: Path) -> None:
    """Asked for its version, Yarn 1 hands over to a file of the project."""
    use(tmp_path, f"echo run >> {tmp_path}/calls; echo 4.18.1")
    require_ready(project, graft(project, YARN))
    assert not (tmp_path / "calls").exists()


def test_the_release_that_the_project_carries_is_run(project: Path, tmp_path: Path) -> None:
    """A warning may stand before the number, and what counts is what runs in that very folder."""
    use(tmp_path, 'if [ "$1" = install ]; then echo "$PWD" > yarn.lock; else echo warning: old; echo 4.18.1; fi')
    apply(project, graft(project, YARN), RECORD)
    assert (project / "yarn.lock").read_text() == f"{project}\n"


@pytest.mark.parametrize(
    ("program", "cure"), [("yarn", "corepack enable"), ("pnpm", "npm install --global pnpm"), ("bun", "--global bun")]
)
def test_how_to_get_a_manager_that_is_missing(
    project: Path, monkeypatch: pytest.MonkeyPatch, program: str, cure: str
) -> None:
    changes = graft(project, Command((program, "install"), "src", "packages"))
    monkeypatch.setenv("PATH", "")
    with pytest.raises(ChatgraftError) as refusal:
        apply(project, changes, RECORD, allow_dirty=True)
    finding = refusal.value.finding
    assert (finding.code, refusal.value.exit_code) == ("no-program", Exit.ASK)
    assert cure in finding.cure
    assert f"(cd src && {program} install)" in finding.cure


@pytest.mark.parametrize(
    ("said", "meaning", "cure"),
    [
        ("npm error code ERESOLVE", "want peers", "legacy-peer-deps=true"),
        ("npm error code E401", "does not let you in", "npm login"),
        ("npm error code E404", "does not have a package", "registry"),
        ("getaddrinfo EAI_AGAIN registry.example", "does not answer", "network"),
        ("ERR_PNPM_IGNORED_BUILDS  Ignored build scripts", "run scripts", "pnpm approve-builds"),
        ("something else", "", "Put right what it says"),
    ],
)
def test_what_a_failed_install_means(project: Path, said: str, meaning: str, cure: str) -> None:
    before = tree(project)
    with pytest.raises(ChatgraftError) as failure:
        apply(project, graft(project, install(f"echo '{said}'; exit 1")), RECORD)
    finding = failure.value.finding
    assert (finding.code, failure.value.exit_code) == ("command-failed", Exit.FAILED)
    assert said in finding.why
    assert meaning in finding.why
    assert cure in finding.cure
    assert tree(project) == before


def zero_install(project: Path, script: str) -> Command:
    """A Yarn project whose packages are in version control: what an install adds there, the next one leaves there."""
    write(project, f"{CACHE}/react.zip", b"1")
    write(project, ".pnp.cjs", b"1")
    write(project, STATE, b"1")
    write(project, ".gitignore", b"node_modules\n.yarn/install-state.gz\n")
    commit(project)
    writes = ("yarn.lock", ".pnp.cjs", STATE)
    return replace(install(script), writes=writes, makes=("node_modules", ".pnp.loader.mjs", STATE), grows=(CACHE, "a"))


INSTALL = (
    f"echo 2 > .pnp.cjs; echo 2 > .pnp.loader.mjs; echo 2 > {STATE}; echo 2 > yarn.lock; mkdir -p a {CACHE}/folder; "
)
INSTALL += f"echo 2 > {CACHE}/chatkit.zip; echo 2 > a/b; echo 2 > {CACHE}/folder/c"


def test_what_a_failed_install_has_added_is_taken_away(project: Path) -> None:
    command = zero_install(project, f"{INSTALL}; exit 1")
    before = tree(project)
    with pytest.raises(ChatgraftError):
        apply(project, graft(project, command), RECORD)
    assert tree(project) == before


def test_removal_takes_away_what_the_install_has_added(project: Path) -> None:
    command = zero_install(project, INSTALL)
    before = tree(project)
    apply(project, graft(project, command), RECORD)
    manifest = find_manifest(project)
    assert manifest is not None
    (ran,) = manifest.commands
    assert ran.made == (".pnp.loader.mjs", f"{CACHE}/chatkit.zip", f"{CACHE}/folder", "a")
    assert [file.path for file in ran.written] == [".pnp.cjs", "yarn.lock"]
    remove(project, planned_removal(project))
    after = tree(project)
    assert after.pop(STATE)[2] == b"2\n"
    before.pop(STATE)
    assert after == before
    assert git(project, "status", "--porcelain") == ""


def use(folder: Path, script: str) -> None:
    """A `yarn` that does what the script says, in front of any other."""
    program = write(folder, "bin/yarn", b"")
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    os.environ["PATH"] = f"{program.parent}:{os.environ['PATH']}"


@pytest.fixture(autouse=True)
def path(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a test puts in front goes again with it."""
    monkeypatch.setenv("PATH", os.environ["PATH"])
