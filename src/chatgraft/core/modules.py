"""A room's members are its modules: whoever adds a framework adds a file, and no list."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules
from typing import TypeVar

Record = TypeVar("Record")


def records(package: str, attribute: str, kind: type[Record]) -> list[Record]:
    """The records that modules of `package` hold under `attribute`, in the order of the modules' names."""
    path = import_module(package).__path__
    found = [getattr(import_module(f"{package}.{module.name}"), attribute, None) for module in iter_modules(path)]
    return [record for record in found if isinstance(record, kind)]
