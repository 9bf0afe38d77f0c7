"""AI SDK UI: `useChat`, or the class `Chat`, of Vercel's AI SDK (ai-sdk.dev/docs/ai-sdk-ui)."""

from __future__ import annotations

from chatgraft.chat_uis.library import Library, chat_ui

MODULES = ("@ai-sdk/react", "@ai-sdk/vue", "@ai-sdk/svelte", "@ai-sdk/angular", "ai/react", "ai/vue", "ai/svelte")
CHAT_UI = chat_ui(Library("ai-sdk", modules=MODULES, names=frozenset({"useChat", "Chat", "useAssistant"})))
