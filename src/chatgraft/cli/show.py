"""Prints. With `--json` one document on stdout and all else on stderr; colours only on a terminal."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable
from dataclasses import asdict
from typing import TextIO

from chatgraft.changes.preview import diff, entries
from chatgraft.core.changes import ByHand, ChangeSet
from chatgraft.core.errors import Finding
from chatgraft.core.facts import Evidence, Survey
from chatgraft.core.result import Result
from chatgraft.plan.decisions import Plan

BOLD, DIM, RED, GREEN, CYAN = "1", "2", "31", "32", "36"


class Screen:
    """Satisfies `chatgraft.verbs.Screen`."""

    def __init__(self, *, as_json: bool) -> None:
        self._as_json = as_json
        self._out: TextIO = sys.stderr if as_json else sys.stdout
        self._coloured = self._out.isatty() and "NO_COLOR" not in os.environ

    def say(self, line: str = "") -> None:
        print(line, file=self._out, flush=True)

    def survey(self, found: Survey) -> None:
        rows = [
            (f"{fact.framework} {fact.version or ''}".strip(), fact.root, fact.evidence) for fact in found.frontends
        ]
        rows += [(fact.framework, fact.entry, fact.evidence) for fact in found.backends]
        rows += [(fact.kind, fact.url_variable or fact.through or "", fact.evidence) for fact in found.databases]
        rows += [(fact.kind, fact.model or "", fact.evidence) for fact in found.assistants]
        rows += [(f"chat UI ({fact.kind})", fact.file, fact.evidence) for fact in found.chat_uis]
        if rows:
            self._heading("Found")
            self._table((name, where, _first(evidence)) for name, where, evidence in rows)

    def plan(self, plan: Plan, changes: ChangeSet) -> None:
        self._heading("Plan")
        self._table((decision.part, decision.choice, decision.reason) for decision in plan.decisions)
        self.changes(changes)

    def changes(self, changes: ChangeSet) -> None:
        if changes.files:
            self._heading("Changes")
        for change in changes.files:
            for line in diff(change).splitlines():
                self.say(self._painted(line))
        for command in changes.commands:
            where = "" if command.folder == "." else f"  (in {command.folder})"
            self.say(self._paint(BOLD, f"run  {' '.join(command.argv)}") + f"{where}  {command.why}")
        for step in changes.by_hand:
            self._by_hand(step)

    def confirm(self, question: str) -> bool | None:
        if self._as_json or not (sys.stdin.isatty() and sys.stdout.isatty()):
            return None
        return input(f"\n{question} [y/N] ").strip().lower() in {"y", "yes"}

    def result(self, result: Result) -> None:
        if self._as_json:
            print(json.dumps(_document(result), ensure_ascii=False, indent=2))
            return
        for finding in result.findings:
            self._finding(finding)
        if not any(finding.what == result.summary for finding in result.findings):
            self.say(f"\n{result.summary}" if result.verb != "survey" else result.summary)
        for line in result.closing:
            self.say(line)

    def _finding(self, finding: Finding) -> None:
        where = f"{finding.file}:{finding.line}: " if finding.line else f"{finding.file}: " if finding.file else ""
        self.say(self._paint(RED, f"{where}{finding.what}"))
        if finding.why:
            self.say(f"  {finding.why}")
        if finding.cure:
            self.say(f"  {self._paint(CYAN, finding.cure)}")

    def _by_hand(self, step: ByHand) -> None:
        self.say(self._paint(BOLD, f"by hand  {step.file}: {step.place}") + f"  ({step.why})")
        for line in step.snippet.splitlines():
            self.say(f"    {line}")

    def _heading(self, text: str) -> None:
        self.say("\n" + self._paint(BOLD, text))

    def _table(self, rows: Iterable[tuple[str, ...]]) -> None:
        table = list(rows)
        widths = [min(max(len(row[column]) for row in table), 40) for column in range(2)]
        for first, second, last in table:
            self.say(f"  {first:<{widths[0]}}  {second:<{widths[1]}}  {self._paint(DIM, last)}")

    def _painted(self, line: str) -> str:
        if line.startswith(("+++", "---", "create ", "edit ", "delete ")):
            return self._paint(BOLD, line)
        colour = {"+": GREEN, "-": RED, "@": CYAN}.get(line[:1])
        return self._paint(colour, line) if colour else line

    def _paint(self, colour: str, text: str) -> str:
        return f"\x1b[{colour}m{text}\x1b[0m" if self._coloured else text


def _first(evidence: tuple[Evidence, ...]) -> str:
    return f"{evidence[0].file}:{evidence[0].line}  {evidence[0].why}" if evidence else ""


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
