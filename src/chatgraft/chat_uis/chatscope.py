"""chatscope's chat UI kit for React (chatscope.io)."""

from __future__ import annotations

from chatgraft.chat_uis.library import Library, chat_ui

CHAT_UI = chat_ui(Library("chatscope", modules=("@chatscope/chat-ui-kit-react",)))
