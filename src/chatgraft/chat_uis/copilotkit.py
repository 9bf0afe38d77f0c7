"""CopilotKit: its popup, sidebar or chat for React (docs.copilotkit.ai)."""

from __future__ import annotations

from chatgraft.chat_uis.library import Library, chat_ui

MODULES = ("@copilotkit/react-ui", "@copilotkit/react-core/v2", "@copilotkitnext/react")
CHAT_UI = chat_ui(Library("copilotkit", modules=MODULES))
