"""What stands around every request: its route, what it has to fulfil before it is answered, errors as documents."""

import logging
import re
import time
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from secrets import token_hex

from chatkit.store import NotFoundError

from .. import watch
from ..errors import (
    DatabaseUnavailableError,
    FilesUnavailableError,
    ImpossibleValueError,
    ServiceError,
    bad_request,
    database_unavailable,
    files_unavailable,
    not_found,
)
from ..logs import request_id
from ..readiness import Readiness
from ..settings import Settings
from ..web import PROBES, Reply, Request, json_reply
from .limits import Limits
from .metrics_access import MetricsAccess
from .origins import Origins

# Whose requests these are, to who filters logs by name.
log = logging.getLogger(f"{__package__.rpartition('.')[0]}.service")

# Who knows it may read the file.
SIGNATURE = re.compile(r"(?<=/attachments/)([^/]+/).*", re.DOTALL)

Handler = Callable[[Request, str], Awaitable[Reply]]


@dataclass(frozen=True, slots=True)
class Route:
    """`handler` is given the request and what the group of `path` holds, if it has one."""

    method: str
    path: re.Pattern[str]
    handler: Handler


class Frame:
    """The service's routes, and `/healthz`, `/readyz` and `/metrics` below its API and at the root."""

    def __init__(
        self, routes: Iterable[Route], settings: Settings, origins: Origins, limits: Limits, readiness: Readiness
    ) -> None:
        self._routes = tuple(routes)
        self._api = settings.api
        self._origins = origins
        self._limits = limits
        self._readiness = readiness
        self._access = MetricsAccess(settings)

    async def handle(self, request: Request) -> Reply:
        """Answer any request."""
        begun = time.perf_counter()
        request_id.set(token_hex(8))
        try:
            reply = await self._route(request)
        except ServiceError as error:
            watch.error(error.code)
            reply = error.reply()
        except NotFoundError:
            reply = not_found("This is no longer there.").reply()
        except ImpossibleValueError:
            reply = bad_request("The request holds characters that cannot be stored.").reply()
        except DatabaseUnavailableError:
            log.exception("The database failed")
            watch.error("database_unavailable")
            reply = database_unavailable().reply()
        except FilesUnavailableError:
            log.exception("The storage of files failed")
            watch.error("files_unavailable")
            reply = files_unavailable().reply()
        except Exception:
            log.exception("A request failed")
            watch.error("internal")
            reply = ServiceError(500, "internal", "Something went wrong. Please try again.").reply()
        facts = {
            "method": request.method,
            "path": SIGNATURE.sub(r"\1...", request.path),
            "status": reply.status,
            "milliseconds": round((time.perf_counter() - begun) * 1000, 1),
        }
        log.log(logging.DEBUG if self._probe(request) in PROBES else logging.INFO, "request", extra=facts)
        common = {"X-Request-Id": request_id.get(), "X-Content-Type-Options": "nosniff"}
        return reply.with_headers({**self._origins.cors_headers(request), **common})

    def _probe(self, request: Request) -> str:
        """Which of `PROBES` is asked, if any: at the root of a service of its own, below the API in another app."""
        return request.path.removeprefix(self._api)

    async def _route(self, request: Request) -> Reply:
        probe = self._probe(request)
        if probe == "/healthz":
            return json_reply({"status": "ok"})
        if probe == "/readyz":
            return await self._readiness.report()
        if probe == "/metrics" and self._access.allows(request):
            body, content_type = watch.page()
            return Reply(200, body, {"Content-Type": content_type, "Cache-Control": "no-store"})
        if request.method == "OPTIONS":
            return self._origins.preflight(request)
        matches = {
            route.method: (found, route.handler)
            for route in self._routes
            if (found := route.path.fullmatch(request.path))
        }
        if not matches:
            raise not_found("There is nothing at this address.")
        if request.method not in matches:
            methods = ", ".join(matches)
            error = ServiceError(405, "method_not_allowed", f"This address answers {methods} requests.")
            error.headers["Allow"] = f"{methods}, OPTIONS"
            raise error
        found, handler = matches[request.method]
        await self._limits.count_request(self._origins.client_address(request))
        if request.method != "GET" and self._origins.refuses_change(request):
            raise ServiceError(
                403,
                "origin_refused",
                "This page may not use the chat.",
                hint="Add the page's origin to CHATKIT_ORIGINS, for example https://www.example.com.",
            )
        if request.body is None:
            raise ServiceError(413, "too_large", "This is more than the chat takes at a time.")
        await self._readiness.require()
        return await handler(request, found[1] if found.re.groups else "")
