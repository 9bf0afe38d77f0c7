"""Deep Chat: a custom element, also as a React component (deepchat.dev)."""

from __future__ import annotations

from chatgraft.chat_uis.library import Library, chat_ui

CHAT_UI = chat_ui(Library("deep-chat", modules=("deep-chat", "deep-chat-react"), tags=("deep-chat",)))
