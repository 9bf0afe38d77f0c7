"""Variants of `chatkit_retrieval.py`, one file a store."""
