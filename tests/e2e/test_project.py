"""What the owner finds in the project: tests that pass, and a graft that can be taken out again without a trace."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.e2e.deployment import KINDS, Deployment
from tests.fixtures.site import Site, chatgraft

# The service is the same whatever the site is built with; its tests differ by who answers.
with_every_assistant = pytest.mark.parametrize("deployment", [name for name in KINDS if "html" in name], indirect=True)
on_every_site = pytest.mark.parametrize("deployment", KINDS, indirect=True)


@with_every_assistant
def test_the_tests_that_landed_pass(deployment: Deployment) -> None:
    command = [sys.executable, "-m", "pytest", "backend", "-q"]
    done = subprocess.run(command, cwd=deployment.project, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout[-3000:]
    assert "skipped" not in done.stdout


@on_every_site
def test_a_second_graft_changes_nothing(deployment: Deployment) -> None:
    before = _status(deployment)
    chatgraft(Site.read(deployment.kind.site), deployment.project, "add", *deployment.choices)
    assert _status(deployment) == before


@on_every_site
def test_taken_out_again_it_leaves_the_tree_as_it_was(deployment: Deployment) -> None:
    """Comes last: whatever runs after it finds a site without a chat."""
    deployment.kit.stop()
    deployment.kit.log.unlink()
    chatgraft(Site.read(deployment.kind.site), deployment.project, "remove", "--yes", "--purge", "--allow-dirty")
    assert _status(deployment) == ""


def _status(deployment: Deployment) -> str:
    command = ["git", "status", "--porcelain", "--untracked-files=all"]
    return subprocess.run(command, cwd=deployment.project, capture_output=True, text=True, check=True).stdout
