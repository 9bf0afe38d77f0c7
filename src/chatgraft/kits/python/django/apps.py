"""The chat as a Django app: name it in INSTALLED_APPS, include its `urls`, run `manage.py migrate`."""

from django.apps import AppConfig
from django.core.signals import request_started

from ..chatkit_kit.mounts.warming import warm_up


class ChatKitConfig(AppConfig):
    """Tables, admin pages and settings check of the chat."""

    name = __name__.rpartition(".")[0]
    label = "chatkit_backend"
    verbose_name = "Chat"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import checks  # noqa: F401, PLC0415  registers itself

        request_started.connect(warm_up)
