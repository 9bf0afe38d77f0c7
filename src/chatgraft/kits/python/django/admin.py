"""The chats in Django's admin: to be read and searched. Conversations can be deleted, nothing can be written."""

import json
from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.http import urlencode

from .models import Feedback, Item, Thread, moment

SHOWN = 120
"""Characters of a message in a list."""


class ReadOnly(admin.ModelAdmin):
    """What visitors have said is no business of forms."""

    list_per_page = 50
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description="time (UTC)", ordering="seq")
    def created(self, row: Any) -> str:
        return f"{moment(row.created_us):%Y-%m-%d %H:%M:%S}"


@admin.register(Thread)
class ThreadAdmin(ReadOnly):
    """Conversations, the newest first; each with what was said in it."""

    list_display = ("title", "owner", "created")
    search_fields = ("=owner", "=thread_id", "data")
    ordering = ("-seq",)
    fields = ("title", "owner", "thread_id", "created", "conversation", "items")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Items and feedback go with it."""
        return admin.ModelAdmin.has_delete_permission(self, request, obj)

    @admin.display
    def title(self, row: Thread) -> str:
        return parsed(row.data).get("title") or "(no title)"

    @admin.display
    def conversation(self, row: Thread) -> str:
        said = Item.objects.using(row._state.db).filter(owner=row.owner, thread_id=row.thread_id).order_by("seq")
        return format_html_join("", "<p><b>{}</b><br>{}</p>", ((item.type, text_of(item)) for item in said)) or "-"

    @admin.display
    def items(self, row: Thread) -> str:
        place = reverse("admin:chatkit_backend_item_changelist", current_app=self.admin_site.name)
        return format_html('<a href="{}?{}">All of its items</a>', place, urlencode({"q": row.thread_id}))


@admin.register(Item)
class ItemAdmin(ReadOnly):
    """Messages and whatever else stands in conversations."""

    list_display = ("text", "type", "owner", "thread_id", "created")
    list_filter = ("type",)
    search_fields = ("=owner", "=thread_id", "=item_id", "data")
    ordering = ("-seq",)
    fields = ("type", "owner", "thread_id", "item_id", "created", "content")

    @admin.display
    def text(self, row: Item) -> str:
        text = text_of(row)
        return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"

    @admin.display
    def content(self, row: Item) -> str:
        return format_html("<pre>{}</pre>", json.dumps(parsed(row.data), indent=2, ensure_ascii=False))


@admin.register(Feedback)
class FeedbackAdmin(ReadOnly):
    """What visitors thought of answers, with the answer."""

    list_display = ("kind", "answer", "owner", "thread_id", "created")
    list_filter = ("kind",)
    search_fields = ("=owner", "=thread_id", "=item_id")
    ordering = ("-seq",)
    fields = ("kind", "answer", "owner", "thread_id", "item_id", "created")

    @admin.display
    def answer(self, row: Feedback) -> str:
        rows = Item.objects.using(row._state.db).filter(owner=row.owner, thread_id=row.thread_id, item_id=row.item_id)
        return "".join(map(text_of, rows[:1]))


def parsed(data: str) -> dict[str, Any]:
    found = json.loads(data)
    return found if isinstance(found, dict) else {}


def text_of(item: Item) -> str:
    """The words of a message; of anything else, its JSON."""
    content = parsed(item.data).get("content")
    if not isinstance(content, list):
        return item.data
    return " ".join(str(part.get("text", "")) for part in content if isinstance(part, dict)).strip()
