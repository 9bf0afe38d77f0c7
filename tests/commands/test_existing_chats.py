"""What becomes of a chat that the project has already."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.commands.conftest import Chatgraft
from tests.commands.grafts import DOCUSAURUS, HTML, make
from tests.unit.changes.tree import tree
from tests.unit.sites import Files

CHATKIT = """\
import { ChatKit, useChatKit } from '@openai/chatkit-react';

export default function Help() {
  const { control } = useChatKit({ api: { url: '/support', domainKey: 'local-dev' } });
  return <ChatKit control={control} />;
}
"""
WITH_CHATKIT: Files = {**DOCUSAURUS, "website/src/components/Help.jsx": CHATKIT}
WITH_BUBBLE: Files = {
    **HTML,
    "chat.js": "const s = document.createElement('script');\ns.src = 'https://client.crisp.chat/l.js';\n",
}
ADD = ("--yes", "--no-install")


def test_a_site_with_chatkit_gets_no_second_one(tmp_path: Path, chatgraft: Chatgraft) -> None:
    project = make(tmp_path / "project", WITH_CHATKIT)
    before = tree(project)
    ran = chatgraft("add", project, *ADD, "--json")
    (finding,) = ran.document["findings"]
    assert (ran.exit, finding["code"]) == (2, "chatkit-there")
    assert (finding["file"], finding["line"]) == ("website/src/components/Help.jsx", 1)
    assert finding["cure"].splitlines() == ["chatgraft add --frontend none", "chatgraft add --frontend docusaurus"]
    assert tree(project) == before


def test_the_service_takes_its_place_behind_the_chatkit_that_is_there(
    tmp_path: Path,
    chatgraft: Chatgraft,
) -> None:
    project = make(tmp_path / "project", WITH_CHATKIT)
    before = tree(project)
    ran = chatgraft("add", project, *ADD, "--frontend", "none", "--json")
    step = next(finding for finding in ran.document["findings"] if finding["code"] == "by-hand")
    assert ran.exit == 4
    assert step["file"] == "website/src/components/Help.jsx"
    assert "url: 'http://localhost:8001/chatkit'" in step["cure"]
    assert (project / "backend/chatkit_server.py").exists()
    assert chatgraft("doctor", project, "--json").codes.count("by-hand") == 1

    help_page = project / "website/src/components/Help.jsx"
    help_page.write_text(CHATKIT.replace("/support", "http://localhost:8001/chatkit"))
    assert "by-hand" not in chatgraft("doctor", project, "--json").codes
    help_page.write_text(CHATKIT)
    assert chatgraft("remove", project, "--yes").exit == 0
    assert tree(project) == before


def test_naming_the_frontend_is_the_owners_word(tmp_path: Path, chatgraft: Chatgraft) -> None:
    project = make(tmp_path / "project", WITH_CHATKIT)
    ran = chatgraft("add", project, *ADD, "--frontend", "docusaurus", "--json")
    assert (ran.exit, ran.codes) == (0, ["chat-there", "not-installed"])
    assert chatgraft("add", project, *ADD).exit == 0


@pytest.mark.parametrize("root", ["website", "docs"])
def test_only_the_site_that_has_it_is_refused(tmp_path: Path, chatgraft: Chatgraft, root: str) -> None:
    other = {file.replace("website/", "docs/"): text for file, text in DOCUSAURUS.items()}
    project = make(tmp_path / "project", {**WITH_CHATKIT, **other})
    assert chatgraft("add", project, *ADD, "--frontend-root", root).exit == (2 if root == "website" else 0)


def test_our_own_chat_is_no_chat_of_theirs(tmp_path: Path, chatgraft: Chatgraft) -> None:
    project = make(tmp_path / "project", DOCUSAURUS)
    chatgraft("add", project, *ADD)
    assert json.loads(chatgraft("survey", project, "--json").out)["chat_uis"] == []
    assert chatgraft("add", project, *ADD).exit == 0


def test_another_chat_stays_and_is_told(tmp_path: Path, chatgraft: Chatgraft) -> None:
    project = make(tmp_path / "project", WITH_BUBBLE)
    ran = chatgraft("add", project, *ADD, "--json")
    (finding,) = ran.document["findings"]
    assert (ran.exit, finding["code"], finding["file"], finding["line"]) == (0, "chat-there", "chat.js", 2)
    assert "embed-crisp" in finding["what"]
