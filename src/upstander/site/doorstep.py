"""What happens to every request before any room sees it, and to every answer after it.

Clause 7: pages with personal matters are not stored by browsers or proxies, and other sites may not embed or read them.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden

from upstander.site.landlord import Landlord

Next = Callable[[HttpRequest], HttpResponse]
FORWARDED = ("HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED", "HTTP_X_REAL_IP")
STAYS_HERE = "The demo answers only on the machine it runs on. Real reports need an installation in real mode."


class OnlyHere:
    """Keep the demo on loopback: anybody can sign in there as anybody."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Refuse whoever comes from elsewhere, also by way of a proxy on this machine."""
        if settings.DEMO and not _from_here(request):
            return HttpResponseForbidden(STAYS_HERE, content_type="text/plain; charset=utf-8")
        return self.get_response(request)


def _from_here(request: HttpRequest) -> bool:
    if any(request.META.get(name) for name in FORWARDED):
        return False
    try:
        return ipaddress.ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False


class Headers:
    """Say on every answer what Django and the content policy do not say."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Add the headers; a page that says itself how long it may be kept is left alone."""
        response = self.get_response(request)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault(
            "Permissions-Policy", "camera=(), microphone=(), geolocation=(), browsing-topics=()"
        )
        response.headers.setdefault("Cache-Control", "no-store")
        return response


def mode(request: HttpRequest) -> dict[str, bool]:
    """Tell every page whether this is a demo, for its banner."""
    return {"demo": settings.DEMO}


def whose(request: HttpRequest) -> dict[str, Landlord]:
    """Tell every page whose house this is: name, phone, and where leaving leads."""
    return {"landlord": settings.LANDLORD}
