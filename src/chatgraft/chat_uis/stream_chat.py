"""Stream's chat components (getstream.io/chat)."""

from __future__ import annotations

from chatgraft.chat_uis.library import Library, chat_ui

CHAT_UI = chat_ui(Library("stream-chat", modules=("stream-chat-react", "stream-chat-angular", "stream-chat-vue")))
