"""The chat as a Django app: name it in INSTALLED_APPS, include its `urls`, run `manage.py migrate`."""

import signal
import sys
import threading
from types import FrameType

from django.apps import AppConfig


class ChatKitConfig(AppConfig):
    """Tables, admin pages and settings check of the chat."""

    name = __name__.rpartition(".")[0]
    label = "chatkit_backend"
    verbose_name = "Chat"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import checks  # noqa: F401, PLC0415  registers itself

        end_answers_at_sigterm(f"{self.name}.views")


def end_answers_at_sigterm(views: str) -> None:
    """Have running answers come to an end when a WSGI server is told to stop, which would wait for their streams.

    Only a process's main thread may ask for that, and `views` are first imported by a request, in another thread.
    A process that leaves SIGTERM to the system serves nobody.
    """
    before = signal.getsignal(signal.SIGTERM)
    if threading.current_thread() is not threading.main_thread() or not callable(before):
        return

    def handle(number: int, frame: FrameType | None) -> None:
        if loaded := sys.modules.get(views):
            loaded.in_threads.begin_close()
        before(number, frame)

    signal.signal(signal.SIGTERM, handle)
