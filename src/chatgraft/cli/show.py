"""Prints what a verb says and what came of it. With `--json`: one document on stdout and all else on stderr."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict

from chatgraft.changes.preview import entries
from chatgraft.cli import changes as change_view
from chatgraft.cli.ink import CYAN, RED, YELLOW, Ink
from chatgraft.core.changes import ChangeSet
from chatgraft.core.errors import Finding
from chatgraft.core.facts import Evidence, Survey
from chatgraft.core.result import Result
from chatgraft.plan.decisions import Plan
from chatgraft.plan.request.following import Followed


class Screen:
    """Satisfies `chatgraft.verbs.Screen`."""

    def __init__(self, *, as_json: bool, debug: bool = False) -> None:
        self._as_json = as_json
        self._debug = debug
        self._ink = Ink(sys.stderr if as_json else sys.stdout)

    def say(self, line: str = "") -> None:
        self._ink.line(line)

    def detail(self, line: str) -> None:
        if self._debug:
            Ink(sys.stderr).line(line)

    def survey(self, found: Survey, *, in_full: bool = False) -> None:
        rows = list(_rows(found, in_full=in_full))
        if rows:
            self._ink.heading("Found")
            self._ink.table(rows)

    def request(self, answer: Followed) -> None:
        if answer.sentence is None:
            return
        self._ink.heading("Understood")
        self._ink.table(
            (row.part, row.choice, f"{row.words!r}" + (f": {row.note}" if row.note else "")) for row in answer.rows
        )
        for words in answer.left:
            self._ink.line(f"  Not understood: {words!r}")
        if not answer.rows:
            self._ink.line("  Nothing of it; what the project shows decides.")

    def plan(self, plan: Plan, changes: ChangeSet) -> None:
        self._ink.heading("Plan")
        self._ink.table((decision.part, decision.choice, decision.reason) for decision in plan.decisions)
        self.changes(changes)

    def changes(self, changes: ChangeSet) -> None:
        change_view.show(self._ink, changes)

    def confirm(self, question: str) -> bool | None:
        if self._as_json or not (sys.stdin.isatty() and sys.stdout.isatty()):
            return None
        try:
            return input(f"\n{question} [y/N] ").strip().lower() in {"y", "yes"}
        except EOFError:
            return None

    def result(self, result: Result) -> None:
        if self._as_json:
            sys.stdout.write(json.dumps(_document(result), ensure_ascii=True, indent=2) + "\n")
            return
        for finding in result.findings:
            _show_finding(self._ink, finding, RED if result.exit else YELLOW)
        self.say()
        self.say(result.summary)
        for line in result.closing:
            self.say(line)

    def refusal(self, result: Result) -> None:
        """What stopped a verb, on stderr."""
        if self._as_json:
            self.result(result)
            return
        ink = Ink(sys.stderr)
        for finding in result.findings:
            _show_finding(ink, finding, RED)


def _show_finding(ink: Ink, finding: Finding, colour: str) -> None:
    """The fact and its place, the reason, the next step."""
    place = f"{finding.file}:{finding.line}" if finding.line else finding.file
    shown = "" if place is None or place in finding.what else f"  ({place})"
    ink.line()
    ink.line(ink.paint(colour, finding.what) + shown)
    for line in finding.why.splitlines():
        ink.line(f"  {line}")
    first, *more = finding.cure.splitlines() or [""]
    if first:
        ink.line(f"  Next: {ink.paint(CYAN, first)}")
    for line in more:
        ink.line(f"        {ink.paint(CYAN, line)}")


def _rows(found: Survey, *, in_full: bool) -> Iterator[tuple[str, str, str]]:
    for frontend in found.frontends:
        name = f"{frontend.framework} {frontend.version or ''}".strip()
        yield from _fact(name, frontend.root, frontend.evidence, in_full=in_full)
    for backend in found.backends:
        yield from _fact(backend.framework, backend.entry, backend.evidence, in_full=in_full)
        if backend.deploy:
            yield from _fact(
                f"deployed ({backend.deploy.host})", backend.root, (backend.deploy.evidence,), in_full=in_full
            )
    for database in found.databases:
        where = database.url_variable or database.through or ""
        yield from _fact(database.kind, where, database.evidence, in_full=in_full)
    for assistant in found.assistants:
        where = assistant.endpoint.path if assistant.endpoint else assistant.model or ""
        yield from _fact(assistant.kind, where, assistant.evidence, in_full=in_full)
    for chat in found.chat_uis:
        yield from _fact(f"chat UI ({chat.kind})", chat.file, chat.evidence, in_full=in_full)


def _fact(name: str, where: str, evidence: tuple[Evidence, ...], *, in_full: bool) -> Iterator[tuple[str, str, str]]:
    """A row for the fact with its first place, and in full one more for each further place."""
    places = [f"{item.file}:{item.line}  {item.why}" for item in evidence] or [""]
    first, *more = places
    yield name, where, first if in_full or not more else f"{first} (and {len(more)} more)"
    if in_full:
        yield from (("", "", place) for place in more)


def _document(result: Result) -> dict[str, object]:
    """The envelope of `--json`, version 1."""
    return {
        "schema": 1,
        "verb": result.verb,
        "exit": int(result.exit),
        "summary": result.summary,
        "plan": result.plan,
        "changes": entries(result.changes),
        "findings": [asdict(finding) for finding in result.findings],
        **{key: value for key, value in result.details.items() if key != "schema"},
    }
