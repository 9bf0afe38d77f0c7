"""Botpress Webchat, from its package or its own host (botpress.com/docs/webchat)."""

from __future__ import annotations

from chatgraft.chat_uis.library import Library, chat_ui

SCRIPTS = ("https://cdn.botpress.cloud/webchat/", "https://mediafiles.botpress.cloud/")
CHAT_UI = chat_ui(Library("botpress", modules=("@botpress/webchat",), scripts=SCRIPTS))
