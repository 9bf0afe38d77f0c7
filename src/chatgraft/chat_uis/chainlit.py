"""Chainlit: its copilot in a page, or its React client (docs.chainlit.io)."""

from __future__ import annotations

from chatgraft.chat_uis.library import Library, chat_ui

CHAT_UI = chat_ui(Library("chainlit", modules=("@chainlit/react-client",), calls=("mountChainlitWidget",)))
