"""The chat service: one function from request to reply, the same under every web framework."""

import asyncio
import logging
import re
from collections.abc import AsyncIterator, Iterator
from functools import partial
from secrets import token_hex
from typing import Any

from chatkit.errors import CustomStreamError
from chatkit.types import (
    AttachmentsCreateReq,
    InputTranscribeReq,
    NonStreamingReq,
    StreamingReq,
    ThreadsDeleteReq,
    is_streaming_req,
)

from . import watch
from .answers.breaker import Breaker
from .answers.chat_server import ChatServer
from .assistant import Assistant
from .attached.attachments import Attachments
from .attached.storage import forget, open_files
from .closing import end
from .context import Context
from .errors import DatabaseUnavailableError, ServiceError, bad_request, not_found
from .http.frame import Frame, Route
from .http.limits import Limits
from .http.origins import Origins
from .http.requests import idempotency_key, last_event_id, parse, require_length, session_kind, thread_of, who_asks
from .http.sessions import Sessions, forget_cookie, set_cookie
from .own_data import OwnData
from .questions import page_of
from .readiness import Readiness
from .redis_link import RedisLink
from .running.elsewhere import LOST_END
from .running.run import Run, Turn
from .running.runs import OtherWorkerError, Runs
from .running.sse import keyed_events, plain_events
from .settings import Settings
from .stores.chat_store import ChatStore, new_id
from .stores.database import ENDED, Database, RunRow
from .web import JSON_TYPE, STREAM_HEADERS, Reply, Request, json_reply

log = logging.getLogger(__name__)

# A few minutes of speech in base64.
AUDIO_BYTES = 8 * 1024 * 1024


