"""From Django's requests to the chat service and back, under ASGI and WSGI servers alike."""

from collections.abc import Awaitable, Callable

from asgiref.sync import sync_to_async
from django.core.exceptions import RequestAborted
from django.core.handlers.asgi import ASGIRequest
from django.db import connections, transaction
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse, UnreadablePostError
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control

from ..chatkit_kit import web
from ..chatkit_kit.errors import not_set_up
from ..chatkit_kit.logs import log_failed_start
from ..chatkit_kit.mounts.asgi import AsgiService
from ..chatkit_kit.mounts.wsgi import WsgiReply, WsgiService
from ..chatkit_kit.settings import Settings
from .chatkit_server import create_service

TOO_LONG, PIECE = 64 * 1024 * 1024, 64 * 1024
"""How much of a body that is too long is read all the same, and in which steps."""

View = Callable[..., Awaitable[HttpResponseBase]]

# Each starts with its first request: under ASGI on the server's own event loop, under WSGI on one beside its threads.
on_loop = AsgiService(create_service)
in_threads = WsgiService(create_service)


def user_of(request: HttpRequest) -> str:
    """The id of the user who is signed in, or nothing. To be changed where users are known by something else, such as
    a token in a header."""
    user = getattr(request, "user", None)
    return str(user.pk) if user is not None and user.is_authenticated else ""


def for_every_visitor(view: View) -> View:
    """What the chat does itself, or does without.

    It needs no CSRF token: the service refuses any POST whose Origin is not allowed, which no page can forge; a token
    that is sent does no harm. It asks for no login, as visitors may be anonymous. And it is no part of a request's
    transaction: what it writes must outlive the request. The attributes are set by name, since the decorators for them
    do not know asynchronous views, or are not there, in all of the versions of Django that this runs with.
    """
    view.csrf_exempt = True  # type: ignore[attr-defined]
    view.login_required = False  # type: ignore[attr-defined]
    for alias in connections:
        view = transaction.non_atomic_requests(using=alias)(view)
    return view


@for_every_visitor
async def endpoint(request: HttpRequest, rest: str = "") -> HttpResponseBase:
    """Everything below the chat's address, wherever urls.py puts it; errors and CORS are the service's business."""
    path = f"{Settings.api}/{rest}".rstrip("/")
    is_asgi = isinstance(request, ASGIRequest)
    try:
        service = await on_loop.started() if is_asgi else in_threads.started()
    except Exception as error:  # noqa: BLE001 - it is logged
        log_failed_start(error)
        return send(not_set_up().reply())
    try:
        body = read_body(request, service.body_limit(path))
    except (RequestAborted, UnreadablePostError):
        return HttpResponse(status=400)  # nobody is there to read it
    plain = web.Request(
        method=request.method or "GET",
        path=path,
        headers={name.lower(): value for name, value in request.headers.items()} | {"host": request.get_host()},
        body=body,
        scheme=request.scheme or "http",
        peer=request.META.get("REMOTE_ADDR") or "",
        root=request.path.rstrip("/").removesuffix(path),
        user=await sync_to_async(user_of)(request),
    )
    return send(await service.handle(plain) if is_asgi else in_threads.handle(plain, request.META))


def read_body(request: HttpRequest, most: int) -> bytes | None:
    """The request's body, or None when it is longer than allowed.

    It is not read by Django, whose limit for forms (DATA_UPLOAD_MAX_MEMORY_SIZE) may be another one.
    """
    body: bytes = request.read(most + 1)
    if len(body) <= most:
        return body
    for _ in range(TOO_LONG // PIECE):  # servers cut the connection, and the reply with it, when much is left unread
        if not request.read(PIECE):
            break
    return None


def send(reply: web.Reply | WsgiReply) -> HttpResponseBase:
    """The service's reply as Django's response. Closing a stream leaves the answer running."""
    if not isinstance(reply.body, bytes):
        response: HttpResponseBase = StreamingHttpResponse(reply.body, status=reply.status, headers=reply.headers)
        # GZipMiddleware leaves alone what is encoded already, even if not at all; it would hold back a stream.
        response["Content-Encoding"] = "identity"
    else:
        response = HttpResponse(reply.body, status=reply.status, headers=reply.headers)
        if "Content-Type" not in reply.headers:
            del response["Content-Type"]
    patch_cache_control(response, private=True)  # no cache of the project's may keep what one visitor was told
    return response
