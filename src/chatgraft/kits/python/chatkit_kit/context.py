"""What the SDK hands through, with each request, to the store and to the answer."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from .questions import Page, ToolResult
from .running.run import Run


@dataclass(frozen=True, slots=True)
class Context:
    """Who asks, from where, in which run."""

    owner: str
    """Whose rows these are; never empty, never taken from a request's body."""
    new_thread_id: str = ""
    """The id that a thread made by this request gets, known before the thread is."""
    site: str = ""
    page: Page | None = None
    run: Run | None = None
    """The turn that reads and writes. A claim may change its owner meanwhile: the store goes by the run's own row."""
    tool_result: ToolResult | None = None
    """What the request brought from a client tool."""
    form_id: str = ""
    """The form that the request fills in."""
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    """As `Question.headers`."""
    api: str = ""
    """The API's URL as the visitor reaches it."""
