"""Which chats a survey finds in a project, where they are shown, and what only looks like one."""

from __future__ import annotations

from pathlib import Path

import pytest

from chatgraft.core.facts import ChatUiFact
from chatgraft.survey import survey
from tests.unit.sites import PAGE, Files, make_project, package

APP = "import { Chat } from './Chat';\nexport default function App() {\n  return <Chat />;\n}\n"
CUSTOM = """\
import { useState } from 'react';

export function Chat() {
  const [messages, setMessages] = useState([]);
  const [draft, setDraft] = useState('');
  async function send() {
    setMessages((all) => [...all, { role: 'user', content: draft }]);
    const answer = await fetch('/api/chat', { method: 'POST', body: JSON.stringify({ draft }) });
    const { text } = await answer.json();
    setMessages((all) => [...all, { role: 'assistant', content: text }]);
  }
  return (
    <form onSubmit={send}>
      {messages.map((each) => <p key={each.content}>{each.content}</p>)}
      <input value={draft} onChange={(event) => setDraft(event.target.value)} />
    </form>
  );
}
"""
CHATKIT = """\
import { ChatKit, useChatKit } from '@openai/chatkit-react';

export function Chat() {
  const { control } = useChatKit({ api: { url: '/support', domainKey: 'local-dev' } });
  return <ChatKit control={control} className="h-96" />;
}
"""
CDN = "https://cdn.platform.openai.com/deployments/chatkit/chatkit.js"


def found(root: Path, files: Files) -> tuple[ChatUiFact, ...]:
    return survey(make_project(root, files)).chat_uis


def the_one(root: Path, files: Files) -> ChatUiFact:
    (fact,) = found(root, files)
    return fact


def test_chatkit_by_its_react_package(tmp_path: Path) -> None:
    wants = package({"@openai/chatkit-react": "1.6.1"})
    fact = the_one(tmp_path, {"package.json": wants, "src/Chat.jsx": CHATKIT, "src/App.jsx": APP})
    assert (fact.kind, fact.library, fact.file) == ("openai-chatkit", "@openai/chatkit-react", "src/Chat.jsx")
    assert fact.mounted_at == "src/App.jsx:3"
    assert [(place.file, place.line) for place in fact.evidence] == [("src/Chat.jsx", 1), ("package.json", 4)]


@pytest.mark.parametrize(
    ("file", "text", "line"),
    [
        ("index.html", PAGE.replace("<p>", "<openai-chatkit></openai-chatkit><p>"), 4),
        ("index.html", PAGE.replace("<p>", f'<script src="{CDN}" async></script><p>'), 4),
        ("src/chat.js", "const chat = document.createElement('openai-chatkit');\ndocument.body.append(chat);\n", 1),
        ("src/Chat.vue", "<template>\n  <openai-chatkit ref='chat' />\n</template>\n", 2),
        ("app/layout.tsx", f"import Script from 'next/script';\nexport default () => <Script src='{CDN}' />;\n", 2),
        ("docusaurus.config.js", f"module.exports = {{ scripts: ['{CDN}'] }};\n", 1),
        ("src/lazy.js", "const load = () => import('@openai/chatkit-react');\n", 1),
    ],
)
def test_chatkit_by_other_signs(tmp_path: Path, file: str, text: str, line: int) -> None:
    fact = the_one(tmp_path, {file: text})
    assert fact.kind == "openai-chatkit"
    assert fact.mounted_at == f"{file}:{line}"


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("src/ChatKit.jsx", "export default function ChatKit() {\n  return <p>Our own</p>;\n}\n"),
        ("src/use.jsx", "import { ChatKit } from './ChatKit';\nexport default () => <ChatKit control={1} />;\n"),
        ("src/pusher.js", "import { ChatManager } from '@pusher/chatkit-client';\nnew ChatManager({});\n"),
        ("chatkit/index.js", "export const openai = 'chatkit';\n"),
        (
            "src/types.ts",
            "import type { ChatKitOptions } from '@openai/chatkit-react';\nexport type A = ChatKitOptions;\n",
        ),
        (
            "src/types.ts",
            "import { type ChatKitOptions } from '@openai/chatkit-react';\nexport type A = ChatKitOptions;\n",
        ),
        ("src/options.ts", "import type { ChatKitOptions } from '@openai/chatkit';\nexport type A = ChatKitOptions;\n"),
        ("src/later.js", "// import { ChatKit } from '@openai/chatkit-react';\n/* <openai-chatkit> */\n"),
        ("src/said.js", "export const note = 'we may use <openai-chatkit> or @openai/chatkit-react';\n"),
        ("index.html", PAGE.replace("<p>", "<!-- <openai-chatkit></openai-chatkit> --><p>")),
        ("index.html", PAGE.replace("<p>", "<code>&lt;openai-chatkit&gt;</code><p>")),
        ("README.md", "Uses `@openai/chatkit-react` and <openai-chatkit>.\n"),
        ("package.json", package({"@openai/chatkit-react": "1.6.1"})),
        ("node_modules/@openai/chatkit-react/index.js", "document.createElement('openai-chatkit');\n"),
        ("src/broken.jsx", "import { ChatKit } from '@openai/chatkit-react';\nexport default () => <ChatKit\n"),
    ],
)
def test_what_is_no_chatkit(tmp_path: Path, file: str, text: str) -> None:
    assert found(tmp_path, {file: text}) == ()


