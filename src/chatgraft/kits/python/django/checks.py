"""What `manage.py check` and `runserver` say of the chat's settings."""

from typing import Any

from django.core import checks


@checks.register
def check_settings(**_: Any) -> list[checks.CheckMessage]:
    """A setting that the chat cannot start with is told before the first visitor meets it.

    As a warning: an error would keep every command of the project's from its work.
    """
    from ..chatkit_kit.errors import SettingsError  # noqa: PLC0415  most commands of manage.py do without the chat
    from .chatkit_server import load_settings  # noqa: PLC0415

    try:
        load_settings()
    except SettingsError as error:
        return [checks.Warning(str(error), id="chatkit_backend.W001")]
    return []
