"""n8n's chat widget, from its package or a CDN (docs.n8n.io, chat trigger)."""

from __future__ import annotations

from chatgraft.chat_uis.library import Library, chat_ui

CDN = "https://cdn.jsdelivr.net/npm/@n8n/chat"
CHAT_UI = chat_ui(Library("n8n-chat", modules=("@n8n/chat", CDN), names=frozenset({"createChat"})))
