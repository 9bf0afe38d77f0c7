"""The `.env` file beside the service: read, and given a secret at the first development start."""

import os
import secrets
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from dotenv import dotenv_values

from .errors import SettingsError

ENV_FILE = ".env"
EXAMPLE_FILE = ".env.example"
SECRET = "CHATKIT_SECRET"  # noqa: S105 - the setting's name


def read_env_file(path: Path) -> dict[str, str]:
    """What an env file sets; nothing where there is none. Raises `SettingsError`."""
    try:
        return {name: value for name, value in dotenv_values(path, encoding="utf-8-sig").items() if value}
    except UnicodeDecodeError:
        raise SettingsError(f"{path.name} is not UTF-8 text. Save it as UTF-8 and start again.") from None
    except OSError as error:
        raise SettingsError(f"{path.name} cannot be read ({error.strerror}).") from None


def own_values(folder: Path) -> dict[str, str]:
    """What `.env` says, made now with a secret where one works on the project and there is none."""
    own = read_env_file(folder / ENV_FILE)
    said = {**own, **{name: value for name, value in os.environ.items() if value}}
    if not said.get(SECRET) and said.get("CHATKIT_ENV", "development") == "development":
        _add_secret(folder / ENV_FILE, folder / EXAMPLE_FILE)
        own = read_env_file(folder / ENV_FILE)
    return own


def _add_secret(env_file: Path, example: Path) -> None:
    """Make a secret and keep it in `env_file`, which starts as a copy of `example`. Only its owner may read it."""
    try:
        with _locked(env_file) as append:
            # The other workers of a server start at the same time, and all must sign with one secret.
            if read_env_file(env_file).get(SECRET):
                return
            start = example.read_text(encoding="utf-8") if example.exists() and not env_file.stat().st_size else ""
            append(f"{start}\n{SECRET}={secrets.token_urlsafe(48)}\n")
    except OSError as error:
        raise SettingsError(
            f"{SECRET} is not set and {env_file} cannot be written ({error.strerror}). Set it yourself."
        ) from None


@contextmanager
def _locked(path: Path) -> Iterator[Callable[[str], int]]:
    """What appends to the file, made where there is none, with every other process waiting that comes this way."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600), "a", encoding="utf-8") as file:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415 - of this system alone

            # Windows keeps others from reading what is locked: a byte far behind the text stands for all of it.
            file.seek(1 << 30)
            msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)
        else:
            import fcntl  # noqa: PLC0415 - of this system alone

            fcntl.flock(file, fcntl.LOCK_EX)
        yield file.write
