"""Chatgraft puts OpenAI ChatKit on a web project that already exists. The command line lies in `chatgraft.cli`."""

__version__ = "0.1.0"
