"""Structured logs: a JSON object a line on standard error, with the request's id, without secrets or messages."""

import json
import logging
import logging.config
import os
import re
from contextvars import ContextVar
from datetime import datetime, timezone

from .errors import SettingsError

log = logging.getLogger(__name__)
request_id: ContextVar[str] = ContextVar("request_id", default="")

STANDARD_FIELDS = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName", "color_message"}

# Settings whose values must not be logged, even where a library's own error message repeats one.
SECRET_NAME = re.compile(r"(KEY|SECRET|TOKEN|PASSWORD|DATABASE_URL|REDIS_URL)$")
SHORTEST_SECRET = 8


class JsonFormatter(logging.Formatter):
    """A record as JSON: time, level, logger, message, request id, and what was given as `extra`."""

    def format(self, record: logging.LogRecord) -> str:
        entry = {
            "time": datetime.fromtimestamp(record.created, timezone.utc).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if request_id.get():
            entry["request_id"] = request_id.get()
        entry.update({name: value for name, value in vars(record).items() if name not in STANDARD_FIELDS})
        if record.exc_info:
            entry["exception"] = self.formatException(record.exc_info)
        return _without_secrets(json.dumps(entry, default=str, ensure_ascii=False))


def _without_secrets(text: str) -> str:
    for name, value in os.environ.items():
        if SECRET_NAME.search(name) and len(value) >= SHORTEST_SECRET:
            text = text.replace(value, "[hidden]")
    return text


def configure_logs(level: str = "INFO") -> None:
    """Send every logger through the formatter. For a service of its own; a host application keeps its own set-up."""
    logging.config.dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "formatters": {"json": {"()": JsonFormatter}},
            "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
            "root": {"level": level, "handlers": ["stderr"]},
            # Each request is logged once, by the service itself; the SDK and HTTP clients say theirs again.
            "loggers": {
                name: {"level": "WARNING"}
                for name in ("chatkit", "httpx", "httpx2", "uvicorn.access", "alembic", "asyncio")
            },
        }
    )


def log_failed_start(error: Exception) -> None:
    """What keeps a carried chat from starting, while its app works all the same. Of a setting the text says it all."""
    log.error("The chat cannot start: %s", error, exc_info=None if isinstance(error, SettingsError) else error)
