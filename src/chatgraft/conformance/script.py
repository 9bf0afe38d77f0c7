"""The language in which scenarios tell the test assistant what to do: the question itself.

A test assistant is the service's own `answer` function, written for the occasion. It reads a question of the form
`script words=4 pace=0.05 fail_at=2 show=progress,notice` and anything after a line break is only text. It says the
words `word0 word1 ...`, each with a space after it, waits `pace` seconds before each, and raises an exception when it
reaches the word `fail_at` (0: before the first; as many as there are words: after the last). `show` names things to
send before the first word; `echo` answers with one JSON document of what the assistant was told:
`{"text", "quote", "history": [{"role", "text"}], "options"?, "tags"?, "files"?, "tool"?, "inputs"?}`. So it does when a
client tool's result or a form comes back. `title` orders a title, to which the number of words in the answer is added.

A widget's action does what its type says. Streamed: `say` says the payload, `replace` puts the payload's text into the
widget, `remove` takes it away, `fail` fails. At once: the payload's text is put into the widget; without one, nothing
changes. With `clock` each word of an answer is the time at which it is said, as `time.time_ns()` has it. Audio is text,
and is transcribed as that text with its media type in brackets.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """One question to the test assistant.

    `show` is out of:
    progress, notice, effect: events; source: a citation after the words
    widget, task, end: finished items; tool, form: finished items that wait for the visitor
    growing: a widget that changes in every way; workflow: one with a task of each kind; image: one in steps
    cited: a message of its own with a citation of each kind
    lock, close: the thread takes no more messages
    open: a workflow whose one task is complete and a widget that says "A heron", neither of them finished
    hidden: an item that is added, replaced and finished, and must never be seen
    replaced: a task "A draft" that becomes "The final version"; removed: a task that is finished and taken back
    """

    words: int = 4
    pace: float = 0.0
    fail_at: int | None = None
    show: tuple[str, ...] = ()
    echo: bool = False
    title: str = ""
    clock: bool = False
    note: str = ""

    @property
    def question(self) -> str:
        """The text of the user's message."""
        parts = ["script", f"words={self.words}", f"pace={self.pace}"]
        if self.fail_at is not None:
            parts.append(f"fail_at={self.fail_at}")
        if self.show:
            parts.append(f"show={','.join(self.show)}")
        if self.clock:
            parts.append("clock=1")
        if self.echo:
            parts.append("echo=1")
        if self.title:
            parts.append(f"title={self.title}")
        return " ".join(parts) + (f"\n{self.note}" if self.note else "")

    @property
    def answer(self) -> str:
        """The whole answer, or as much as comes before the failure."""
        said = self.words if self.fail_at is None else min(self.words, self.fail_at)
        return "".join(f"word{number} " for number in range(said))
