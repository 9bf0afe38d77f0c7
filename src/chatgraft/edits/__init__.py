"""Syntax-aware editors: pure functions from a source to splices. They parse to find and never print a tree."""
