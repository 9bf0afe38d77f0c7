"""Who answers: `chatkit_assistant.py`, of which each part is found by its name.

`answer` and `USES_MODEL` are always there. The others are there when the site wants what they are for; without one, the
chat does what is said in brackets.

    async def act(action: Action, question: Question) -> AsyncIterator[Part]
        A button or form of a widget was used. May yield all that `answer` may: text, items, events that replace or
        remove items. `question.history` is the conversation so far. (An error says that the action is not known.)
    async def act_at_once(action: Action, question: Question) -> ThreadItem | None
        The same for an action with `streaming: false`, also while an answer is running. What it returns, an item of the
        thread with its id kept, is stored and shown in place of the old one. It counts as a request and not as a
        turn: what asks a model belongs into `act`. (501)
    async def transcribe(audio: bytes, mime_type: str) -> str
        Dictation: the words that were spoken. (501)
    async def title(question: Question, answer: str) -> str
        A new conversation's title, asked for after its first answer. What a model takes for it is counted when
        `question.spent` is told. (The first words of the question.)
    MAY_BE_STOPPED = False
        No stop button while an answer runs. (There is one.)

A client tool (`yield` the `ThreadItemDoneEvent` of a `ClientToolCallItem`, and end) and a form (of a
`StructuredInputItem`) hand the turn to the browser. What comes back asks `answer` again, with an empty `text` and
`question.tool_result` or `question.inputs`.
"""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from types import ModuleType

from chatkit.types import ThreadItem

from .questions import Action, Answer, Part, Question
from .site_search.index import SiteIndex

Act = Callable[[Action, Question], AsyncIterator[Part]]
ActAtOnce = Callable[[Action, Question], Awaitable[ThreadItem | None]]
Transcribe = Callable[[bytes, str], Awaitable[str]]
Title = Callable[[Question, str], Awaitable[str]]


@dataclass(frozen=True, slots=True)
class Assistant:
    """Who answers. Where a paid model does, the budget holds, and the site's pages answer when it fails."""

    answer: Answer
    uses_model: bool
    pages: SiteIndex
    act: Act | None = None
    act_at_once: ActAtOnce | None = None
    transcribe: Transcribe | None = None
    title: Title | None = None
    may_be_stopped: bool = True

    @classmethod
    def of(cls, module: ModuleType, pages: SiteIndex) -> "Assistant":
        """The assistant that a `chatkit_assistant.py` defines."""
        return cls(
            module.answer,
            module.USES_MODEL,
            pages,
            act=getattr(module, "act", None),
            act_at_once=getattr(module, "act_at_once", None),
            transcribe=getattr(module, "transcribe", None),
            title=getattr(module, "title", None),
            may_be_stopped=getattr(module, "MAY_BE_STOPPED", True),
        )
