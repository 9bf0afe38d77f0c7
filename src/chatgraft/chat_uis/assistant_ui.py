"""assistant-ui: React primitives and runtimes for AI chats (assistant-ui.com)."""

from __future__ import annotations

from chatgraft.chat_uis.library import Library, chat_ui

CHAT_UI = chat_ui(Library("assistant-ui", modules=("@assistant-ui/react", "@assistant-ui/react-ui")))
