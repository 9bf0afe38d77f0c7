"""The chat service's log for a person: its JSON lines as time, level, message and the fields that matter."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

USUAL = frozenset({"time", "level", "logger", "message", "request_id", "exception"})
REQUEST = ("method", "path", "status")
"""The fields of a `request` line that speak for themselves, in the order in which they are read."""


def readable(line: str) -> str:
    """One line, and below it the trace where there is one. What is no log line of the service stays as it is."""
    try:
        entry = json.loads(line)
    except ValueError:
        return line
    if not isinstance(entry, dict) or not {"time", "level", "message"} <= entry.keys():
        return line
    level = str(entry["level"])
    parts = [_clock(str(entry["time"])), "" if level == "info" else level.upper(), _message(entry)]
    rest = {name: value for name, value in entry.items() if name not in USUAL and not _is_said(entry, name)}
    parts += [_field(name, value) for name, value in rest.items()]
    trace = f"\n{entry['exception']}" if entry.get("exception") else ""
    return " ".join(part for part in parts if part) + trace


def _clock(time: str) -> str:
    """The time of day where the reader is; the text itself where it is no time."""
    try:
        return datetime.fromisoformat(time).astimezone().strftime("%H:%M:%S")
    except ValueError:
        return time


def _message(entry: dict[str, Any]) -> str:
    if entry["message"] == "request":
        return " ".join(str(entry[name]) for name in REQUEST if name in entry)
    return str(entry["message"])


def _is_said(entry: dict[str, Any], name: str) -> bool:
    return entry["message"] == "request" and name in REQUEST


def _field(name: str, value: object) -> str:
    if name == "milliseconds":
        return f"{value} ms"
    return f"{name}={value if isinstance(value, str | int | float) else json.dumps(value, ensure_ascii=False)}"
