"""The service's settings: environment variables first, then the `.env` file beside `chatkit_server.py`."""

import contextlib
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

from .env_file import ENV_FILE, own_values, read_env_file
from .errors import SettingsError
from .site_search.flavors import FLAVORS

DATA_FOLDER = ".chatkit"
MINIMUM_SECRET = 32
SCHEMES = {
    **dict.fromkeys(("postgres", "postgresql"), "postgresql"),
    **dict.fromkeys(("mysql", "mysql2", "mariadb"), "mysql"),
    **{name: name for name in ("mongodb", "mongodb+srv")},
}
DATABASE, REDIS = "DATABASE_URL", "REDIS_URL"


@dataclass(frozen=True, slots=True)
class SiteRoot:
    """A folder of pages and the URL prefix under which the site serves them; `clean`: without `.html` at the end.
    `flavor` names the generator whose rules make addresses of Markdown (`site_search/flavors`)."""

    folder: Path
    prefix: str = "/"
    clean: bool = False
    flavor: str = ""


@dataclass(frozen=True)
class Settings:
    """Everything the machinery reads from outside. Sizes are bytes, times seconds, rates `limits` notation."""

    folder: Path
    """Folder of `chatkit_server.py`; relative paths start here."""
    secret: bytes
    data_dir: Path
    database_url: str
    production: bool = False
    api: str = "/chatkit"
    host: str = "127.0.0.1"
    port: int = 8001
    origins: tuple[str, ...] = ()
    trusted_proxies: tuple[str, ...] = ()
    run_seconds: float = 300
    shutdown_seconds: float = 5
    lease_seconds: float = 10
    """How long a worker that says nothing counts as alive; it speaks up once a second."""
    coalesce_ms: float = 20
    """Pieces of an answer that follow each other within so many milliseconds travel as one; 0 sends each by itself."""
    max_body: int = 256 * 1024
    max_message: int = 16_000
    """Longest message and longest quotation, in characters."""
    turns_rate: str = "20/minute;300/hour"
    """Answers a session may ask for."""
    address_rate: str = "60/minute;1000/hour"
    """Answers all sessions of one address may ask for."""
    requests_rate: str = "600/minute"
    """Requests of any kind from one address."""
    sessions_rate: str = "60/minute;500/hour"
    """Sessions that one address may open."""
    daily_tokens: int = 1_000_000
    """Budget of all visitors together; 0 means none."""
    first_word_seconds: float = 90
    """How long an assistant may say nothing before the site's pages answer instead; 0: for ever."""
    breaker_failures: int = 5
    """Failures in a row, within the window, after which the assistant is left alone for a pause; 0: never."""
    breaker_window: float = 60
    breaker_pause: float = 30
    metrics_token: str = ""
    """Who sends it as a bearer token may read the metrics from anywhere; without one, from this machine alone."""
    redis_url: str = ""
    """Where several workers share runs and limits; empty for one worker."""
    redis_prefix: str = "chatkit:"
    """What the names of all keys begin with."""
    attachments: bool = False
    """Whether visitors may attach files to their messages."""
    max_attachment: int = 20 * 1024 * 1024
    files_url: str = ""
    """Where the bytes of attached files lie, as s3://bucket/prefix; empty for the data folder."""
    owner_files: int = 100
    """Most files that one visitor may have in all conversations together."""
    owner_bytes: int = 200 * 1024 * 1024
    """Most bytes of those files."""
    attachment_types: tuple[str, ...] = (
        *("image/png", "image/jpeg", "image/gif", "image/webp"),
        *("application/pdf", "text/plain", "text/markdown", "text/csv"),
    )
    retention_days: float = 0
    """Conversations in which nothing was said for so many days are deleted; 0 keeps them."""
    site_roots: tuple[SiteRoot, ...] = ()
    site_url: str = ""
    site_name: str = ""
    migrate_command: str = "python chatkit_server.py migrate"

    @classmethod
    def load(cls, folder: Path) -> "Settings":
        """The settings of the service in `folder`; the first development start also makes its secret.

        What stands in `.env` and not in the environment is put into the environment, where AI libraries look for keys.
        """
        take_into_environment(own_values(folder))
        settings = cls.from_values(folder, os.environ)
        return replace(settings, migrate_command=f"python {folder.name}/chatkit_server.py migrate")

    @classmethod
    def load_inside(cls, folder: Path, migrate_command: str) -> "Settings":
        """As `load`, for a chat that another app carries.

        DATABASE_URL and REDIS_URL in the environment are that app's. The chat's are CHATKIT_DATABASE_URL and
        CHATKIT_REDIS_URL, or those in its own `.env`.
        """
        own = own_values(folder)
        kept = {name: own.pop(name, "") for name in (DATABASE, REDIS)}
        take_into_environment(own)
        kept = {name: os.environ.get(f"CHATKIT_{name}") or value for name, value in kept.items()}
        return replace(cls.from_values(folder, {**os.environ, **kept}), migrate_command=migrate_command)

    @classmethod
    def find_api(cls, folder: Path) -> str:
        """The API's path alone, for those who need it before anything is set up. Makes no file."""
        with contextlib.suppress(SettingsError):
            named = os.environ.get("CHATKIT_API_PATH") or read_env_file(folder / ENV_FILE).get("CHATKIT_API_PATH")
            return _api_path(named or cls.api)
        return cls.api

    @classmethod
    def from_values(cls, folder: Path, values: Mapping[str, str]) -> "Settings":
        """The settings that `values` spell out; touches no file. Raises `SettingsError`."""
        reader = _Reader(values)
        production = reader.choice("CHATKIT_ENV", ("development", "production")) == "production"
        data_dir = folder / (reader.text("CHATKIT_DATA_DIR") or DATA_FOLDER)
        return cls(
            folder=folder,
            secret=reader.secret(production=production),
            data_dir=data_dir,
            database_url=_database_url(reader.text(DATABASE), data_dir),
            production=production,
            api=_api_path(reader.text("CHATKIT_API_PATH") or cls.api),
            host=reader.text("CHATKIT_HOST") or cls.host,
            port=int(reader.number("CHATKIT_PORT", cls.port)),
            origins=tuple(_origin(part) for part in reader.parts("CHATKIT_ORIGINS")),
            trusted_proxies=reader.parts("CHATKIT_TRUSTED_PROXIES"),
            run_seconds=reader.number("CHATKIT_RUN_SECONDS", cls.run_seconds),
            shutdown_seconds=reader.number("CHATKIT_SHUTDOWN_SECONDS", cls.shutdown_seconds),
            lease_seconds=reader.number("CHATKIT_LEASE_SECONDS", cls.lease_seconds),
            coalesce_ms=reader.number("CHATKIT_COALESCE_MS", cls.coalesce_ms),
            max_body=int(reader.number("CHATKIT_MAX_BODY", cls.max_body)),
            max_message=int(reader.number("CHATKIT_MAX_MESSAGE", cls.max_message)),
            turns_rate=reader.text("CHATKIT_TURNS_RATE") or cls.turns_rate,
            address_rate=reader.text("CHATKIT_ADDRESS_RATE") or cls.address_rate,
            requests_rate=reader.text("CHATKIT_REQUESTS_RATE") or cls.requests_rate,
            sessions_rate=reader.text("CHATKIT_SESSIONS_RATE") or cls.sessions_rate,
            daily_tokens=int(reader.number("CHATKIT_DAILY_TOKENS", cls.daily_tokens)),
            first_word_seconds=reader.number("CHATKIT_FIRST_WORD_SECONDS", cls.first_word_seconds),
            breaker_failures=int(reader.number("CHATKIT_BREAKER_FAILURES", cls.breaker_failures)),
            breaker_window=reader.number("CHATKIT_BREAKER_WINDOW", cls.breaker_window),
            breaker_pause=reader.number("CHATKIT_BREAKER_PAUSE", cls.breaker_pause),
            metrics_token=reader.text("CHATKIT_METRICS_TOKEN"),
            redis_url=reader.text(REDIS),
            redis_prefix=reader.text("CHATKIT_REDIS_PREFIX") or cls.redis_prefix,
            attachments=reader.choice("CHATKIT_ATTACHMENTS", ("0", "1")) == "1",
            max_attachment=int(reader.number("CHATKIT_MAX_ATTACHMENT", cls.max_attachment)),
            files_url=_files_url(reader.text("CHATKIT_FILES")),
            owner_files=int(reader.number("CHATKIT_OWNER_FILES", cls.owner_files)),
            owner_bytes=int(reader.number("CHATKIT_OWNER_BYTES", cls.owner_bytes)),
            attachment_types=reader.parts("CHATKIT_ATTACHMENT_TYPES") or cls.attachment_types,
            retention_days=reader.number("CHATKIT_RETENTION_DAYS", cls.retention_days),
            site_roots=tuple(_site_root(folder, part) for part in reader.parts("SITE_ROOT")),
            site_url=reader.text("SITE_URL").rstrip("/"),
            site_name=reader.text("CHATKIT_SITE_NAME"),
        )


