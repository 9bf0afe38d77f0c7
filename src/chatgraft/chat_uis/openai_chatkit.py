"""OpenAI ChatKit itself: its React package, its element, or its script (openai.github.io/chatkit-js).

The package `@openai/chatkit` holds types alone: who imports it shows no chat by that.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from chatgraft.chat_uis import ChatUi
from chatgraft.chat_uis.library import Library, detect
from chatgraft.core.facts import ChatUiFact
from chatgraft.core.project import Project
from chatgraft.core.source import Source
from chatgraft.edits.exports import key_of
from chatgraft.edits.imports import programs
from chatgraft.edits.syntax import text_of, walk

SCRIPT = "https://cdn.platform.openai.com/deployments/chatkit/"
LIBRARY = Library("openai-chatkit", modules=("@openai/chatkit-react",), tags=("openai-chatkit",), scripts=(SCRIPT,))
# The service knows a visitor by a session, which the stock client does not ask for by itself.
FETCH = """\
api: {{
  url: '{url}',
  domainKey: 'local-dev', // on a public host name: your own domain key
  async fetch(input, init) {{
    const send = () => {{
      const headers = new Headers(init?.headers);
      const session = localStorage.getItem('chatkit_session_id');
      if (session) headers.set('x-session-id', session);
      return fetch(input, {{ ...init, headers }});
    }};
    const response = await send();
    if (response.status !== 401) return response;
    const opened = await fetch('{url}/session', {{
      method: 'POST',
      headers: {{ 'content-type': 'application/json' }},
      body: JSON.stringify({{ as: 'token' }}),
    }});
    localStorage.setItem('chatkit_session_id', (await opened.json()).session_id);
    return send();
  }},
}},"""


def takeover(project: Project, fact: ChatUiFact, url: str) -> str:
    """The `api` option of `useChatKit` or `setOptions`; empty where a literal of the file names the address already."""
    source = project.find_source(fact.file)
    return "" if source is not None and url in _addresses(source) else FETCH.format(url=url)


def _addresses(source: Source) -> Iterator[str]:
    """What `url` is in the file's objects, and what its variables are."""
    for node in (node for root in programs(source) for node in walk(root)):
        if node.type == "variable_declarator" or (node.type == "pair" and key_of(node) == "url"):
            yield text_of(node.child_by_field_name("value"))[1:-1]


CHAT_UI = ChatUi(LIBRARY.kind, partial(detect, LIBRARY), rank=2, takeover=takeover)
