"""Variants of `chatkit_embedding.py`, one file a model's maker."""
