"""Addresses as projects write them, placeholders included."""

from __future__ import annotations

from urllib.parse import SplitResult, urlsplit


def find_parts(url: str) -> SplitResult | None:
    """Its parts, the port readable; None for what is no address: `http://[your-host]/v1`, `http://host:<port>`."""
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return None
    return parts
