"""An answer that takes some seconds: it is seen to grow, survives what happens to the browser, and can be stopped."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.e2e.chat import Chat, whole
from tests.e2e.conftest import Visitor
from tests.e2e.deployment import KINDS, Deployment
from tests.fixtures.model_server import LONG_ANSWER

with_the_model = pytest.mark.parametrize(
    "deployment", [name for name, kind in KINDS.items() if kind.assistant == "openai"], indirect=True
)
on_one_site = pytest.mark.parametrize("deployment", ["html, openai, same origin"], indirect=True)
_END = LONG_ANSWER[-16:]


def _require_whole_and_once(chat: Chat) -> None:
    """The answer holds all its words in order, once, and there is one of it."""
    expect(chat.answer).to_contain_text(_END, timeout=20_000)
    chat.wait_until_answered()
    expect(chat.answers).to_have_count(1)
    expect(chat.questions).to_have_count(1)
    assert LONG_ANSWER in whole(chat.answer.inner_text())


@with_the_model
def test_an_answer_is_seen_to_grow(chat: Chat, deployment: Deployment) -> None:
    chat.ask("Count at length")
    steps = chat.steps_of_answer(_END)
    assert len(steps) > 8, f"the answer came in {len(steps)} steps"
    assert [len(step) for step in steps] == sorted(len(step) for step in steps)
    _require_whole_and_once(chat)


@with_the_model
def test_an_answer_goes_on_over_a_reload(chat: Chat, deployment: Deployment) -> None:
    chat.ask("Count at length")
    expect(chat.answer).to_contain_text("five")
    chat.reload()
    expect(chat.answer).to_contain_text("five")
    expect(chat.stop_button).to_be_visible()
    _require_whole_and_once(chat)


@with_the_model
def test_an_answer_goes_on_over_a_cut_connection(chat: Chat, deployment: Deployment, visitor: Visitor) -> None:
    visitor.lines_may_break = True
    chat.ask("Count at length")
    expect(chat.answer).to_contain_text("five")
    deployment.line.cut()
    chat.page.wait_for_timeout(1200)
    deployment.line.mend()
    _require_whole_and_once(chat)
    expect(chat.page.get_by_role("alert")).to_have_count(0)


@with_the_model
def test_a_question_whose_connection_breaks_at_once_is_asked_once(
    chat: Chat, deployment: Deployment, visitor: Visitor
) -> None:
    visitor.lines_may_break = True
    chat.composer.fill("Count at length")
    # The request is on its way to the service when its connection is torn.
    with chat.page.expect_request(lambda request: request.method == "POST" and request.url.endswith("/chatkit")):
        chat.composer.press("Enter")
    deployment.line.cut()
    chat.page.wait_for_timeout(500)
    deployment.line.mend()
    _require_whole_and_once(chat)
    chat.reload()
    _require_whole_and_once(chat)


@on_one_site
def test_an_answer_goes_on_while_the_browser_is_offline(chat: Chat, deployment: Deployment, visitor: Visitor) -> None:
    visitor.lines_may_break = True
    chat.ask("Count at length")
    expect(chat.answer).to_contain_text("five")
    visitor.context.set_offline(offline=True)
    deployment.line.cut()
    expect(chat.page.get_by_text("You are offline.")).to_be_visible()
    deployment.line.mend()
    visitor.context.set_offline(offline=False)
    _require_whole_and_once(chat)
    expect(chat.page.get_by_text("You are offline.")).to_be_hidden()


@on_one_site
def test_a_second_tab_sees_the_answer_grow(chat: Chat, deployment: Deployment, visitor: Visitor) -> None:
    chat.ask("Count at length")
    expect(chat.answer).to_contain_text("five")
    second = visitor.tab("/hire.html").open()
    expect(second.stop_button).to_be_visible()
    expect(second.answer).to_contain_text("five")
    _require_whole_and_once(second)
    _require_whole_and_once(chat)


@with_the_model
def test_stop_ends_an_answer_and_keeps_what_was_said(chat: Chat, deployment: Deployment) -> None:
    chat.ask("Count at length")
    expect(chat.answer).to_contain_text("five")
    chat.stop_button.click()
    expect(chat.stop_button).to_be_hidden()
    chat.page.wait_for_timeout(500)
    kept = whole(chat.answer.inner_text())
    chat.page.wait_for_timeout(1000)
    assert whole(chat.answer.inner_text()) == kept, "the answer went on after stop"
    assert _END not in kept
    chat.reload()
    expect(chat.answer).to_contain_text("one two three four five")
    assert _END not in chat.answer.inner_text()
    chat.ask("Good morning")
    expect(chat.answer).to_contain_text("answers it in one sentence")


@with_the_model
def test_a_model_that_breaks_off_leaves_its_words_and_offers_another_try(chat: Chat, deployment: Deployment) -> None:
    chat.ask("Please fail in the middle")
    expect(chat.page.get_by_role("alert")).to_contain_text("broke off")
    expect(chat.try_again).to_be_visible()
    expect(chat.answer).to_contain_text("Herons")


@on_one_site
def test_a_killed_service_costs_a_second_of_the_answer_and_offers_another_try(
    chat: Chat, deployment: Deployment, visitor: Visitor
) -> None:
    visitor.lines_may_break = True
    chat.ask("Count at length")
    expect(chat.answer).to_contain_text("thirty")
    deployment.kit.kill()
    deployment.kit.restart()
    # The run of a worker that is gone is closed when its lease of ten seconds is over.
    expect(chat.page.get_by_role("alert")).to_contain_text("interrupted", timeout=20_000)
    expect(chat.answer).to_contain_text("one two three four five six seven")
    chat.try_again.click()
    _require_whole_and_once(chat)


@on_one_site
def test_a_service_that_is_away_is_told_of_and_the_question_waits(
    chat: Chat, deployment: Deployment, visitor: Visitor
) -> None:
    visitor.lines_may_break = True
    deployment.kit.kill()
    chat.ask("Good morning")
    expect(chat.page.get_by_text("The chat server cannot be reached. Trying again")).to_be_visible()
    deployment.kit.restart()
    expect(chat.answer).to_contain_text("answers it in one sentence", timeout=20_000)
    expect(chat.page.get_by_text("cannot be reached")).to_have_count(0)
    expect(chat.questions).to_have_count(1)