@pytest.mark.parametrize(
    ("statement", "kind"),
    [
        ("import { Thread } from '@assistant-ui/react';", "assistant-ui"),
        ("import { useChat } from '@ai-sdk/react';", "ai-sdk"),
        ("import { useChat } from 'ai/react';", "ai-sdk"),
        ("import { Chat } from '@ai-sdk/svelte';", "ai-sdk"),
        ("import { CopilotPopup } from '@copilotkit/react-ui';", "copilotkit"),
        ("import { MainContainer } from '@chatscope/chat-ui-kit-react';", "chatscope"),
        ("import { Channel } from 'stream-chat-react';", "stream-chat"),
        ("import { DeepChat } from 'deep-chat-react';", "deep-chat"),
        ("import 'deep-chat';", "deep-chat"),
        ("import { createChat } from '@n8n/chat';", "n8n-chat"),
        ("import Chatbot from 'react-chatbot-kit';", "react-chatbot-kit"),
        ("import { Webchat } from '@botpress/webchat';", "botpress"),
        ("const { useStream } = require('@langchain/langgraph-sdk/react');", "langgraph"),
        ("window.mountChainlitWidget({ chainlitServer: 'http://localhost:8000' });", "chainlit"),
        ("import { Crisp } from 'crisp-sdk-web';", "embed-crisp"),
        ("s.src = 'https://widget.intercom.io/widget/' + id;", "embed-intercom"),
    ],
)
def test_libraries(tmp_path: Path, statement: str, kind: str) -> None:
    assert the_one(tmp_path, {"src/chat.js": f"{statement}\n"}).kind == kind


@pytest.mark.parametrize(
    "statement",
    [
        "import { useCompletion } from '@ai-sdk/react';",
        "import { openai } from '@ai-sdk/openai';",
        "import { generateText } from 'ai';",
        "import { StreamChat } from 'stream-chat';",
        "import { useChat } from './useChat';",
        "import { Thread } from '@assistant-ui/react-markdown';",
        "import { Chatbot } from 'react-chatbot-kit-theme';",
        "const crisp = 'a crisp client at client.crisp.chat';",
        "import type { UIMessage } from '@ai-sdk/react';",
    ],
)
def test_what_is_no_library(tmp_path: Path, statement: str) -> None:
    assert found(tmp_path, {"src/chat.js": f"{statement}\n"}) == ()


def test_a_bubble_in_a_page(tmp_path: Path) -> None:
    script = "<script>\nwindow.$crisp = [];\nconst s = document.createElement('script');\ns.src = 'https://client.crisp.chat/l.js';\n</script>"
    fact = the_one(tmp_path, {"index.html": PAGE.replace("<p>a</p>", script)})
    assert (fact.kind, fact.mounted_at) == ("embed-crisp", "index.html:7")


def test_a_chat_of_their_own(tmp_path: Path) -> None:
    fact = the_one(tmp_path, {"src/Chat.jsx": CUSTOM, "src/App.jsx": APP})
    assert (fact.kind, fact.library, fact.file, fact.mounted_at) == (
        "custom-react",
        None,
        "src/Chat.jsx",
        "src/App.jsx:3",
    )
    assert [(place.line, place.why) for place in fact.evidence] == [
        (10, "tells the visitor's messages from the answers"),
        (8, "sends a request to /api/chat"),
        (15, "has a field to type in"),
    ]


def test_a_chat_of_their_own_in_parts(tmp_path: Path) -> None:
    hook = (
        CUSTOM.split("  return (", maxsplit=1)[0].replace("function Chat", "function useTurns")
        + "  return { messages, send };\n}\n"
    )
    view = (
        "import { useTurns } from './useTurns';\nexport function Chat() {\n  useTurns();\n  return <textarea />;\n}\n"
    )
    fact = the_one(tmp_path, {"src/useTurns.js": hook, "src/Chat.jsx": view, "src/App.jsx": APP})
    assert (fact.kind, fact.file, fact.mounted_at) == ("custom-react", "src/Chat.jsx", "src/App.jsx:3")
    assert fact.confidence < 0.9


