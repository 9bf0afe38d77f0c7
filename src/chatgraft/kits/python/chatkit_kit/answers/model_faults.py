"""What goes wrong between the chat and a model: told apart by what all SDKs' exceptions have in common.

Those are a status, the reply's headers, and a text with the provider's own code. The text goes to the log alone.
"""

import re
from collections.abc import Iterator
from datetime import datetime, timezone
from email.utils import parsedate_to_datetime
from enum import Enum

OWNER = "The owner of this site has to see to it."


class Fault(Enum):
    """What a visitor is told."""

    KEY = f"The assistant's key is not accepted, or its account is used up. {OWNER}"
    MODEL = f"The assistant's model is not there. {OWNER}"
    BUSY = "The assistant is asked too much at the moment. Please try again in a while."
    LONG = "That is too long for the assistant. Please start a new conversation, or ask with fewer words."
    UNFIT = "The assistant could not take that. Please ask in other words, or without the file."
    SLOW = "The assistant did not answer in time."
    DOWN = "The assistant cannot be reached at the moment."
    CUT = "The answer broke off."
    DECLINED = "The assistant may not answer that. Please ask in other words."


class ModelError(Exception):
    """A model gave no answer, or only the beginning of one. `str()` is for visitors; the cause has the rest.

    `again`: it may do better when asked once more, after `retry_after` seconds where the provider named a time.
    """

    def __init__(self, fault: Fault, *, again: bool = False, retry_after: float | None = None) -> None:
        super().__init__(fault.value)
        self.fault = fault
        self.again = again
        self.retry_after = retry_after


# Codes and words of the providers' own error documents, in small letters.
_WORDS: tuple[tuple[Fault, tuple[str, ...]], ...] = (
    (
        Fault.LONG,
        (
            *("context_length", "context length", "context window", "context size", "maximum context"),
            *("prompt is too long", "input token count", "input is too long", "request_too_large"),
            "context the overflows",
        ),
    ),
    (Fault.DECLINED, ("content_filter", "content_policy", "content management policy", "responsibleaipolicy")),
    (
        Fault.KEY,
        ("insufficient_quota", "credit balance", "no api key", "api key not valid", "api_key", "authentication"),
    ),
    (Fault.BUSY, ("overloaded", "rate_limit", "resource_exhausted")),
)
_BY_STATUS = {401: Fault.KEY, 402: Fault.KEY, 403: Fault.KEY, 404: Fault.MODEL, 413: Fault.LONG, 429: Fault.BUSY}
_BY_STATUS |= {400: Fault.UNFIT, 415: Fault.UNFIT, 422: Fault.UNFIT}
_BY_STATUS |= {529: Fault.BUSY, 408: Fault.DOWN, 409: Fault.DOWN}
_PASSES = (Fault.BUSY, Fault.DOWN)
_NETWORKS = {"httpx", "httpx2", "httpcore", "httpcore2", "aiohttp", "json"}
_DELAY = re.compile(r"retrydelay\W+(\d+(?:\.\d+)?)s")


def fault_of(error: BaseException) -> ModelError:
    """What an SDK's exception means."""
    if isinstance(error, ModelError):
        return error
    status, said = _status_of(error), _said_by(error)
    fault = _by_words(status, said)
    if fault is None and status is not None:
        fault = _BY_STATUS.get(status, Fault.DOWN)
    again = fault in _PASSES and (status is None or status >= 500 or status in {200, 408, 409, 429})
    if fault is None:
        fault = Fault.SLOW if any(isinstance(one, TimeoutError) for one in chain(error)) else Fault.DOWN
        again = fault is Fault.DOWN and any(_is_of_the_network(one) for one in chain(error))
    return ModelError(fault, again=again, retry_after=_retry_after(error, said))


def _by_words(status: int | None, said: str) -> Fault | None:
    """By the text, where the status leaves it open: a wrong key is a 400 to one, a full account a 429 to another."""
    if status is not None and status >= 500 and status != 529:
        return Fault.LONG if any(word in said for word in _WORDS[0][1]) else None
    return next((fault for fault, words in _WORDS if any(word in said for word in words)), None)


def chain(error: BaseException | None) -> Iterator[BaseException]:
    """An exception and what led to it, each once: some that were raised again lead round in a circle."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__


def _is_of_the_network(error: BaseException) -> bool:
    return isinstance(error, OSError | EOFError) or type(error).__module__.split(".")[0] in _NETWORKS


def _status_of(error: BaseException) -> int | None:
    found = (getattr(error, name, None) for name in ("status_code", "code"))
    return next((each for each in found if isinstance(each, int) and 100 <= each < 600), None)


def _said_by(error: BaseException) -> str:
    """All that the exception says: some leave the provider's code out of their own text."""
    parts = (getattr(error, name, "") for name in ("body", "details", "error", "code", "type"))
    return " ".join([str(error), *map(str, parts)]).lower()


def _retry_after(error: BaseException, said: str) -> float | None:
    """Seconds, from a header (RFC 9110, 10.2.3) or from Google's error details."""
    headers = getattr(getattr(error, "response", None), "headers", None) or {}
    text = str(headers.get("retry-after") or "")
    if re.fullmatch(r"\d+(\.\d+)?", text):
        return float(text)
    if text:
        try:
            return max(0.0, (parsedate_to_datetime(text) - datetime.now(timezone.utc)).total_seconds())
        except (ValueError, TypeError):
            return None
    found = _DELAY.search(said)
    return float(found.group(1)) if found else None
