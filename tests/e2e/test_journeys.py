"""What a visitor does with the chat on a site that was grafted and built for production.

The widget runs with `ui: selfhosted`, which asks nobody but the site's own server: OpenAI's element needs its hosts.
"""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.e2e.chat import Chat, whole
from tests.e2e.conftest import Visitor
from tests.e2e.deployment import KINDS, Deployment

on_every_site = pytest.mark.parametrize("deployment", KINDS, indirect=True)
on_the_sites_own_pages = pytest.mark.parametrize(
    "deployment", [name for name, kind in KINDS.items() if kind.assistant == "site"], indirect=True
)
on_docusaurus = pytest.mark.parametrize(
    "deployment", [name for name, kind in KINDS.items() if kind.site == "docusaurus"], indirect=True
)

_QUESTIONS = {"html": "When are you open on Saturday?", "docusaurus": "How long are parts of a transfer kept?"}
_IN_PAGES = {"html": "Saturday from ten to two", "docusaurus": "seven days"}
_BY_MODEL = "The model has read your question and answers it in one sentence."
_OTHER_PAGE = {"html": "/repairs.html", "docusaurus": "/docs/guides/resume"}


def _expected(deployment: Deployment) -> str:
    return _BY_MODEL if deployment.kind.assistant == "openai" else _IN_PAGES[deployment.kind.site]


def _ask_first(chat: Chat, deployment: Deployment) -> str:
    chat.ask(_QUESTIONS[deployment.kind.site])
    expect(chat.answer).to_contain_text(_expected(deployment))
    return chat.wait_until_answered()


@on_every_site
def test_a_first_question_is_answered(chat: Chat, deployment: Deployment) -> None:
    _ask_first(chat, deployment)
    expect(chat.answers).to_have_count(1)


@on_the_sites_own_pages
def test_an_answer_names_pages_that_are_there(chat: Chat, deployment: Deployment) -> None:
    _ask_first(chat, deployment)
    sources = chat.page.get_by_role("region", name="Sources").get_by_role("link")
    addresses = [source.get_attribute("href") or "" for source in sources.all()]
    assert addresses
    for address in addresses:
        assert address.startswith(f"{deployment.url}/")
        assert chat.page.request.get(address).ok, f"the answer names {address}, which is not there"


@on_docusaurus
def test_react_sites_run_the_official_package_on_the_self_hosted_element(chat: Chat, deployment: Deployment) -> None:
    expect(chat.page.locator("openai-chatkit")).to_be_visible()
    package = deployment.project / "node_modules" / "@openai" / "chatkit-react" / "package.json"
    assert json.loads(package.read_text())["version"] == "1.6.1"
    mounted = chat.page.evaluate(
        "() => Object.keys(document.querySelector('openai-chatkit')).some((key) => key.startsWith('__reactProps'))"
    )
    assert mounted, "the element on the page was not put there by React"


@on_every_site
def test_another_page_of_the_site_keeps_the_conversation(chat: Chat, deployment: Deployment) -> None:
    _ask_first(chat, deployment)
    chat.page.goto(deployment.url + _OTHER_PAGE[deployment.kind.site])
    expect(chat.answers).to_have_count(1)
    expect(chat.answer).to_contain_text(_expected(deployment))


@on_every_site
def test_history_is_there_after_a_restart_of_the_service(chat: Chat, deployment: Deployment) -> None:
    _ask_first(chat, deployment)
    deployment.kit.stop()
    deployment.kit.restart()
    chat.reload()
    expect(chat.answer).to_contain_text(_expected(deployment))
    chat.page.get_by_role("button", name="Start a new chat").click()
    expect(chat.answers).to_have_count(0)
    chat.page.get_by_role("button", name="Show chat history").click()
    past = chat.page.get_by_role("dialog", name="Chat history")
    past.get_by_text(_QUESTIONS[deployment.kind.site]).click()
    expect(chat.answer).to_contain_text(_expected(deployment))


@on_every_site
def test_another_visitor_sees_nothing_of_it(chat: Chat, deployment: Deployment, arrive: Callable[[], Visitor]) -> None:
    _ask_first(chat, deployment)
    stranger = arrive().tab().open()
    stranger.page.get_by_role("button", name="Show chat history").click()
    past = stranger.page.get_by_role("dialog", name="Chat history")
    expect(past).to_be_visible()
    expect(past.get_by_role("status")).to_have_count(0)
    expect(past.get_by_role("listitem")).to_have_count(0)
    expect(stranger.page.get_by_text(_QUESTIONS[deployment.kind.site])).to_have_count(0)


@on_every_site
def test_two_tabs_show_the_same_conversation(chat: Chat, deployment: Deployment, visitor: Visitor) -> None:
    _ask_first(chat, deployment)
    second = visitor.tab(_OTHER_PAGE[deployment.kind.site]).open()
    expect(second.answers).to_have_count(1)
    _ask_first(chat, deployment)
    expect(second.answers).to_have_count(2, timeout=15_000)
    expect(second.questions).to_have_count(2)


@on_every_site
def test_selected_text_in_japanese_with_line_breaks_can_be_asked_about(
    visitor: Visitor, deployment: Deployment
) -> None:
    page = {"html": "/visit.html", "docusaurus": "/docs/guides/encryption"}[deployment.kind.site]
    chat = visitor.tab(page)
    selected = chat.ask_about("h2:last-of-type", "main p:last-of-type")
    assert "日本語" in selected
    assert "\n" in selected.strip()
    assert "“" in selected
    assert "—" in selected
    chat.ask("これは何ですか。")
    chat.wait_until_answered()
    quote = chat.questions.last.get_by_role("blockquote")
    assert whole(quote.inner_text()) == whole(selected)
    chat.reload()
    assert whole(chat.questions.last.get_by_role("blockquote").inner_text()) == whole(selected)
    if deployment.kind.assistant == "openai":
        told = deployment.model.requests()[-1]["messages"][-1]["content"]
        assert whole(selected) in whole(told)
        assert "これは何ですか。" in told
    chat.ask("もう一度")
    chat.wait_until_answered()
    expect(chat.questions.last.get_by_role("blockquote")).to_have_count(0)
