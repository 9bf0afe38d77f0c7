"""What the service notes of its own work: how turns end, how long things take. Does nothing until metrics are kept.

For a piece of an answer that is being written nothing is counted or timed but the first and the last.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import TypeVar

from .questions import Usage

Part = TypeVar("Part")

_metrics: ModuleType | None = None


def begin() -> bool:
    """Keep metrics from now on, where `metrics.py` and prometheus-client are there; False where they are not."""
    global _metrics  # noqa: PLW0603  one per process, as the numbers are the process's
    try:
        from . import metrics  # noqa: PLC0415  a service that keeps none does without the package
    except (ImportError, OSError, ValueError):  # such as a PROMETHEUS_MULTIPROC_DIR that is not there
        return False
    _metrics = metrics
    return True


def end() -> None:
    """The process is about to end: what it has open no longer counts."""
    if _metrics is not None:
        _metrics.end()


def page() -> tuple[bytes, str]:
    """The metrics as Prometheus reads them, and their content type."""
    if _metrics is None:
        return b"", ""
    body: bytes = _metrics.page()
    content_type: str = _metrics.CONTENT_TYPE
    return body, content_type


def turn_ended(outcome: str, first_word_seconds: float | None) -> None:
    if _metrics is not None:
        _metrics.TURNS.labels(outcome).inc()
        if first_word_seconds is not None:
            _metrics.FIRST_WORD.observe(first_word_seconds)


def error(kind: str) -> None:
    if _metrics is not None:
        _metrics.ERRORS.labels(kind).inc()


@contextmanager
def open_stream() -> Iterator[None]:
    """A stream counts as open for the time of the block."""
    if _metrics is not None:
        _metrics.OPEN_STREAMS.inc()
    try:
        yield
    finally:
        if _metrics is not None:
            _metrics.OPEN_STREAMS.dec()


def resumed(at: str) -> None:
    """A reader came back to an answer: `here` where it is written, or `elsewhere`."""
    if _metrics is not None:
        _metrics.RESUMES.labels(at).inc()


def refused(limit: str) -> None:
    if _metrics is not None:
        _metrics.REFUSALS.labels(limit).inc()


def stood_in(why: str) -> None:
    """The site's pages answered in the assistant's place."""
    if _metrics is not None:
        _metrics.STAND_INS.labels(why).inc()


def breaker(*, is_open: bool) -> None:
    if _metrics is not None:
        _metrics.BREAKER.inc(1 if is_open else -1)


def used(usage: Usage) -> None:
    """What a model took for an answer."""
    if _metrics is not None:
        _metrics.TOKENS.labels(usage.model, "input").inc(usage.input_tokens)
        _metrics.TOKENS.labels(usage.model, "output").inc(usage.output_tokens)


class ModelTimes:
    """Times an assistant's answer from now to its first part and to its last."""

    def __init__(self) -> None:
        self._begun = time.perf_counter()

    def first(self) -> None:
        if _metrics is not None:
            _metrics.MODEL_FIRST.observe(time.perf_counter() - self._begun)

    def last(self) -> None:
        if _metrics is not None:
            _metrics.MODEL_WHOLE.observe(time.perf_counter() - self._begun)


class Timed:
    """Times a statement of the store: a block, cheap enough for every one."""

    __slots__ = ("_begun", "_operation")

    def __init__(self, operation: str) -> None:
        self._operation = operation
        self._begun = time.perf_counter()

    def __enter__(self) -> None:
        pass

    def __exit__(self, *_: object) -> None:
        if _metrics is not None:
            _metrics.STORE.labels(self._operation).observe(time.perf_counter() - self._begun)
