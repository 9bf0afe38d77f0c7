"""Variants of `chatkit_assistant.py`, one file an AI source."""
