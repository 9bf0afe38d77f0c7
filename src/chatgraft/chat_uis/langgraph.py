"""LangGraph's `useStream`, as LangChain's agent-chat-ui uses it (docs.langchain.com)."""

from __future__ import annotations

from chatgraft.chat_uis.library import Library, chat_ui

MODULES = ("@langchain/langgraph-sdk/react", "@langchain/langgraph-sdk/react-ui", "@langchain/react")
CHAT_UI = chat_ui(Library("langgraph", modules=MODULES, names=frozenset({"useStream"})))
