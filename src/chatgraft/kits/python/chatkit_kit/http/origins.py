"""Which web origins may use the chat, what CORS tells them, and whose address a request has."""

import ipaddress
from functools import lru_cache
from urllib.parse import quote, urlsplit

from ..errors import SettingsError
from ..settings import Settings
from ..web import Reply, Request

ALLOWED_HEADERS = (
    "content-type, accept, authorization, x-session-id, idempotency-key, last-event-id, x-csrftoken, "
    "chatkit-frame-instance-id"  # sent by OpenAI's own element
)
EXPOSED_HEADERS = "X-Run-Id, Retry-After"
LOOPBACK_HOSTS = frozenset({"localhost", "127.0.0.1", "::1"})


class Origins:
    """The origin rules of one service. Wildcards are not known: an origin is allowed by name or not at all."""

    def __init__(self, settings: Settings) -> None:
        self._named = frozenset(settings.origins)
        self._development = not settings.production
        self._proxies = [_network(text) for text in settings.trusted_proxies]

    def allows(self, request: Request, origin: str) -> bool:
        """Whether pages of `origin` may talk to this service."""
        return (
            origin.lower() in self._named or self._same(request, origin) or (self._development and _is_loopback(origin))
        )

    def refuses_change(self, request: Request) -> bool:
        """Whether a POST or PUT comes from a page that has no business here.

        Browsers send Origin with every POST; a request without one is a program, which no cookie of a visitor helps.
        """
        origin = request.header("origin")
        if origin:
            return not self.allows(request, origin)
        return request.header("sec-fetch-site") == "cross-site"

    def is_same(self, request: Request) -> bool:
        """Whether the request comes from a page of this very origin, so that its cookies are the site's own."""
        origin = request.header("origin")
        return self._same(request, origin) if origin else request.header("sec-fetch-site") == "same-origin"

    def is_secure(self, request: Request) -> bool:
        """Whether the visitor came by https: as we see it, a trusted proxy says, or the page's own origin shows."""
        if self._from_proxy(request) and request.header("x-forwarded-proto"):
            return request.header("x-forwarded-proto").split(",")[0].strip() == "https"
        return request.scheme == "https" or (
            request.header("origin").startswith("https://") and self._same(request, request.header("origin"))
        )

    def address(self, request: Request) -> str:
        """Scheme, host, port and, below another app, path by which the visitor reaches this service."""
        forwarded = request.header("x-forwarded-host") if self._from_proxy(request) else ""
        scheme = "https" if self.is_secure(request) else "http"
        return f"{scheme}://{forwarded or request.header('host')}{quote(request.root)}"

    def client_address(self, request: Request) -> str:
        """The visitor's address. X-Forwarded-For counts only as far as trusted proxies wrote it."""
        address = request.peer
        if self._from_proxy(request):
            for hop in reversed(request.header("x-forwarded-for").split(",")):
                if not hop.strip():
                    break
                address = hop.strip()
                if not self._is_proxy(address):
                    break
        return _network_of(address)

    def cors_headers(self, request: Request) -> dict[str, str]:
        """What lets a page of another, allowed origin read the reply."""
        origin = request.header("origin")
        headers = {"Vary": "Origin"}
        if origin and self.allows(request, origin):
            headers["Access-Control-Allow-Origin"] = origin
            headers["Access-Control-Allow-Credentials"] = "true"
            headers["Access-Control-Expose-Headers"] = EXPOSED_HEADERS
        return headers

    def preflight(self, request: Request) -> Reply:
        """Answer to the browser's question before a cross-origin request."""
        headers = self.cors_headers(request)
        if "Access-Control-Allow-Origin" not in headers:
            return Reply(403, b"", headers)
        return Reply(
            204,
            b"",
            {
                **headers,
                "Access-Control-Allow-Methods": "GET, POST, PUT, DELETE, OPTIONS",
                "Access-Control-Allow-Headers": ALLOWED_HEADERS,
                "Access-Control-Max-Age": "600",
            },
        )

    def _same(self, request: Request, origin: str) -> bool:
        # An https page of our host is ours even where a proxy hides the scheme; an http page of an https host is not.
        scheme, _, host = origin.partition("://")
        forwarded = request.header("x-forwarded-host") if self._from_proxy(request) else ""
        return (
            scheme in {"https", request.scheme} and host.lower() == (forwarded or request.header("host")).lower() != ""
        )

    def _from_proxy(self, request: Request) -> bool:
        return self._is_proxy(request.peer)

    def _is_proxy(self, address: str) -> bool:
        ip = _find_ip(address)
        return ip is not None and any(ip in network for network in self._proxies)


def _network(text: str) -> ipaddress.IPv4Network | ipaddress.IPv6Network:
    try:
        return ipaddress.ip_network(text, strict=False)
    except ValueError:
        raise SettingsError(
            f"CHATKIT_TRUSTED_PROXIES has {text!r}; it takes addresses and networks, such as 10.0.0.0/8."
        ) from None


def _is_loopback(origin: str) -> bool:
    try:
        parts = urlsplit(origin)
    except ValueError:  # brackets that hold no address
        return False
    return parts.scheme in {"http", "https"} and (parts.hostname or "") in LOOPBACK_HOSTS


@lru_cache(maxsize=1024)
def _find_ip(address: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """Asked several times a request, mostly for the same few proxies."""
    try:
        return ipaddress.ip_address(address)
    except ValueError:
        return None


@lru_cache(maxsize=1024)
def _network_of(address: str) -> str:
    """IPv6 visitors own a whole /64, so that is what limits count."""
    ip = _find_ip(address)
    if ip is None:
        return "unknown"
    if ip.version == 6 and ip.ipv4_mapped is None:
        return str(ipaddress.ip_network(f"{ip}/64", strict=False))
    return str(ip)