class _Reader:
    """Typed access to named values, with errors that name the setting."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self._values = values

    def text(self, name: str) -> str:
        return self._values.get(name, "").strip()

    def parts(self, name: str) -> tuple[str, ...]:
        return tuple(part.strip() for part in self.text(name).split(",") if part.strip())

    def number(self, name: str, default: float) -> float:
        text = self.text(name)
        if not text:
            return default
        try:
            value = float(text)
        except ValueError:
            value = -1
        if value < 0:
            raise SettingsError(f"{name} is {text!r}; it must be a number, 0 or more.")
        return value

    def choice(self, name: str, allowed: tuple[str, ...]) -> str:
        text = self.text(name) or allowed[0]
        if text not in allowed:
            raise SettingsError(f"{name} is {text!r}; it must be one of: {', '.join(allowed)}.")
        return text

    def secret(self, *, production: bool) -> bytes:
        text = self.text("CHATKIT_SECRET")
        if not text:
            where = "the environment of the service" if production else f"the environment or {ENV_FILE}"
            raise SettingsError(
                f"CHATKIT_SECRET is not set. Put a random value of {MINIMUM_SECRET} or more characters into {where}, "
                'for example from: python -c "import secrets; print(secrets.token_urlsafe(48))"'
            )
        if len(text) < MINIMUM_SECRET:
            raise SettingsError(f"CHATKIT_SECRET is too short: {MINIMUM_SECRET} characters or more are needed.")
        return text.encode()


def take_into_environment(values: Mapping[str, str]) -> None:
    """To where AI libraries look for their keys; what is set there already stays."""
    for name, value in values.items():
        if not os.environ.get(name):
            os.environ[name] = value


def _database_url(text: str, data_dir: Path) -> str:
    if not text:
        return f"sqlite:///{(data_dir / 'chatkit.sqlite3').resolve().as_posix()}"
    if text.startswith("sqlite:///"):
        return text
    # Hosts and frameworks have other words for a scheme, and add their driver; the server is the same one.
    named, mark, rest = text.partition("://")
    scheme = SCHEMES.get(named.lower()) or SCHEMES.get(named.lower().partition("+")[0])
    if scheme is None or not mark:
        named = text.partition(":")[0]
        known = ", ".join(f"{name}://" for name in sorted(set(SCHEMES.values())))
        raise SettingsError(f"DATABASE_URL begins with {named!r}; the service knows sqlite:///, {known}.")
    url = f"{scheme}://{rest}"
    # Hosts put it there for libpq; asyncpg takes what it does not know for a setting of the server, which refuses.
    return re.sub(r"(?<=[?&])channel_binding=\w*&?", "", url).rstrip("?&")


def _files_url(text: str) -> str:
    if text and not re.fullmatch(r"s3://[^/?#]+/+[^/?#][^?#]*", text):
        raise SettingsError(
            f"CHATKIT_FILES is {text!r}; it looks like s3://bucket/prefix, or is empty for a folder here. "
            "The prefix keeps them apart from what else is in the bucket."
        )
    return text


def _api_path(text: str) -> str:
    path = "/" + text.strip("/")
    if path == "/":
        raise SettingsError("CHATKIT_API_PATH must name a path, such as /chatkit.")
    return path


def _origin(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in {"http", "https"} or not parts.netloc or parts.path.strip("/"):
        raise SettingsError(
            f"CHATKIT_ORIGINS has {text!r}; an origin looks like https://www.example.com, without a path."
        )
    return f"{parts.scheme}://{parts.netloc}".lower()


def _site_root(folder: Path, text: str) -> SiteRoot:
    name, _, address = text.partition("=")
    prefix, _, flavor = (part.strip() for part in address.partition(":"))
    if flavor not in FLAVORS:
        known = ", ".join(filter(None, FLAVORS))
        raise SettingsError(f"SITE_ROOT has {text!r}; after the last colon one of these may stand: {known}.")
    clean = prefix.endswith("*")
    return SiteRoot((folder / name.strip()).resolve(), "/" + prefix.removesuffix("*").strip("/"), clean, flavor)
