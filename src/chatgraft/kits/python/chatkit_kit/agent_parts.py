"""What a run of the OpenAI Agents SDK says, as parts of an answer: words, steps, tokens."""

from collections.abc import AsyncGenerator, Iterable, Iterator

from agents import RunItemStreamEvent, RunResultStreaming
from agents.items import HandoffOutputItem, ToolCallItem, ToolCallOutputItem
from openai.types.responses import ResponseStreamEvent

from .answers.model_faults import Fault, ModelError
from .answers.progress import Progress
from .questions import Part, Usage


async def parts_of(run: RunResultStreaming, thread_id: str) -> AsyncGenerator[Part, None]:
    """The words of all its agents, with the tools and hand-offs between them as steps. Closing this ends the run."""
    progress, words = Progress(thread_id), _Words()
    try:
        async for event in run.stream_events():
            parts: Iterable[Part] = ()
            if event.type == "raw_response_event":
                said = words.of(event.data)
                parts = (*progress.close(), said) if said else ()
            elif event.type == "run_item_stream_event":
                words.end_message(event)
                parts = _steps(event, progress)
            for part in parts:
                yield part
    finally:
        run.cancel()
    for last in progress.close():
        yield last
    used = run.context_wrapper.usage
    yield Usage(_model_of(run), used.input_tokens, used.output_tokens)


class _Words:
    """Messages of a run follow each other in one answer, a blank line between them."""

    def __init__(self) -> None:
        self._gap, self._spoke = "", False

    def of(self, event: ResponseStreamEvent) -> str:
        if event.type in {"response.output_text.delta", "response.refusal.delta"}:
            gap, self._gap, self._spoke = self._gap, "", True
            return gap + str(event.delta)
        if event.type == "response.incomplete":
            details = event.response.incomplete_details
            if details and details.reason == "content_filter":
                raise ModelError(Fault.DECLINED)
        return ""

    def end_message(self, event: RunItemStreamEvent) -> None:
        if event.name == "message_output_created" and self._spoke:
            self._gap = "\n\n"


def _steps(event: RunItemStreamEvent, progress: Progress) -> Iterator[Part]:
    match event.item:
        case ToolCallItem() as call:
            yield from progress.begin(call.call_id or "", call.title or call.tool_name or "A tool")
        case ToolCallOutputItem() as output:
            yield from progress.end(output.call_id or "")
        case HandoffOutputItem() as handoff:
            yield from progress.begin("handoff", handoff.target_agent.name)
            yield from progress.end("handoff")


def _model_of(run: RunResultStreaming) -> str:
    model = run.last_agent.model
    return str(model if isinstance(model, str) else getattr(model, "model", None) or "agent")
