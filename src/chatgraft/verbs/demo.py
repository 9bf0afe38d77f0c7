"""`chatgraft demo`: a packaged site in a temporary folder, grafted by the real `add` and started by the real `dev`."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from chatgraft import kits
from chatgraft.core.changes import ChangeSet
from chatgraft.core.errors import ChatgraftError, Exit, Finding
from chatgraft.core.result import Result
from chatgraft.plan.decisions import Plan
from chatgraft.verbs import Screen, add
from chatgraft.verbs.conversation import converse
from chatgraft.verbs.dev import Wanted, free_port, started
from chatgraft.verbs.grafted import plan_of
from chatgraft.verbs.project import open_project

SITE = Path(kits.__path__[0], "demo")
QUESTION = "May my dog come along?"


@dataclass(frozen=True, slots=True)
class Request:
    check: bool = False
    port: int | None = None
    debug: bool = False


def run(request: Request, screen: Screen) -> Result:
    with tempfile.TemporaryDirectory(prefix="chatgraft-demo-") as folder:
        site = Path(folder, "site")
        shutil.copytree(SITE, site)
        screen.say(f"A packaged site, copied to {site}")
        address = f"http://localhost:{free_port()}/chatkit"
        added = add.run(add.Request(site, yes=True, api_url=address), _Brief(screen))
        if added.exit is not Exit.DONE:
            return added
        project = open_project(site)
        with started(project, plan_of(project), screen, Wanted(request.port or 0, request.debug)) as running:
            if request.check:
                return _check(running.site or "", running.api or "", screen)
            screen.say(f'\nOpen {running.site} and ask, for example: "{QUESTION}"\nCtrl-C ends the demo.')
            try:
                running.processes.wait()
            except KeyboardInterrupt:
                screen.say("")
    return Result("demo", Exit.DONE, "Stopped; the temporary folder is gone.")


class _Brief:
    """A screen that sums the diff up: nobody reads the diff of a site that is not theirs."""

    def __init__(self, screen: Screen) -> None:
        self.say = screen.say
        self.detail = screen.detail
        self.survey = screen.survey
        self.request = screen.request
        self.confirm = screen.confirm

    def plan(self, plan: Plan, changes: ChangeSet) -> None:
        for decision in plan.decisions:
            self.say(f"  {decision.part:<10}{decision.choice}")
        self.changes(changes)

    def changes(self, changes: ChangeSet) -> None:
        edited = sum(change.action == "edit" for change in changes.files)
        self.say(f"  {len(changes.files) - edited} files created, {edited} pages edited")


def _check(site: str, api: str, screen: Screen) -> Result:
    answer = converse(api, site, QUESTION)
    screen.say(f"\nAsked     {QUESTION}\nAnswered  {answer.text}\nSources   {', '.join(answer.sources)}")
    if not answer.sources:
        raise ChatgraftError(Finding("no-source", "The answer names no page of the site."))
    return Result(
        "demo", Exit.DONE, f"One conversation held: {answer.deltas} pieces streamed, and the history kept it."
    )
