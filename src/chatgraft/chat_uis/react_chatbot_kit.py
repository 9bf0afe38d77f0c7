"""react-chatbot-kit and react-chatbotify: chatbot components for React."""

from __future__ import annotations

from chatgraft.chat_uis.library import Library, chat_ui

MODULES = ("react-chatbot-kit", "react-chatbotify", "react-simple-chatbot", "react-chat-widget")
CHAT_UI = chat_ui(Library("react-chatbot-kit", modules=MODULES))
