"""The kit's files as an owner has them: with constants of their own, and one client a process."""

from __future__ import annotations

import gc
import inspect
import warnings
from importlib import import_module
from types import ModuleType

import pytest

KIT = "chatgraft.kits.python"
CACHED = ("client", "index", "collection", "model")


def owners(name: str, patch: pytest.MonkeyPatch, **constants: object) -> ModuleType:
    module = import_module(f"{KIT}.{name}")
    for constant, value in constants.items():
        assert hasattr(module, constant)
        patch.setattr(module, constant, value)
    return module


async def close(*names: str) -> None:
    """Let go of the clients that were made, as each test has an event loop of its own."""
    for name in names:
        module = import_module(f"{KIT}.{name}")
        for cached in (getattr(module, each) for each in CACHED if hasattr(getattr(module, each, None), "cache_clear")):
            if cached.cache_info().currsize:
                closing = getattr(cached(), "close", getattr(getattr(cached(), "aio", None), "aclose", lambda: None))
                if inspect.isawaitable(closed := closing()):
                    await closed
            cached.cache_clear()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # two clients let go of connections by themselves, later
        gc.collect()
