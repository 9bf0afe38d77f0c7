"""Sessions: who a visitor is, by a signed value in a cookie or, from another origin, in a header.

The value is `v1.<id>.<base64url HMAC-SHA256(secret, "v1.<id>.<origin, or empty for a cookie>")>` and never changes.
How long it counts, and whether it was revoked, stands in the table `chatkit_sessions`. A visitor who is signed in with
the host application has a session as well: it says which anonymous conversations are theirs.
"""

import base64
import hashlib
import hmac
import re
from collections.abc import Callable
from dataclasses import dataclass
from secrets import token_hex
from typing import Literal

from ..errors import ServiceError
from ..stores.database import SessionRow, SessionRows, now_us
from ..web import Request

COOKIE = "chatkit_session"
# Browsers accept a __Host- cookie only over https, for the whole host and without a Domain: no subdomain can plant one.
SECURE_COOKIE = "__Host-chatkit_session"
TOKEN_HEADER = "x-session-id"  # noqa: S105  the name of a header

DAY_US = 24 * 3600 * 1_000_000
LIFETIME_US = 30 * DAY_US
COOKIE_SECONDS = 400 * 24 * 3600  # the longest that browsers keep one; the table decides
VALUE_FORM = re.compile(r"v1\.([0-9a-f]{32})\.([\w-]{43})", re.ASCII)

SessionKind = Literal["cookie", "token"]


@dataclass(frozen=True, slots=True)
class Session:
    """A session that was checked. `claimed_by` is the owner who took over what was said in it; empty for nobody."""

    id: str
    value: str
    claimed_by: str = ""

    @property
    def owner(self) -> str:
        """What its rows are kept under while nobody is signed in.

        A claimed session gets a new name: nothing that is, or in another process still seems to be, under the first
        one can be reached without the user.
        """
        return f"session:{self.id}:later" if self.claimed_by else f"session:{self.id}"


class Sessions:
    """Opens sessions and recognises them. `is_secure` tells whether a request came by https."""

    def __init__(self, rows: SessionRows, secret: bytes, is_secure: Callable[[Request], bool]) -> None:
        self._rows = rows
        self._secret = secret
        self._is_secure = is_secure

    async def open(self, origin: str) -> Session:
        """A new session, bound to `origin`; empty for one that travels in a cookie."""
        session_id = token_hex(16)
        await self._rows.insert(session_id, origin, now_us() + LIFETIME_US)
        return Session(session_id, self._sign(session_id, origin))

    async def find(self, request: Request, kind: SessionKind | None = None) -> Session | None:
        """The session that the request carries, or None when it has none that counts. Using it prolongs it."""
        token = request.header(TOKEN_HEADER)
        if token and kind != "cookie":
            return await self._check(token, request, is_token=True)
        if kind == "token":
            return None
        cookies = request.cookies()
        # Over https the plain name proves nothing: any subdomain, or a forged http page, can have planted it.
        value = cookies.get(SECURE_COOKIE) or ("" if self._is_secure(request) else cookies.get(COOKIE))
        return await self._check(value, request, is_token=False) if value else None

    async def require(self, request: Request) -> Session:
        session = await self.find(request)
        if session is None:
            raise ServiceError(
                401,
                "session_required",
                "Your chat session has ended. Please try again.",
                hint="Ask for a session first: POST …/session.",
            )
        return session

    async def owner(self, request: Request) -> str:
        """Whose rows the request is about: the signed-in user's, else the session's.

        The first user who signs in with a session claims, once and for all, what was said in it before.
        """
        session = await self.require(request)
        if not request.user:
            return session.owner
        owner = f"user:{request.user}"
        if not session.claimed_by:
            await self._rows.claim(session.id, session.owner, owner)
        return owner

    async def delete_expired(self) -> None:
        await self._rows.delete_expired()

    async def _check(self, value: str, request: Request, *, is_token: bool) -> Session | None:
        form = VALUE_FORM.fullmatch(value)
        if form is None:
            return None
        session_id = form[1]
        row = await self._rows.find(session_id) or SessionRow("", 0, "")
        signed = hmac.compare_digest(self._sign(session_id, row.origin if is_token else ""), value)
        if not signed or row.expires_us < now_us() or (is_token and not _from_origin(request, row.origin)):
            return None
        await self._prolong(session_id, row.expires_us)
        return Session(session_id, value, row.claimed_by)

    async def _prolong(self, session_id: str, expires_us: int) -> None:
        """Slide the expiry, at most once a day: a read of the chat need not be a write."""
        if expires_us < now_us() + LIFETIME_US - DAY_US:
            await self._rows.prolong(session_id, now_us() + LIFETIME_US)

    def _sign(self, session_id: str, origin: str) -> str:
        text = f"v1.{session_id}"
        digest = hmac.new(self._secret, f"{text}.{origin}".encode(), hashlib.sha256).digest()
        return f"{text}.{base64.urlsafe_b64encode(digest).rstrip(b'=').decode()}"


def session_of(owner: str) -> str:
    """The id of the session that an anonymous owner is; empty for a user."""
    kind, _, rest = owner.partition(":")
    return rest.partition(":")[0] if kind == "session" else ""


def set_cookie(session: Session, *, secure: bool) -> str:
    """The Set-Cookie header for a session."""
    name, flags = (SECURE_COOKIE, "; Secure") if secure else (COOKIE, "")
    return f"{name}={session.value}; Path=/; Max-Age={COOKIE_SECONDS}; HttpOnly; SameSite=Lax{flags}"


def forget_cookie(*, secure: bool) -> str:
    """The Set-Cookie header that takes a session away."""
    name, flags = (SECURE_COOKIE, "; Secure") if secure else (COOKIE, "")
    return f"{name}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax{flags}"


def _from_origin(request: Request, origin: str) -> bool:
    # A same-origin GET carries no Origin; everything else that a browser sends across origins does.
    sent = request.header("origin")
    return sent == origin or (not sent and request.method == "GET")
