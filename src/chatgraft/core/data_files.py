"""Files that hold nothing but data: JSON, TOML and YAML."""

from __future__ import annotations

import json
import sys
from typing import Any

from chatgraft.core.source import Source

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib


def find_data(source: Source) -> dict[str, Any]:
    """The object that the file holds, by its ending; empty where it does not parse or holds something else."""
    try:
        data = tomllib.loads(source.text) if source.file.endswith(".toml") else json.loads(source.text)
    except (ValueError, RecursionError):  # of both parsers, and of text that is not UTF-8
        return {}
    return data if isinstance(data, dict) else {}


def find_yaml(source: Source) -> dict[str, Any]:
    """As `find_data`, of a YAML file."""
    from ruamel.yaml import YAML  # noqa: PLC0415  (most projects have no such file)
    from ruamel.yaml.error import YAMLError  # noqa: PLC0415

    try:
        data = YAML(typ="safe", pure=True).load(source.text)
    except (YAMLError, UnicodeDecodeError, RecursionError):
        return {}
    return data if isinstance(data, dict) else {}


def table_in(data: dict[str, Any], key: str) -> dict[str, Any]:
    """The table under a key; empty where there is none or something else."""
    found = data.get(key)
    return found if isinstance(found, dict) else {}
