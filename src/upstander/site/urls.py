"""Every way in, room by room. A room's own addresses stand in its own urls.py."""

from allauth.account import views as account
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, include, path


@login_not_required
def alive(request: HttpRequest) -> HttpResponse:
    """Answer whoever watches over the server; says nothing about what is kept here."""
    return HttpResponse("alive", content_type="text/plain")


urlpatterns: list[URLPattern | URLResolver] = [
    path("alive", alive, name="alive"),
    path("", include("upstander.web.leave.urls")),
    # Of allauth only these: no sign-up, no pages for changing addresses.
    path("sign-in", account.login, name="account_login"),
    path("sign-out", account.logout, name="account_logout"),
    path("sign-in/inactive", account.account_inactive, name="account_inactive"),
]

handler400 = "upstander.web.look.faults.broken_request"
handler403 = "upstander.web.look.faults.refused"
handler404 = "upstander.web.look.faults.not_found"
handler500 = "upstander.web.look.faults.our_fault"
