"""The chat in a Flask app that has routes and extensions of its own, whatever these do."""

import contextlib
from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from flask import Blueprint, Flask, Response, current_app, request
from werkzeug.datastructures import Headers
from werkzeug.exceptions import RequestEntityTooLarge

from .. import web
from ..errors import not_set_up
from ..logs import log_failed_start
from .warming import warm_up
from .wsgi import WsgiReply, WsgiService

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

    from ..service import ChatService

NAME = "chatkit"
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
# Headers that are the chat's own business, whatever the app sets on all its responses.
OWN = ("Access-Control-", "Cache-Control")
DISCARDED = 32 * 1024 * 1024

chatkit = Blueprint(NAME, __name__)


def mount(app: Flask, api: str, create: Callable[[], "ChatService"], who: Callable[[], str]) -> None:
    """Have the app carry the chat below the path `api`. `who` gives the id of the app's own user who asks.

    Nothing is read or made before the chat is asked for the first time; each worker process makes its own.
    """
    app.extensions[NAME] = WsgiService(create), who
    app.before_request(warm_up)
    app.register_blueprint(chatkit, url_prefix=api)


@chatkit.url_value_preprocessor
def exempt_from_csrf(_endpoint: str | None, _values: dict[str, Any] | None) -> None:
    """Flask-WTF's tokens come with the forms of pages; the chat refuses what other sites send by its Origin."""
    if (csrf := current_app.extensions.get("csrf")) is not None:
        csrf.exempt(chatkit)


@chatkit.route("", methods=METHODS)
@chatkit.route("/", methods=METHODS)
@chatkit.route("/<path:_rest>", methods=METHODS)
def endpoint(_rest: str = "") -> Response:
    """Every request of the chat; errors and CORS are the service's business."""
    carrier, who = current_app.extensions[NAME]
    try:
        most = carrier.started().body_limit(request.path)
    except Exception as error:  # noqa: BLE001 - it is logged
        log_failed_start(error)
        return send(not_set_up().reply())
    return send(carrier.handle(plain_request(read_body(most), who()), request.environ))


def read_body(most: int) -> bytes | None:
    """The request's body, or None when it is longer than allowed; no more of it is kept than that."""
    body = bytearray()
    try:
        if (request.content_length or 0) <= most:
            while len(body) <= most and (piece := request.stream.read(most + 1 - len(body))):
                body += piece
            if len(body) <= most:
                return bytes(body) or request.get_data()  # which something that ran before may have read
    except RequestEntityTooLarge:  # by the app's own MAX_CONTENT_LENGTH
        pass
    discard_body()
    return None


def discard_body() -> None:
    """Take what the client is still sending: only then it reads the answer, and servers cut it off otherwise."""
    environ, left = request.environ, DISCARDED
    if request.content_length is not None or not environ.get("wsgi.input_terminated"):
        left = min(left, request.content_length or 0)
    with contextlib.suppress(OSError):
        while left > 0 and (piece := environ["wsgi.input"].read(min(left, 65536))):
            left -= len(piece)


def plain_request(body: bytes | None, user: str) -> web.Request:
    return web.Request(
        method=request.method,
        path=request.path,
        headers={name.lower(): value for name, value in request.headers},
        body=body,
        scheme=request.scheme,
        peer=request.remote_addr or "",
        root=request.root_path.rstrip("/"),
        user=user,
    )


def send(reply: WsgiReply | web.Reply) -> Response:
    made = response_type(current_app.response_class)  # type: ignore[arg-type]
    response: Response = made(reply.body, reply.status, reply.headers)
    response.direct_passthrough = not isinstance(reply.body, bytes)
    response.headers["Content-Encoding"] = "identity"  # until it is sent: extensions that compress leave it alone
    return response


@cache
def response_type(base: type[Response]) -> Any:
    """The app's own class of responses, in a form that extensions can neither compress nor open to other sites."""

    class ChatResponse(base):  # type: ignore[valid-type, misc]
        def __init__(self, body: Any, status: int, headers: Mapping[str, str]) -> None:
            super().__init__(body, status, dict(headers))
            self.own = {name: value for name, value in headers.items() if name.startswith(OWN)}

        def get_wsgi_headers(self, environ: "WSGIEnvironment") -> Headers:
            headers: Headers = super().get_wsgi_headers(environ)
            headers.remove("Content-Encoding")
            for name in [name for name, _ in headers if name.title().startswith(OWN)]:
                headers.remove(name)
            headers.extend(self.own)
            return headers

    return ChatResponse