class ChatService:
    """All routes under `settings.api`, and `/healthz` and `/readyz` there and at the root.

    `handle` never raises: whatever goes wrong is an error document with the headers that let the page read it.
    """

    def __init__(
        self,
        settings: Settings,
        database: Database,
        store: ChatStore,
        assistant: Assistant,
    ) -> None:
        self.settings = settings
        self._database = database
        self._redis = RedisLink(settings.redis_url, settings.redis_prefix) if settings.redis_url else None
        self._limits = Limits(settings, self._redis)
        self._origins = Origins(settings)
        self._sessions = Sessions(database.sessions, settings.secret, self._origins.is_secure)
        self._readiness = Readiness(database.tables, self._redis)
        self._runs = Runs(settings, database.runs, store, self._redis)
        self._store = store
        self._files = open_files(settings)
        self.attachments = (
            Attachments(settings, database.attachments, self._files, self._owner_if_any)
            if settings.attachments
            else None
        )
        self._own_data = OwnData(database, store, self._files)
        self._server = ChatServer(store, assistant, self._limits, Breaker.of(settings), self.attachments)
        self._longest = max(settings.max_body, AUDIO_BYTES if assistant.transcribe else 0)
        self._pages = assistant.pages
        self._tasks: list[asyncio.Task[None]] = []
        self._closing: asyncio.Task[None] | None = None
        self._frame = Frame(self._routes(), settings, self._origins, self._limits, self._readiness)

    def _routes(self) -> Iterator[Route]:
        api = re.escape(self.settings.api)
        yield Route("POST", re.compile(f"{api}/?"), self._chat)
        yield Route("POST", re.compile(f"{api}/session"), self._open_session)
        yield Route("GET", re.compile(f"{api}/threads/([^/]+)/run"), self._run_of_thread)
        yield Route("GET", re.compile(f"{api}/runs/([^/]+)"), self._resume)
        yield Route("POST", re.compile(f"{api}/runs/([^/]+)/stop"), self._stop)
        yield Route("GET", re.compile(f"{api}/me/export"), self._export)
        yield Route("DELETE", re.compile(f"{api}/me"), self._erase)
        if self.attachments is not None:
            yield Route("POST", re.compile(f"{api}/attachments"), partial(self._take_file, self.attachments))
            place = re.compile(f"{api}/attachments/([^/]+(?:/[^/]+)?)")
            for method in ("PUT", "POST"):
                yield Route(method, place, self.attachments.upload)
            yield Route("GET", place, self.attachments.download)

    async def start(self) -> None:
        """Begin what runs beside the requests. A database that is down does not stop a service from starting."""
        try:
            await self._readiness.require()
        except ServiceError:
            pass
        except Exception:
            log.exception("The database cannot be made ready")
        runs = self._runs
        beside = [self._pages.build(), runs.tend(), runs.keep_house(), runs.hear_stops(), self._keep_house()]
        self._tasks = [asyncio.create_task(work) for work in beside]

    def begin_close(self) -> "asyncio.Task[None]":
        """End the runs, and with them the streams that the web server would otherwise wait for."""
        self._closing = self._closing or asyncio.create_task(self._runs.close(self.settings.shutdown_seconds))
        return self._closing

    async def close(self) -> None:
        await self.begin_close()
        self._pages.stop()
        await end(*self._tasks)
        await self._database.close()
        if self._redis is not None:
            await self._redis.close()
        watch.end()

    def body_limit(self, path: str) -> int:
        """The longest body, in bytes, that may be read for a request to that path."""
        if self.attachments is not None and f"{path}/".startswith(f"{self.settings.api}/attachments/"):
            return self.attachments.body_limit
        return self._longest

    async def handle(self, request: Request) -> Reply:
        """Answer any request."""
        return await self._frame.handle(request)

    async def _open_session(self, request: Request, _: str) -> Reply:
        kind = session_kind(request)
        session = await self._sessions.find(request, kind)
        if session is None:
            await self._limits.count_session(self._origins.client_address(request))
            session = await self._sessions.open(request.header("origin") if kind == "token" else "")
        if kind == "token":
            return json_reply({"session_id": session.value})
        cookie = set_cookie(session, secure=self._origins.is_secure(request))
        return json_reply({"session_id": None}, headers={"Set-Cookie": cookie})

    async def _chat(self, request: Request, _: str) -> Reply:
        owner = await self._sessions.owner(request)
        parsed = parse(request.body or b"")
        if is_streaming_req(parsed):
            return await self._start(request, owner, parsed)
        return await self._answer(request, owner, parsed)

    async def _answer(self, request: Request, owner: str, parsed: NonStreamingReq) -> Reply:
        """A request with one JSON document as its reply."""
        if isinstance(parsed, AttachmentsCreateReq | InputTranscribeReq):  # which take room, or a model's time
            await self._limits.count_turn(owner, self._origins.client_address(request))
        gone: list[str] = []
        if isinstance(parsed, ThreadsDeleteReq):
            await self._runs.stop_thread(owner, parsed.params.thread_id)
            gone = await self._database.attachments.of_thread(owner, parsed.params.thread_id)
        context = self._context(request, owner)
        try:
            document = await self._server.reply(parsed, context)
            await forget(self._files, gone)
            return json_reply(self.attachments.addressed(document, context) if self.attachments else document)
        except (NotImplementedError, RuntimeError):
            # RuntimeError is how the SDK says that it was given no attachment store.
            raise ServiceError(501, "not_implemented", "This chat does not offer that.") from None
        except CustomStreamError as error:
            raise ServiceError(409, "refused", error.message) from None
        except ValueError:
            raise bad_request("This request does not fit what it refers to.") from None

    async def _take_file(self, attachments: Attachments, request: Request, _: str) -> Reply:
        owner = await self._sessions.owner(request)
        await self._limits.count_turn(owner, self._origins.client_address(request))
        return await attachments.take(request, self._store, self._context(request, owner))

    def _context(self, request: Request, owner: str) -> Context:
        """For what has no run."""
        return Context(owner, api=self._origins.address(request) + self.settings.api)

    async def _start(self, request: Request, owner: str, parsed: StreamingReq) -> Reply:
        """A request with a stream as its reply: joins the run of its key, or starts one."""
        key = idempotency_key(request)
        run = self._runs.joined(owner, key) if key else None
        if run is None:
            require_length(parsed, self.settings.max_message)
            if self._runs.closing:
                raise ServiceError(503, "restarting", "The chat is restarting. Please try again.", retry_after=2)
            await self._limits.count_turn(owner, self._origins.client_address(request))
            try:
                run = await self._runs.start(self._turn(request, owner, parsed, key or token_hex(16)))
            except OtherWorkerError as error:
                return await self._join_elsewhere(error.row)
        events = run.log.read(0)
        return _stream(keyed_events(events) if key else plain_events(events), run.id)

    async def _join_elsewhere(self, row: RunRow | None) -> Reply:
        """The run that its key started at another worker; without a log in common, only its id."""
        if row is not None and await self._runs.elsewhere.has_beginning(row):
            return _stream(keyed_events(self._runs.elsewhere.read(row, 0)), row.id)
        conflict = ServiceError(409, "other_worker", "This answer is being written elsewhere.")
        conflict.headers["X-Run-Id"] = row.id if row else ""
        raise conflict

    def _turn(self, request: Request, owner: str, parsed: StreamingReq, key: str) -> Turn:
        continued = thread_of(parsed)
        thread_id = continued or new_id("thread")
        page = page_of(parsed.metadata, request.header("referer"))
        site = request.header("origin") or self.settings.site_url
        headers = who_asks(request) if self._origins.is_same(request) else {}

        def events(run: Run) -> AsyncIterator[Any]:
            return self._server.stream(parsed, Context(owner, thread_id, site, page, run, headers=headers))

        return Turn(owner, key, thread_id, events, begins_thread=not continued)

    async def _run_of_thread(self, request: Request, thread_id: str) -> Reply:
        owner = await self._sessions.owner(request)
        state = await self._runs.state_of_thread(owner, thread_id)
        return json_reply(state) if state else Reply(204)

    async def _resume(self, request: Request, run_id: str) -> Reply:
        owner = await self._sessions.owner(request)
        after = last_event_id(request)
        run = await self._runs.find(owner, run_id)
        if run is not None:
            if not run.log.holds(after):
                raise not_found("The beginning of this answer is no longer kept.")
            if run.log.finished and after >= run.log.last:
                return Reply(204)
            watch.resumed("here")
            return _stream(keyed_events(run.log.read(after)), run.id)
        row = await self._runs.rows.find(owner, run_id)
        span = await self._runs.elsewhere.find_span(row) if row else None
        if row is None or (span is None and row.state == ENDED):  # what followed went with the process that had it
            raise not_found("This answer is no longer kept.")
        if span is not None and after < span.first - 1:
            raise not_found("The beginning of this answer is no longer kept.")
        if after >= LOST_END or (span is not None and span.finished and after >= span.last):
            return Reply(204)
        watch.resumed("elsewhere")
        return _stream(keyed_events(self._runs.elsewhere.read(row, after)), run_id)

    async def _stop(self, request: Request, run_id: str) -> Reply:
        owner = await self._sessions.owner(request)
        if not await self._runs.stop(owner, run_id):
            raise not_found("This answer is not running.")
        return Reply(202)

    async def _export(self, request: Request, _: str) -> Reply:
        owner = await self._sessions.owner(request)
        await self._limits.count_turn(owner, self._origins.client_address(request))
        name = 'attachment; filename="chat.json"'
        headers = {"Content-Type": JSON_TYPE, "Content-Disposition": name, "Cache-Control": "no-store"}
        return Reply(200, self._own_data.export(owner), headers)

    async def _erase(self, request: Request, _: str) -> Reply:
        owner = await self._sessions.owner(request)
        await self._limits.count_turn(owner, self._origins.client_address(request))
        async for thread in self._own_data.threads(owner):
            await self._runs.stop_thread(owner, thread.id)
        await self._own_data.erase(owner)
        return Reply(204, headers={"Set-Cookie": forget_cookie(secure=self._origins.is_secure(request))})

    async def _owner_if_any(self, request: Request) -> str:
        return await self._sessions.owner(request) if await self._sessions.find(request) else ""

    async def _keep_house(self) -> None:
        """Once an hour, forget sessions and conversations whose time is over, and files that nobody sent."""
        while True:
            await asyncio.sleep(3600)
            try:
                await self._sessions.delete_expired()
                if self.attachments is not None:
                    await self.attachments.clean()
                if self.settings.retention_days:
                    await self._own_data.purge(self.settings.retention_days)
            except DatabaseUnavailableError:
                pass
            except Exception:
                log.exception("What is over could not be forgotten")


def _stream(events: AsyncIterator[bytes], run_id: str) -> Reply:
    return Reply(200, events, {**STREAM_HEADERS, "X-Run-Id": run_id})
