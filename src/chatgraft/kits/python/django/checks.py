"""What `manage.py check` and `runserver` say of the chat's settings."""

from typing import Any

from django.core.checks import CheckMessage, Error, register


@register
def check_settings(**_: Any) -> list[CheckMessage]:
    """A setting that the chat cannot start with is told before the first visitor meets it."""
    from ..chatkit_kit.errors import SettingsError  # noqa: PLC0415  most commands of manage.py do without the chat
    from .chatkit_server import load_settings  # noqa: PLC0415

    try:
        load_settings()
    except SettingsError as error:
        return [Error(str(error), id="chatkit_backend.E001")]
    return []
