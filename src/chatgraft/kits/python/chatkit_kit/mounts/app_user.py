"""Whom the FastAPI app that carries the chat takes to be signed in: a dependency of its own, found by its name.

The app's modules import the chat, some before they say what a user is: the name is followed once the app is there.
"""

import logging
import sys
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from functools import reduce
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Annotated, Any

from fastapi import Depends

from ..errors import SettingsError

log = logging.getLogger(__name__)

Dependency = Callable[..., Awaitable[str]]


@dataclass(frozen=True, slots=True)
class AppUser:
    """`dependency` is `module:name`, None where the app has none; `id` is the field or key of what it gives that tells
    users apart, empty where all of it does."""

    dependency: str | None
    id: str = ""

    def load(self) -> Dependency:
        """A dependency that gives the user's id; empty for everybody else. Raises SettingsError."""
        if self.dependency is None:
            return nobody
        module, _, name = self.dependency.partition(":")
        try:
            found = reduce(getattr, name.split("."), _module(module))
        except (ImportError, AttributeError) as error:
            text = f"chatkit_server.py names {self.dependency} for the user who is signed in: {error}."
            raise SettingsError(text) from error

        async def signed_in(user: Annotated[Any, Depends(found)]) -> str:
            return self._id_of(user)

        return signed_in

    def _id_of(self, user: Any) -> str:
        value = user
        if user is not None and self.id:
            value = user.get(self.id) if isinstance(user, Mapping) else getattr(user, self.id, None)
            if value is None:
                log.warning("What %s gives has no %s: its user chats without a name.", self.dependency, self.id)
        return named(value)


def named(value: Any) -> str:
    """The id as text, empty for nobody. What is no plain id names nobody: the text of a whole user differs from one
    process to the next, or holds more of the user than an id."""
    if value is None:
        return ""
    kinds = {each.__name__ for each in type(value).__mro__}
    if isinstance(value, bool) or not kinds & {"str", "int", "UUID", "ObjectId"}:
        log.warning("A %s is no user's id: the user chats without a name. Name its field.", type(value).__name__)
        return ""
    return str(value)


async def nobody() -> str:
    """For an app that has no users."""
    return ""


def _module(name: str) -> ModuleType:
    """The module as the app has it, which the file that was started calls `__main__`."""
    started = sys.modules["__main__"]
    file, spec = getattr(started, "__file__", None), None if name in sys.modules else find_spec(name)
    is_started = file and spec and spec.origin and Path(spec.origin).resolve() == Path(file).resolve()
    return started if is_started else import_module(name)
