"""Who may read the metrics: whoever has the token, and whoever is on this machine."""

import hmac
import ipaddress
from urllib.parse import urlsplit

from .. import watch
from ..settings import Settings
from ..web import Request
from .origins import LOOPBACK_HOSTS

# What proxies add to the requests that they pass on.
PASSED_ON = ("forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-real-ip")


class MetricsAccess:
    """To everybody else there is nothing under the address."""

    def __init__(self, settings: Settings) -> None:
        self._token = settings.metrics_token
        self._api = settings.api
        self._kept = watch.begin()

    def allows(self, request: Request) -> bool:
        if not self._kept or request.method != "GET":
            return False
        scheme, _, token = request.header("authorization").partition(" ")
        if self._token and scheme.lower() == "bearer" and hmac.compare_digest(token.encode(), self._token.encode()):
            return True
        return self._is_of_this_machine(request)

    def _is_of_this_machine(self, request: Request) -> bool:
        """A proxy on this machine passes on requests of the whole world: it shows by what it adds, by the name that the
        visitor asked for, or by the API's path, which is the one that it is there to pass on."""
        if request.path.startswith(self._api) or any(request.header(name) for name in PASSED_ON):
            return False
        named = urlsplit(f"//{request.header('host')}").hostname or ""
        try:
            return named in LOOPBACK_HOSTS and ipaddress.ip_address(request.peer).is_loopback
        except ValueError:
            return False
