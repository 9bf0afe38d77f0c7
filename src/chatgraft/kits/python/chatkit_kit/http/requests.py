"""What requests say in headers and fields, checked."""

import json
import re
from typing import Any, Literal, cast

from chatkit.types import ChatKitReq, StreamingReq, ThreadsAddUserMessageReq, ThreadsCreateReq, UserMessageTagContent
from pydantic import TypeAdapter, ValidationError

from ..errors import ServiceError, bad_request, not_found
from ..web import Request

# Built once: the SDK builds it for every request, which costs more than the rest of a short request together.
_request_form: TypeAdapter[Any] = TypeAdapter(ChatKitReq)
KEY_FORM = re.compile(r"[\x21-\x7e]{8,200}")
NUMBER_FORM = re.compile(r"\d{1,18}")
LONGEST_ID = 200
MOST_ATTACHMENTS = 10


def session_kind(request: Request) -> Literal["cookie", "token"]:
    """How the page wants to carry its session: the `as` of `POST …/session`."""
    try:
        wish = json.loads(request.body or b"null")
    except (ValueError, RecursionError):
        wish = None
    kind = wish.get("as") if isinstance(wish, dict) else None
    if kind not in {"cookie", "token"}:
        raise bad_request(
            "The request does not say which kind of session it wants.", 'Send {"as": "cookie"} or {"as": "token"}.'
        )
    return cast(Literal["cookie", "token"], kind)


def idempotency_key(request: Request) -> str:
    """The key that makes a turn unique; empty where the client sends none."""
    key = request.header("idempotency-key")
    if key and not KEY_FORM.fullmatch(key):
        raise bad_request("The Idempotency-Key cannot be used.", "Send a UUID.")
    return key


def last_event_id(request: Request) -> int:
    """The reader's place in a run; 0 is its start."""
    text = request.header("last-event-id")
    if not text:
        return 0
    if not NUMBER_FORM.fullmatch(text):
        raise bad_request("The Last-Event-ID is not one of this service.", "Repeat the id of an event as it was sent.")
    return int(text)


def thread_of(parsed: StreamingReq) -> str:
    """The thread that a request continues; empty when it begins one."""
    thread_id = "" if isinstance(parsed, ThreadsCreateReq) else parsed.params.thread_id
    if len(thread_id) > LONGEST_ID:  # longer than an index of PostgreSQL may take, and than any id of ours
        raise not_found("This conversation is no longer there.")
    return thread_id


def who_asks(request: Request) -> dict[str, str]:
    """Of the request's headers those that say who the visitor is."""
    return {name: request.headers[name] for name in ("cookie", "authorization") if request.headers.get(name)}


def require_length(parsed: Any, longest: int) -> None:
    """Raise a 413 for a message that is longer than the service takes."""
    if not isinstance(parsed, ThreadsCreateReq | ThreadsAddUserMessageReq):
        return
    message = parsed.params.input
    if len(message.attachments) > MOST_ATTACHMENTS:
        raise bad_request(f"The chat takes up to {MOST_ATTACHMENTS} files with a message.")
    written = sum(len(part.text) for part in message.content)
    attached = sum(len(part.model_dump_json()) for part in message.content if isinstance(part, UserMessageTagContent))
    if max(written, attached) > longest or len(message.quoted_text or "") > longest:
        raise ServiceError(
            413, "message_too_long", f"This message is too long. The chat takes up to {longest} characters at a time."
        )


def parse(body: bytes) -> Any:
    """The request as the SDK's own types, or a 400 that says what is wrong with it."""
    try:
        return _request_form.validate_json(body)
    except ValidationError as error:
        problem = error.errors(include_url=False, include_input=False, include_context=False)[0]
    place = ".".join(str(part) for part in problem["loc"])
    try:
        empty = json.loads(body) == {}
    except (ValueError, RecursionError):
        raise bad_request(
            "The request is not valid JSON.", 'Send JSON such as {"type": "threads.list", "params": {}}.'
        ) from None
    if empty:
        raise bad_request(
            "The service works, but the request is empty.", "ChatKit requests have the fields type and params."
        )
    raise bad_request(
        "The request is not one that ChatKit knows.", f"{place}: {problem['msg']}" if place else problem["msg"]
    )
