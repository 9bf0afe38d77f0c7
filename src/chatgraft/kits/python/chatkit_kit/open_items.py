"""The items of a running turn as a client sees them after the events so far."""

from chatkit.types import (
    AssistantMessageContent,
    AssistantMessageContentPartAdded,
    AssistantMessageContentPartAnnotationAdded,
    AssistantMessageContentPartDone,
    AssistantMessageContentPartTextDelta,
    AssistantMessageItem,
    HiddenContextItem,
    SDKHiddenContextItem,
    ThreadItem,
    ThreadItemAddedEvent,
    ThreadItemDoneEvent,
    ThreadItemRemovedEvent,
    ThreadItemReplacedEvent,
    ThreadItemUpdatedEvent,
    ThreadStreamEvent,
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

    def all(self) -> list[ThreadItem]:
        return list(self._items.values())

    def apply(self, event: ThreadStreamEvent) -> None:
        """Bring the items up to date with an event that clients are about to see."""
        match event:
            case ThreadItemAddedEvent(item=item):
                self._items[item.id] = item.model_copy(deep=True)
            case ThreadItemDoneEvent(item=item) | ThreadItemReplacedEvent(item=item):
                self._forget(item.id)
            case ThreadItemRemovedEvent(item_id=item_id):
                self._forget(item_id)
            case ThreadItemUpdatedEvent(item_id=item_id, update=update):
                message = self._items.get(item_id)
                if isinstance(message, AssistantMessageItem) and isinstance(update, MessageUpdate):
                    apply_update(message, update)
                    self._changed.add(item_id)

    def take_changed(self) -> list[ThreadItem]:
        """Copies of the items with something to keep that changed since the last call."""
        changed, self._changed = self._changed, set()
        return [item.model_copy(deep=True) for key, item in self._items.items() if key in changed and has_text(item)]

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
    while len(item.content) <= update.content_index:
        item.content.append(AssistantMessageContent(text="", annotations=[]))
    part = item.content[update.content_index]
    match update:
        case AssistantMessageContentPartTextDelta():
            part.text += update.delta
        case AssistantMessageContentPartAnnotationAdded():
            part.annotations.insert(update.annotation_index, update.annotation)
        case AssistantMessageContentPartAdded() | AssistantMessageContentPartDone():
            item.content[update.content_index] = update.content.model_copy(deep=True)
