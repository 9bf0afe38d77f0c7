"""Whatever stops a run, and wherever, the project is afterwards what it was before."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from chatgraft.changes.apply import apply
from chatgraft.changes.commands import Patience, run
from chatgraft.changes.removal import planned_removal
from chatgraft.changes.remove import remove
from chatgraft.changes.transaction import Progress, Step, recover
from chatgraft.core.changes import ChangeSet, Command, FileChange
from chatgraft.core.errors import ChatgraftError, Exit
from tests.fixtures.waiting import wait_until
from tests.unit.changes.tree import GOOD_INSTALL, RECORD, commit, graft, install, tree, write

REPOSITORY = Path(__file__).parents[3]


class CutShortError(Exception):
    """What a test raises in the middle of a run."""


def stopping_at(number: int, stop: Callable[[], None]) -> Progress:
    steps: list[Step] = []

    def watch(step: Step) -> None:
        steps.append(step)
        if len(steps) == number:
            stop()

    return watch


def steps_of(work: Callable[[Progress], object]) -> int:
    steps: list[Step] = []
    work(steps.append)
    return len(steps)


def cut_short() -> None:
    raise CutShortError


def killed(work: Callable[[Progress], object], number: int) -> None:
    """Runs `work` in a process that dies at its step `number` without a chance to clean up."""
    child = os.fork()
    if child == 0:
        work(stopping_at(number, lambda: os._exit(9)))
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9


def test_apply_puts_back_after_a_failure_at_each_step(project: Path) -> None:
    before, changes = tree(project), graft(project, install(GOOD_INSTALL))
    work = apply_to(project, changes)
    total = count_and_undo(project, work)
    assert total > 25
    for number in range(1, total + 1):
        with pytest.raises(CutShortError):
            work(stopping_at(number, cut_short))
        assert tree(project) == before, f"step {number}"


def test_apply_is_put_back_after_a_kill_at_each_step(project: Path) -> None:
    before, changes = tree(project), graft(project, install(GOOD_INSTALL))
    work = apply_to(project, changes)
    for number in range(1, count_and_undo(project, work) + 1):
        killed(work, number)
        told = recover(project)
        assert told is not None
        assert told.code == "recovered"
        assert tree(project) == before, f"step {number}"
    assert recover(project) is None


def test_putting_back_that_was_itself_cut_short_is_taken_up_again(project: Path) -> None:
    before, changes = tree(project), graft(project, install(GOOD_INSTALL))
    work = apply_to(project, changes)
    killed(work, count_and_undo(project, work))
    (project / "backend/chatkit_server.py").unlink()
    (project / "backend/.env.example").unlink()
    (project / "backend").rmdir()
    (project / ".chatgraft/journal/file-0").rename(project / ".gitignore")
    recover(project)
    assert tree(project) == before


def test_remove_puts_back_after_a_failure_at_each_step(project: Path) -> None:
    start = tree(project)
    apply(project, graft(project, install(GOOD_INSTALL)), RECORD)
    write(project, "backend/.chatkit/chatkit.sqlite3", b"history")
    before, plan = tree(project), planned_removal(project, purge=True)
    number = 1
    while True:
        try:
            remove(project, plan, progress=stopping_at(number, cut_short))
        except CutShortError:
            assert tree(project) == before, f"step {number}"
        else:
            break
        killed(lambda progress: remove(project, plan, progress=progress), number)
        recover(project)
        assert tree(project) == before, f"step {number}, killed"
        number += 1
    assert number > 20
    assert tree(project) == start


def apply_to(project: Path, changes: ChangeSet) -> Callable[[Progress], object]:
    return lambda progress: apply(project, changes, RECORD, progress=progress)


def count_and_undo(project: Path, work: Callable[[Progress], object]) -> int:
    total = steps_of(work)
    remove(project, planned_removal(project))
    return total


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_during_the_install_puts_everything_back(project: Path, tmp_path: Path, number: int) -> None:
    before, started = tree(project), tmp_path / "started"
    script = (
        f"echo broken > package-lock.json; mkdir -p node_modules/a; touch {started}; sleep 30; touch {tmp_path}/late"
    )
    process = victim(project, script)
    wait_until(started.exists)
    process.send_signal(number)
    told, _ = process.communicate(timeout=10)
    assert (told, process.returncode) == ("interrupted", Exit.FAILED)
    assert tree(project) == before
    assert list(tmp_path.glob("*.log")) == []


def test_an_install_that_outlives_a_killed_run_holds_the_project_until_it_ends(project: Path, tmp_path: Path) -> None:
    before, started = tree(project), tmp_path / "started"
    process = victim(
        project, f"echo broken > package-lock.json; echo $$ > {started}.new; mv {started}.new {started}; sleep 30"
    )
    wait_until(started.exists)
    process.kill()
    process.communicate(timeout=10)
    with pytest.raises(ChatgraftError) as refusal:
        recover(project)
    assert refusal.value.finding.code == "busy"
    os.killpg(int(started.read_text()), signal.SIGKILL)
    wait_until(lambda: is_recovered(project))
    assert tree(project) == before


def test_a_second_run_is_refused_while_the_first_is_at_work(project: Path) -> None:
    changes = graft(project)
    codes = []

    def second(step: Step) -> None:
        with pytest.raises(ChatgraftError) as refusal:
            apply(project, ChangeSet(files=(FileChange("new.txt", None, b"x"),)), RECORD, allow_dirty=True)
        codes.append(refusal.value.finding.code)

    apply(project, changes, RECORD, progress=second)
    assert set(codes) == {"busy"}
    assert not (project / ".chatgraft/lock").exists()


def test_a_lock_that_a_dead_run_left_is_no_obstacle(project: Path) -> None:
    write(project, ".chatgraft/lock", b"")
    apply(project, graft(project), RECORD)
    assert (project / ".chatgraft/manifest.json").exists()


@pytest.mark.parametrize("largest", [3000, 1000, 100, 20, 0])
def test_a_disk_that_fills_up_leaves_nothing_changed(project: Path, largest: int) -> None:
    before = tree(project)
    process = victim(project, GOOD_INSTALL, str(largest))
    told, _ = process.communicate(timeout=20)
    assert (told, process.returncode) == ("disk-full", Exit.FAILED)
    recover(project)
    assert tree(project) == before


def test_a_failed_install_puts_lock_and_packages_back_and_shows_what_it_said(project: Path) -> None:
    before = tree(project)
    script = "echo broken > package-lock.json; mkdir node_modules; echo ERESOLVE could not resolve; exit 7"
    with pytest.raises(ChatgraftError) as failure:
        apply(project, graft(project, install(script)), RECORD)
    finding = failure.value.finding
    assert (finding.code, failure.value.exit_code) == ("command-failed", Exit.FAILED)
    assert "status 7" in finding.why
    assert "ERESOLVE could not resolve" in finding.why
    assert "put back" in finding.why
    log = Path(finding.cure.rsplit(" ", 1)[1])
    assert "ERESOLVE" in log.read_text()
    assert tree(project) == before


def test_packages_that_were_there_follow_the_restored_files(project: Path, fake_npm: Path) -> None:
    write(project, "node_modules/react/i.js", b"1")
    before = tree(project)
    command = Command(("npm", "install"), ".", "packages", ("package-lock.json",), ("node_modules",), ("npm", "ci"))
    write(fake_npm.parent, "fails", b"")
    with pytest.raises(ChatgraftError):
        apply(project, graft(project, command), RECORD)
    assert tree(project) == before
    assert (fake_npm.parent / "calls").read_text() == "install\nci\n"


def test_removal_leaves_the_lock_as_it_was_though_the_redo_writes_it(project: Path, fake_npm: Path) -> None:
    write(project, "node_modules/react/i.js", b"1")
    before = tree(project)
    redo = ("npm", "install", "--again")
    command = Command(("npm", "install"), ".", "packages", ("package-lock.json",), ("node_modules",), redo)
    apply(project, graft(project, command), RECORD)
    assert (project / "package-lock.json").read_bytes() == b"install\n"
    remove(project, planned_removal(project))
    assert tree(project) == before
    assert (fake_npm.parent / "calls").read_text() == "install\ninstall --again\n"


def test_removal_installs_where_the_owner_has_installed_since(project: Path, fake_npm: Path) -> None:
    command = Command(("npm", "install"), ".", "packages", ("package-lock.json",), ("node_modules",))
    apply(project, graft(project, command), RECORD)
    write(project, "package-lock.json", b"the owner added a package")
    commit(project)
    plan = planned_removal(project)
    assert [item.argv for item in plan.commands] == [("npm", "install")]
    remove(project, plan)
    assert (fake_npm.parent / "calls").read_text() == "install\ninstall\n"


def test_a_program_that_is_not_installed_stops_before_anything_is_written(project: Path) -> None:
    before = tree(project)
    changes = graft(project, Command(("no-such-manager", "install"), ".", "packages"))
    with pytest.raises(ChatgraftError) as refusal:
        apply(project, changes, RECORD)
    assert refusal.value.finding.code == "no-program"
    assert "no-such-manager install" in refusal.value.finding.cure
    assert tree(project) == before


def test_a_command_that_never_ends_is_ended(project: Path, tmp_path: Path) -> None:
    held = tmp_path / "held"
    os.mkfifo(held)
    reader = os.open(held, os.O_RDONLY | os.O_NONBLOCK)
    script = f"trap '' TERM; exec 3> {held}; sleep 60 & sleep 60"
    with pytest.raises(ChatgraftError) as failure:
        run(project, install(script), patience=Patience(run=1, end=0.2))
    assert "did not end within 1 s" in failure.value.finding.why
    wait_until(lambda: is_let_go(reader))
    os.close(reader)


def test_an_optional_command_that_fails_undoes_nothing(project: Path) -> None:
    changes = graft(project, replace(install("exit 3"), optional=True))
    (finding,) = apply(project, changes, RECORD)
    assert finding.code == "command-failed"
    assert (project / "src/ChatKitBot/index.jsx").exists()


@pytest.mark.parametrize("file", ["package.json", "backend/chatkit_server.py"])
def test_what_another_program_writes_meanwhile_is_not_lost(project: Path, file: str) -> None:
    before = tree(project)

    def meanwhile(step: Step) -> None:
        if step == Step("stage", file):
            write(project, file, b"another program's")

    with pytest.raises(ChatgraftError) as refusal:
        apply(project, graft(project), RECORD, progress=meanwhile)
    assert refusal.value.finding.code == "changed-since"
    after = tree(project)
    assert after.pop(file)[2] == b"another program's"
    assert {path: after.get(path) for path in before if path != file} == {
        path: entry for path, entry in before.items() if path != file
    }
    assert set(after) - set(before) <= {"backend"}


def test_times_and_modes_come_back(project: Path) -> None:
    page = project / "run.sh"
    os.utime(page, (1_000_000, 1_000_000))
    with pytest.raises(ChatgraftError):
        apply(project, graft(project, install("exit 1")), RECORD)
    assert page.stat().st_mtime == 1_000_000
    assert stat.S_IMODE(page.stat().st_mode) == 0o755


@pytest.fixture
def fake_npm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package manager that writes down how it was called, into the lock file too. Fails beside a file `fails`."""
    program = write(tmp_path, "bin/npm", b"")
    program.write_text(
        f'#!/bin/sh\necho "$@" >> {tmp_path}/bin/calls\n'
        f'if [ "$1" = install ]; then echo "$@" > package-lock.json; test ! -e {tmp_path}/bin/fails; fi\n'
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}:{os.environ['PATH']}")
    return program


def victim(project: Path, *arguments: str) -> subprocess.Popen[str]:
    argv = [sys.executable, "-m", "tests.unit.changes.victim", str(project), *arguments]
    environment = {**os.environ, "TMPDIR": str(project.parent)}
    return subprocess.Popen(argv, cwd=REPOSITORY, env=environment, stdout=subprocess.PIPE, text=True)


def is_recovered(project: Path) -> bool:
    try:
        recover(project)
    except ChatgraftError:
        return False
    return True


def is_let_go(reader: int) -> bool:
    """Whether no process is left that has the other end of a pipe open."""
    try:
        return os.read(reader, 1) == b""
    except BlockingIOError:
        return False
