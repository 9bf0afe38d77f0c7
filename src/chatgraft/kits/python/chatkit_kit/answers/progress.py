"""What an assistant does before it answers, shown as steps: a tool that is called, another agent that takes over.

Items have ids of our own: those of providers repeat, and one answer would take the place of another.
"""

from collections.abc import Iterator
from datetime import datetime, timezone
from secrets import token_hex

from chatkit.types import (
    CustomTask,
    ThreadItemAddedEvent,
    ThreadItemDoneEvent,
    ThreadItemUpdatedEvent,
    ThreadStreamEvent,
    Workflow,
    WorkflowItem,
    WorkflowTaskAdded,
    WorkflowTaskUpdated,
)


class Progress:
    """The steps of one answer, as events. Steps that follow each other without words between them make one item."""

    def __init__(self, thread_id: str) -> None:
        self._thread_id = thread_id
        self._item: WorkflowItem | None = None
        self._open: dict[str, int] = {}

    def begin(self, key: str, title: str) -> Iterator[ThreadStreamEvent]:
        """A step, by a key that ends it."""
        task = CustomTask(title=title, status_indicator="loading")
        if self._item is None:
            now = datetime.now(timezone.utc)
            flow = Workflow(type="custom", tasks=[task])
            self._item = WorkflowItem(
                id=f"wf_{token_hex(16)}", thread_id=self._thread_id, created_at=now, workflow=flow
            )
            self._open = {key: 0}
            yield ThreadItemAddedEvent(item=self._item.model_copy(deep=True))
            return
        self._open[key] = len(self._item.workflow.tasks)
        self._item.workflow.tasks.append(task)
        yield self._changed(WorkflowTaskAdded(task=task, task_index=self._open[key]))

    def end(self, key: str) -> Iterator[ThreadStreamEvent]:
        """A step is done. One that is not known is passed over."""
        place = self._open.pop(key, None)
        if self._item is not None and place is not None:
            yield self._changed(WorkflowTaskUpdated(task=self._finished(self._item, place), task_index=place))

    def close(self) -> Iterator[ThreadStreamEvent]:
        """All steps are done: words follow, or the end."""
        if self._item is None:
            return
        for place in self._open.values():
            self._finished(self._item, place)
        item, self._item, self._open = self._item, None, {}
        yield ThreadItemDoneEvent(item=item)

    def _finished(self, item: WorkflowItem, place: int) -> CustomTask:
        task = item.workflow.tasks[place].model_copy(update={"status_indicator": "complete"})
        item.workflow.tasks[place] = task
        assert isinstance(task, CustomTask)  # noqa: S101  no others are begun here
        return task

    def _changed(self, update: WorkflowTaskAdded | WorkflowTaskUpdated) -> ThreadStreamEvent:
        assert self._item is not None  # noqa: S101
        return ThreadItemUpdatedEvent(item_id=self._item.id, update=update)
