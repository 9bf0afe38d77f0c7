"""Chat bubbles of services: a script of theirs, or their package that loads it."""

from __future__ import annotations

from collections.abc import Iterator

from chatgraft.chat_uis import ChatUi
from chatgraft.chat_uis.library import Library
from chatgraft.chat_uis.library import detect as detect_library
from chatgraft.core.facts import ChatUiFact
from chatgraft.core.project import Project

# By service: packages, and where the script that the service's own snippet names comes from.
SERVICES = {
    "intercom": (
        ("@intercom/messenger-js-sdk", "react-use-intercom"),
        ("https://widget.intercom.io/", "https://js.intercomcdn.com/"),
    ),
    "crisp": (("crisp-sdk-web",), ("https://client.crisp.chat/",)),
    "tawk": (("@tawk.to/tawk-messenger-react", "@tawk.to/tawk-messenger-vue-3"), ("https://embed.tawk.to/",)),
    "drift": ((), ("https://js.driftt.com/", "//js.driftt.com/")),
    "tidio": ((), ("https://code.tidio.co/", "//code.tidio.co/")),
    "zendesk": ((), ("https://static.zdassets.com/ekr/",)),
    "livechat": (("@livechat/widget-react",), ("https://cdn.livechatinc.com/",)),
    "freshchat": ((), ("https://wchat.freshchat.com/",)),
    "chatwoot": ((), ("https://app.chatwoot.com/",)),
    "dialogflow": ((), ("https://www.gstatic.com/dialogflow-console/",)),
}


def detect(project: Project) -> Iterator[ChatUiFact]:
    for service, (modules, scripts) in SERVICES.items():
        yield from detect_library(Library(f"embed-{service}", modules=modules, scripts=scripts), project)


CHAT_UI = ChatUi("embed", detect, words=("embedded chat", "third party chat", "chat script"))
