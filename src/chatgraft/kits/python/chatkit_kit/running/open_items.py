"""The items of a running turn as a client sees them after the events so far."""

from collections.abc import Iterator
from typing import Any

from chatkit.types import (
    AssistantMessageContent,
    AssistantMessageContentPartAdded,
    AssistantMessageContentPartAnnotationAdded,
    AssistantMessageContentPartDone,
    AssistantMessageContentPartTextDelta,
    AssistantMessageItem,
    GeneratedImageItem,
    GeneratedImageUpdated,
    HiddenContextItem,
    SDKHiddenContextItem,
    ThreadItem,
    ThreadItemAddedEvent,
    ThreadItemDoneEvent,
    ThreadItemRemovedEvent,
    ThreadItemReplacedEvent,
    ThreadItemUpdate,
    ThreadItemUpdatedEvent,
    ThreadStreamEvent,
    WidgetComponentUpdated,
    WidgetItem,
    WidgetRootUpdated,
    WidgetStreamingTextValueDelta,
    WorkflowItem,
    WorkflowTaskAdded,
    WorkflowTaskUpdated,
)

MessageUpdate = (
    AssistantMessageContentPartAdded
    | AssistantMessageContentPartTextDelta
    | AssistantMessageContentPartAnnotationAdded
    | AssistantMessageContentPartDone
)


class OpenItems:
    """Items that were added and are not done, by id, each a copy of our own."""

    def __init__(self) -> None:
        self._items: dict[str, ThreadItem] = {}
        self._changed: set[str] = set()
        self._said: dict[tuple[str, int], list[str]] = {}
        """Text that is not in its item yet: to join it for each delta would copy what was said before each time."""

    @property
    def changed(self) -> bool:
        """Whether there may be something to keep since `take_changed` was last called."""
        return bool(self._changed)

    def all(self) -> list[ThreadItem]:
        self._join()
        return list(self._items.values())

    def apply(self, event: ThreadStreamEvent) -> None:
        """Bring the items up to date with an event that clients are about to see."""
        self._join()
        match event:
            case ThreadItemAddedEvent(item=item):
                self._items[item.id] = _copied(item)
            case ThreadItemDoneEvent(item=item) | ThreadItemReplacedEvent(item=item):
                self._forget(item.id)
            case ThreadItemRemovedEvent(item_id=item_id):
                self._forget(item_id)
            case ThreadItemUpdatedEvent(item_id=item_id, update=update):
                opened = self._items.get(item_id)
                if isinstance(opened, AssistantMessageItem) and isinstance(update, MessageUpdate):
                    apply_update(opened, update)
                    self._changed.add(item_id)
                elif opened is not None:
                    _apply_other_update(opened, update)

    def add_text(self, item_id: str, index: int, text: str) -> None:
        """As `apply` of a text delta."""
        self._said.setdefault((item_id, index), []).append(text)
        self._changed.add(item_id)

    def take_changed(self) -> list[ThreadItem]:
        """Copies of the items with something to keep that changed since the last call."""
        self._join()
        changed, self._changed = self._changed, set()
        return [_copied(item) for key, item in self._items.items() if key in changed and has_text(item)]

    def _join(self) -> None:
        for (item_id, index), texts in self._said.items():
            opened = self._items.get(item_id)
            if isinstance(opened, AssistantMessageItem):
                _part(opened, index).text += "".join(texts)
        self._said.clear()

    def _forget(self, item_id: str) -> None:
        self._items.pop(item_id, None)
        self._changed.discard(item_id)


def is_hidden(item: ThreadItem) -> bool:
    """Whether an item is for the server alone."""
    return isinstance(item, HiddenContextItem | SDKHiddenContextItem)


def has_text(item: ThreadItem) -> bool:
    return isinstance(item, AssistantMessageItem) and any(part.text.strip() for part in item.content)


def apply_update(item: AssistantMessageItem, update: MessageUpdate) -> None:
    """Change a message in place. An update may name a part that was not announced: the parts before it are empty."""
    part = _part(item, update.content_index)
    match update:
        case AssistantMessageContentPartTextDelta():
            part.text += update.delta
        case AssistantMessageContentPartAnnotationAdded():
            part.annotations.insert(update.annotation_index, update.annotation)
        case AssistantMessageContentPartAdded() | AssistantMessageContentPartDone():
            item.content[update.content_index] = update.content.model_copy(deep=True)


def _copied(item: ThreadItem) -> ThreadItem:
    """One's own, as far as events change items. To copy all that a message holds would cost as much as a statement."""
    if not isinstance(item, AssistantMessageItem):
        return item.model_copy(deep=True)
    parts = [part.model_copy(update={"annotations": list(part.annotations)}) for part in item.content]
    return item.model_copy(update={"content": parts})


def _part(item: AssistantMessageItem, index: int) -> AssistantMessageContent:
    while len(item.content) <= index:
        item.content.append(AssistantMessageContent(text="", annotations=[]))
    return item.content[index]


def _apply_other_update(item: ThreadItem, update: ThreadItemUpdate) -> None:
    """Change a workflow, an image or a widget in place. What does not fit the item is passed over, as clients do."""
    match item, update:
        case WorkflowItem(), WorkflowTaskAdded():
            item.workflow.tasks.insert(update.task_index, update.task.model_copy())
        case WorkflowItem(), WorkflowTaskUpdated() if update.task_index < len(item.workflow.tasks):
            item.workflow.tasks[update.task_index] = update.task.model_copy()
        case GeneratedImageItem(), GeneratedImageUpdated():
            item.image = update.image
        case WidgetItem(), _:
            _apply_widget_update(item, update)


def _apply_widget_update(item: WidgetItem, update: ThreadItemUpdate) -> None:
    match update:
        case WidgetRootUpdated():
            item.widget = update.widget.model_copy(deep=True)
        case WidgetStreamingTextValueDelta():
            for component in _components(item.widget):
                if component.id == update.component_id:
                    component.value += update.delta
        case WidgetComponentUpdated():
            for component in _components(item.widget):
                children = getattr(component, "children", None)
                if isinstance(children, list):
                    new = update.component.model_copy(deep=True)
                    component.children = [new if child.id == update.component_id else child for child in children]


def _components(component: Any) -> Iterator[Any]:
    """A widget's nodes, from its root down. Their classes have no field in common that types would know of."""
    yield component
    children = getattr(component, "children", None)
    for child in children if isinstance(children, list) else filter(None, [children]):
        yield from _components(child)
