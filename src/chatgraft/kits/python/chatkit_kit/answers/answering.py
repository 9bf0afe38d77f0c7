"""The chain behind an answer: the assistant, else the site's pages, else a plain sentence. Never nothing.

The site's pages answer in a model's place when it fails before its first word, says nothing at all or for too long, has
failed so often that it is left alone for a while (`breaker`), or has used up the day's budget. What fails after its
first word is no matter of this module: what was said stays.
"""

import asyncio
import logging
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable

from chatkit.errors import CustomStreamError
from chatkit.types import ProgressUpdateEvent
from pydantic import BaseModel

from .. import watch
from ..assistant import Assistant
from ..closing import close
from ..errors import FilesUnavailableError, NoOutageError
from ..http.limits import Limits
from ..questions import Part, Question, Source
from ..site_search.answer import answer_from_site, passages_for
from ..site_search.pages import Passage
from .breaker import Breaker
from .model_faults import Fault, ModelError, chain

log = logging.getLogger(__name__)

UNREACHABLE = Fault.DOWN.value
BUDGET_USED = "The assistant has answered as much as it may today."
PAGES_SAY = "This is what the pages of this site say:"
TRY_LATER = "Please try again later."
NO_ANSWER = "I have no answer to that. Please ask in other words."


NO_OUTAGE = frozenset({Fault.LONG, Fault.DECLINED, Fault.UNFIT})
"""What a model says no to while it works well: no visitor can switch it off for the others by asking for that."""


class SilenceError(Exception):
    """The assistant said nothing for too long."""


class Answering:
    """One answer. `asked` tells afterwards whether a model had to do with it, `answered` whether it did its part."""

    def __init__(self, assistant: Assistant, limits: Limits, breaker: Breaker) -> None:
        self._assistant = assistant
        self._limits = limits
        self._breaker = breaker
        self.asked = False
        self.answered = False

    async def may_go_on(self) -> bool:
        """Whether the assistant may be asked for more after the answer, such as a title."""
        return not self._assistant.uses_model or (self.answered and await self._limits.has_tokens())

    async def parts(self, question: Question) -> AsyncIterator[Part]:
        """The parts of the answer, to be closed; at least one of them can be seen."""
        if not self._assistant.uses_model:
            return _FromFirstWord(self._assistant.answer(question), instead=NO_ANSWER)
        if not await self._limits.has_tokens():
            return self._pages(question, "budget", BUDGET_USED)
        if not self._breaker.admits():
            return self._pages(question, "open", UNREACHABLE)
        self.asked = True
        return self._model(question)

    async def _model(self, question: Question) -> AsyncGenerator[Part, None]:
        """The model's parts; the pages' when there was nothing to see before it failed or ended."""
        spoke, works, why = False, None, UNREACHABLE
        parts = _FromFirstWord(self._assistant.answer(question), self._breaker.silence)
        try:
            async for part in parts:
                spoke = spoke or can_be_seen(part)
                yield part
            works = spoke
            if not spoke:
                log.error("The assistant ended without a word; the site's pages answer")
        except CustomStreamError:  # the assistant's own words for the visitor: it works
            works = True
            raise
        except Exception as error:
            is_ours = any(isinstance(one, NoOutageError) for one in chain(error))
            works = None if is_ours else isinstance(error, ModelError) and error.fault in NO_OUTAGE
            if spoke:  # what was said stays
                raise
            why = _told(error)
            log.exception("The assistant failed before its first word; the site's pages answer")
        finally:
            self.answered = spoke and works is True
            self._judge(works=works, spoke=spoke)
            await parts.aclose()
        if not spoke:
            async for part in self._pages(question, "failed", why):
                yield part

    def _judge(self, *, works: bool | None, spoke: bool) -> None:
        if works or (works is None and spoke):  # None: it was stopped, or what failed was not the model
            self._breaker.succeeded()
        elif works is None:
            self._breaker.undecided()
        else:
            self._breaker.failed()

    async def _pages(self, question: Question, why: str, sentence: str) -> AsyncGenerator[Part, None]:
        """What the site's pages say, after one sentence that tells why they do."""
        watch.stood_in(why)
        log.info("The site's pages answer in the assistant's place", extra={"why": why})
        found: list[Passage] = []
        has_pages = False
        try:
            found = await passages_for(question)
            has_pages = bool(found or (question.pages and await question.pages.main_pages(1)))
        except Exception:
            log.exception("The site's pages cannot be searched")
        yield f"{sentence} {PAGES_SAY if found else TRY_LATER}"
        if has_pages:
            yield "\n\n"
            async for part in answer_from_site(question, found):
                yield part


def _told(error: Exception) -> str:
    """Why there is no answer, for visitors."""
    if any(isinstance(one, FilesUnavailableError) for one in chain(error)):
        return Fault.UNFIT.value
    return str(error) if isinstance(error, ModelError) else UNREACHABLE


def can_be_seen(part: Part) -> bool:
    """Whether a visitor has something of it that stays. Items, hand-overs to the browser and statuses count."""
    if isinstance(part, str):
        return bool(part.strip())
    return isinstance(part, Source | BaseModel) and not isinstance(part, ProgressUpdateEvent)


class _FromFirstWord(AsyncIterator[Part]):
    """The parts, the first that can be seen in time: where none can, the words `instead`. Blanks before it go, as they
    would begin a message.

    What follows is the assistant's own iterator, with nothing between: there may be thousands of parts.
    """

    def __init__(self, parts: AsyncIterator[Part], seconds: float = 0, instead: str | None = None) -> None:
        self._parts = parts
        self._deadline = _Deadline(seconds)
        self._instead = instead
        self._seen = False

    def __anext__(self) -> Awaitable[Part]:
        return self._parts.__anext__() if self._seen else self._first()

    async def aclose(self) -> None:
        await close(self._parts)

    async def _first(self) -> Part:
        """The next part, up to the first that can be seen."""
        while True:
            with self._deadline:
                part = await anext(self._parts, self._instead)
            if part is None:
                raise StopAsyncIteration
            self._seen = can_be_seen(part)
            if self._seen or not isinstance(part, str):
                return part


class _Deadline:
    """Interrupts the current task at a set time. `asyncio.timeout` is not there in Python 3.10, and
    `wait_for` would let the assistant run in several tasks, which the clients of some models do not bear."""

    def __init__(self, seconds: float) -> None:
        self._loop = asyncio.get_running_loop()
        self._when = self._loop.time() + seconds if seconds else None
        self._handle: asyncio.TimerHandle | None = None
        self._is_over = False

    def __enter__(self) -> None:
        if self._when is not None:
            self._handle = self._loop.call_at(self._when, self._interrupt, asyncio.current_task())

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if self._handle is not None:
            self._handle.cancel()
            self._handle = None
        if self._is_over:
            self._is_over = False
            task = asyncio.current_task()
            is_stopped = task is not None and hasattr(task, "uncancel") and task.uncancel() > 0  # by somebody else
            if kind is not None and issubclass(kind, asyncio.CancelledError) and not is_stopped:
                raise SilenceError("The assistant said nothing for too long.") from None

    def _interrupt(self, task: "asyncio.Task[None] | None") -> None:
        if task is not None:
            self._is_over = True
            task.cancel()
