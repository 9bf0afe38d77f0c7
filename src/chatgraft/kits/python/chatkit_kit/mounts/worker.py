"""Whether this worker of a WSGI server answers many requests at a time, as the server says with each (PEP 3333)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

CURE = "Start the app with threads, for example: gunicorn --worker-class gthread --threads 32"


@dataclass(slots=True)
class Worker:
    """Until a WSGI server has said anything it answers many. `has_others`: there are more workers than this one."""

    answers_many: bool = True
    has_others: bool = True

    def learn(self, environ: Mapping[str, Any]) -> None:
        self.answers_many = bool(environ.get("wsgi.multithread", True))
        self.has_others = bool(environ.get("wsgi.multiprocess", True))


worker = Worker()
