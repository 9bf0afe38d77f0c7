"""The picture in the README is one of these runs: `UPDATE_SCREENSHOTS=1` puts it into docs/images/."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.chat import Chat
from tests.e2e.deployment import Deployment

_ROOT = Path(__file__).resolve().parents[2]
_NAME = "widget.png"


@pytest.mark.parametrize("deployment", ["docusaurus with a Root, site, same origin"], indirect=True)
def test_the_readmes_picture_can_be_taken(browser: Browser, deployment: Deployment) -> None:
    folder = _ROOT / ("docs/images" if os.environ.get("UPDATE_SCREENSHOTS") == "1" else ".reports/e2e")
    folder.mkdir(parents=True, exist_ok=True)
    with browser.new_context(viewport={"width": 1200, "height": 800}, device_scale_factor=2) as context:
        chat = Chat(context.new_page())
        chat.page.goto(f"{deployment.url}/docs/intro")
        chat.open()
        chat.ask("What happens when my connection breaks?")
        expect(chat.answer).to_contain_text("nothing is sent twice")
        chat.wait_until_answered()
        chat.page.wait_for_timeout(500)  # until the panel stands still
        chat.page.screenshot(path=folder / _NAME)
    assert (folder / _NAME).stat().st_size > 50_000
