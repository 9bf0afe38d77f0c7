"""The chat as a visitor sees and uses it, found by roles and labels as a screen reader finds it."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from playwright.sync_api import ConsoleMessage, Error, Locator, Page, expect

_SELECT = """([from, to]) => {
  const range = document.createRange();
  range.setStart(document.querySelector(from).firstChild, 0);
  const last = document.querySelector(to);
  range.setEnd(last, last.childNodes.length);
  const selection = document.getSelection();
  selection.removeAllRanges();
  selection.addRange(range);
  return selection.toString();
}"""


@dataclass
class Chat:
    """One tab. `complaints` collects what the browser's console and the page's scripts said that is wrong."""

    page: Page
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("pageerror", lambda error: self.complaints.append(f"page error: {error}"))
        self.page.on("console", self._note)

    @property
    def launcher(self) -> Locator:
        return self.page.get_by_role("button", name="Open chat")

    @property
    def composer(self) -> Locator:
        return self.page.get_by_role("textbox", name="Ask a question")

    @property
    def stop_button(self) -> Locator:
        return self.page.get_by_role("button", name="Stop answering")

    @property
    def try_again(self) -> Locator:
        return self.page.get_by_role("button", name="Try again")

    @property
    def questions(self) -> Locator:
        return self.page.get_by_role("article", name="You")

    @property
    def answers(self) -> Locator:
        return self.page.get_by_role("article", name="Assistant")

    @property
    def answer(self) -> Locator:
        return self.answers.last

    def open(self) -> Chat:
        """Where no chat comes, the failure says what the page complained of."""
        try:
            self.launcher.click()
            expect(self.composer).to_be_visible()
        except (Error, AssertionError) as failed:
            raise AssertionError(f"the chat did not open; complaints: {self.complaints}\n{failed}") from failed
        return self

    def ask(self, question: str) -> None:
        """Types a question and sends it; returns when it stands in the conversation."""
        before = self.questions.count()
        self.composer.fill(question)
        expect(self.page.get_by_role("button", name="Send message")).to_be_enabled()
        self.composer.press("Enter")
        expect(self.questions).to_have_count(before + 1)
        expect(self.questions.last).to_contain_text(question)

    def wait_until_answered(self) -> str:
        """The text of the last answer once nothing is being written any more."""
        expect(self.stop_button).to_be_hidden(timeout=20_000)
        return self.answer.inner_text()

    def steps_of_answer(self, end: str) -> list[str]:
        """The texts that the answer shows one after the other until it holds `end`."""
        seen = [""]
        deadline = time.monotonic() + 20
        while end not in seen[-1]:
            assert time.monotonic() < deadline, f"the answer does not end: {seen[-1]!r}"
            text = self.answer.text_content() if self.answers.count() else ""
            if text and text != seen[-1]:
                seen.append(text)
            self.page.wait_for_timeout(30)
        return seen[1:]

    def ask_about(self, start: str, end: str) -> str:
        """Selects the page's text from one element to another and presses the button beside it. Gives the text."""
        expect(self.launcher).to_be_visible()  # from then on selections are heeded
        self.page.locator(start).scroll_into_view_if_needed()
        selected: str = self.page.evaluate(_SELECT, [start, end])
        self.page.get_by_role("button", name="Ask about this").click()
        expect(self.composer).to_be_visible()
        return selected

    def reload(self) -> None:
        self.page.reload()

    def _note(self, said: ConsoleMessage) -> None:
        if said.type == "error":
            self.complaints.append(f"error: {said.text}")


def whole(text: str) -> str:
    """A text without regard to line breaks and runs of blanks."""
    return " ".join(text.split())
