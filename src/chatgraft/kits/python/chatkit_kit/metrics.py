"""The numbers under `/metrics`, in a registry of their own: they mix with no metrics of the host application.

Where several workers share PROMETHEUS_MULTIPROC_DIR, any of them tells the numbers of all. An app that carries the chat
shares the folder, too: its own page then has these numbers beside its own, but this one has none of the app's.
"""

import os

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge, Histogram, Metric, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead

CONTENT_TYPE = CONTENT_TYPE_LATEST
PREFIX = "chatkit_"
SHARED_FOLDER = "PROMETHEUS_MULTIPROC_DIR"

REGISTRY = CollectorRegistry()

TURNS = Counter(
    "chatkit_turns",
    "Questions that got an answer, by how it ended: answered, stopped by the visitor, failed, timed_out "
    "(CHATKIT_RUN_SECONDS), shut_down with the service, or lost with a worker that died.",
    ["outcome"],
    registry=REGISTRY,
)
FIRST_WORD = Histogram(
    "chatkit_first_token_seconds",
    "How long visitors waited for the first words of an answer, from the moment the question arrived.",
    buckets=(0.05, 0.1, 0.25, 0.5, 1, 2, 4, 8, 16, 32),
    registry=REGISTRY,
)
ERRORS = Counter(
    "chatkit_errors",
    "Requests and answers that went wrong, by kind: the code of the error document that was sent, or `answer` "
    "for an answer that ended in an error.",
    ["kind"],
    registry=REGISTRY,
)
OPEN_STREAMS = Gauge(
    "chatkit_open_streams",
    "Connections over which an answer is being sent at this moment.",
    multiprocess_mode="livesum",
    registry=REGISTRY,
)
RESUMES = Counter(
    "chatkit_resumes",
    "Times a browser came back to an answer after a lost connection or a reload, by whether the worker that it reached "
    "writes that answer itself (here) or another one does (elsewhere).",
    ["at"],
    registry=REGISTRY,
)
REFUSALS = Counter(
    "chatkit_limit_refusals",
    "Requests that were refused because there had been too many, by limit: request, session, turn, address "
    "(the CHATKIT_*_RATE settings), or tokens (CHATKIT_DAILY_TOKENS: the site's pages answered instead).",
    ["limit"],
    registry=REGISTRY,
)
STAND_INS = Counter(
    "chatkit_stand_ins",
    "Answers that the site's pages gave in the assistant's place, by why: failed (before its first word, or without "
    "one in CHATKIT_FIRST_WORD_SECONDS), open (it kept failing: CHATKIT_BREAKER_*), or budget (CHATKIT_DAILY_TOKENS).",
    ["why"],
    registry=REGISTRY,
)
BREAKER = Gauge(
    "chatkit_breaker_open",
    "Workers that leave the assistant alone at this moment because it kept failing.",
    multiprocess_mode="livesum",
    registry=REGISTRY,
)
MODEL_FIRST = Histogram(
    "chatkit_model_first_byte_seconds",
    "How long the assistant took to its first words: the model's share of the wait.",
    buckets=(0.05, 0.1, 0.25, 0.5, 1, 2, 4, 8, 16, 32),
    registry=REGISTRY,
)
MODEL_WHOLE = Histogram(
    "chatkit_model_seconds",
    "How long the assistant took to its last words.",
    buckets=(0.5, 1, 2, 5, 10, 20, 40, 80, 160, 320),
    registry=REGISTRY,
)
TOKENS = Counter(
    "chatkit_model_tokens",
    "Tokens that models took, by model and direction (input, output), as far as they say so.",
    ["model", "direction"],
    registry=REGISTRY,
)
STORE = Histogram(
    "chatkit_store_seconds",
    "How long the database took for one statement on conversations, by what it does.",
    ["operation"],
    buckets=(0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5),
    registry=REGISTRY,
)


class _OfAllWorkers(MultiProcessCollector):
    """The chat's numbers among all that the folder holds."""

    def collect(self) -> list[Metric]:
        return [each for each in super().collect() if each.name.startswith(PREFIX)]  # type: ignore[no-untyped-call]


def page() -> bytes:
    """All numbers in Prometheus' text format; with a shared folder those of all workers."""
    registry = REGISTRY
    if os.environ.get(SHARED_FOLDER):
        registry = CollectorRegistry()
        registry.register(_OfAllWorkers(None))  # type: ignore[no-untyped-call]
    return generate_latest(registry)


def end() -> None:
    if os.environ.get(SHARED_FOLDER):
        mark_process_dead(os.getpid())  # type: ignore[no-untyped-call]