def test_a_chat_of_their_own_in_vue(tmp_path: Path) -> None:
    script = CUSTOM.split("export function Chat() {\n")[1].split("  return (", maxsplit=1)[0]
    chat = f"<script setup lang=\"ts\">\n{script}</script>\n<template>\n  <textarea v-model='draft' />\n</template>\n"
    app = "<script setup>\nimport HelpChat from './HelpChat.vue';\n</script>\n<template>\n  <HelpChat />\n</template>\n"
    fact = the_one(tmp_path, {"src/HelpChat.vue": chat, "src/App.vue": app})
    assert (fact.kind, fact.mounted_at) == ("custom-vue", "src/App.vue:5")


def test_a_chat_of_their_own_in_a_page(tmp_path: Path) -> None:
    script = """\
async function ask(text) {
  addMessage('user', text);
  const answer = await fetch('http://localhost:8000/chat', { method: 'POST', body: text });
  addMessage('bot', await answer.text());
}
"""
    page = PAGE.replace("<p>a</p>", '<input id="question">\n<script src="js/chat.js"></script>')
    fact = the_one(tmp_path, {"index.html": page, "js/chat.js": script})
    assert (fact.kind, fact.file, fact.mounted_at) == ("custom-html", "js/chat.js", "index.html:5")


def test_a_chat_of_their_own_in_a_script_that_a_server_puts_into_the_page(tmp_path: Path) -> None:
    script = """\
const box = document.getElementById('message');
async function send() {
  append('You', box.value);
  const answer = await fetch('/chat', { method: 'POST', body: box.value });
  append('Bot', await answer.text());
}
"""
    page = PAGE.replace("<p>a</p>", "<script src=\"{{ url_for('static', filename='chat.js') }}\"></script>")
    fact = the_one(tmp_path, {"templates/index.html": page, "static/chat.js": script})
    assert (fact.kind, fact.file, fact.mounted_at) == ("custom-html", "static/chat.js", "static/chat.js:3")


@pytest.mark.parametrize(
    "text",
    [
        CUSTOM.replace("'assistant'", "'user'"),  # one side alone: a guest book
        CUSTOM.replace("<input value", "<p title"),  # nothing to type in
        CUSTOM.replace("await fetch('/api/chat', ", "await store("),  # nothing is asked
        CUSTOM.replace("content:", "rank:"),  # no words: roles in a table of users
        "export const roles = [{ role: 'user', content: 'a' }, { role: 'assistant', content: 'b' }];\n",
        "// { role: 'user', content: '' } { role: 'assistant', content: '' } fetch('/chat') <input />\n",
        "fetch('/api/users'); const a = { type: 'user', name: 'x' }; const b = { type: 'agent', name: 'y' };\n",
    ],
)
def test_what_is_no_chat(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, {"src/Chat.jsx": text, "src/App.jsx": APP}) == ()


def test_a_chat_around_a_library_is_one_chat(tmp_path: Path) -> None:
    text = "import { useChat } from '@ai-sdk/react';\n" + CUSTOM
    assert [fact.kind for fact in found(tmp_path, {"src/Chat.jsx": text})] == ["ai-sdk"]


def test_an_example_is_not_sure(tmp_path: Path) -> None:
    assert the_one(tmp_path, {"examples/Chat.jsx": CHATKIT}).confidence < 0.5


@pytest.mark.parametrize(
    ("module", "where"),
    [
        ("./Chat", "src/App.jsx"),
        ("./Chat.jsx", "src/App.jsx"),
        ("@/Chat", "app/page.tsx"),
        ("../src/Chat", "app/page.tsx"),
    ],
)
def test_where_it_is_shown(tmp_path: Path, module: str, where: str) -> None:
    fact = the_one(tmp_path, {"src/Chat.jsx": CHATKIT, where: APP.replace("./Chat", module)})
    assert fact.mounted_at == f"{where}:3"


def test_shown_through_a_file_that_passes_it_on(tmp_path: Path) -> None:
    files = {
        "src/chat/Chat.jsx": CHATKIT,
        "src/chat/index.js": "export { Chat } from './Chat';\n",
        "src/App.jsx": APP.replace("./Chat", "./chat"),
    }
    assert the_one(tmp_path, files).mounted_at == "src/App.jsx:3"


def test_shown_when_it_is_asked_for(tmp_path: Path) -> None:
    app = "const Chat = React.lazy(() => import('./Chat'));\nexport default () => (\n  <Chat />\n);\n"
    assert the_one(tmp_path, {"src/Chat.jsx": CHATKIT, "src/App.jsx": app}).mounted_at == "src/App.jsx:3"
