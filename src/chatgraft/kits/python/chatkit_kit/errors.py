"""What can go wrong, in words that a visitor may read. Nothing here carries a secret or an exception's own text."""

from .web import Reply, json_reply


class ServiceError(Exception):
    """A request that gets an error document: `{"error": {"code", "message", "hint"?}}`.

    `message` is for the visitor; `hint` for whoever builds the site; `retry_after` is in seconds.
    """

    def __init__(
        self, status: int, code: str, message: str, *, hint: str | None = None, retry_after: float | None = None
    ) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message
        self.hint = hint
        self.retry_after = retry_after
        self.headers: dict[str, str] = {}

    def reply(self) -> Reply:
        error = {"code": self.code, "message": self.message}
        if self.hint:
            error["hint"] = self.hint
        headers = dict(self.headers)
        if self.retry_after is not None:
            headers["Retry-After"] = str(max(1, round(self.retry_after)))
        return json_reply({"error": error}, self.status, headers)


class DatabaseUnavailableError(Exception):
    """The database cannot be reached, or gave up in the middle of a statement."""


class NoOutageError(Exception):
    """One question could not be answered, which tells nothing of whether the next one can."""


class FilesUnavailableError(NoOutageError):
    """The storage of attached files cannot be reached, or refuses what is asked of it."""


class SiteAwayError(Exception):
    """The site no longer answers, while its pages are being read."""


class ImpossibleValueError(ValueError):
    """A value that the database cannot hold, such as a NUL character in PostgreSQL: no row has it."""


class SchemaError(Exception):
    """The tables are not there, or not in the version that this code works with."""


class SettingsError(Exception):
    """A setting is missing or cannot be used; the text says which, why, and what to do."""


def bad_request(message: str, hint: str | None = None) -> ServiceError:
    return ServiceError(400, "bad_request", message, hint=hint)


def not_found(message: str) -> ServiceError:
    return ServiceError(404, "not_found", message)


def not_set_up() -> ServiceError:
    return ServiceError(503, "not_set_up", "The chat is not set up yet.")


def database_unavailable() -> ServiceError:
    return ServiceError(
        503,
        "database_unavailable",
        "The chat cannot reach its database at the moment. Please try again shortly.",
        retry_after=5,
    )


def files_unavailable() -> ServiceError:
    message = "The chat cannot reach its files at the moment. Please try again shortly."
    return ServiceError(503, "files_unavailable", message, retry_after=5)
