"""Every way in, room by room. A room's own addresses stand in its own urls.py."""

from allauth.account import views as account
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, include, path, re_path


@login_not_required
def alive(request: HttpRequest) -> HttpResponse:
    """Answer whoever watches over the server; says nothing about what is kept here."""
    return HttpResponse("alive", content_type="text/plain")


urlpatterns: list[URLPattern | URLResolver] = [
    path("alive", alive, name="alive"),
    path("", include("upstander.web.leave.urls")),
    path("", include("upstander.web.report.urls")),
    path("", include("upstander.web.mycase.urls")),
    path("", include("upstander.web.sign_in.urls")),
    path("", include("upstander.web.work.urls")),
    path("", include("upstander.web.sight.urls")),
    path("", include("upstander.web.files.urls")),
    path("", include("upstander.web.letters.urls")),
    path("", include("upstander.web.sharing.urls")),
    path("", include("upstander.web.agency.urls")),
    path("", include("upstander.web.case.urls")),
    path("", include("upstander.web.triage.urls")),
    path("", include("upstander.web.approvals.urls")),
    path("", include("upstander.web.outbox.urls")),
    path("", include("upstander.web.versions.urls")),
    path("", include("upstander.web.phone.urls")),
    path("", include("upstander.web.administration.urls")),
    path("", include("upstander.web.places.urls")),
    path("", include("upstander.web.public.urls")),
    path("", include("upstander.web.policy.urls")),
    path("", include("upstander.web.keys.urls")),
    path("", include("upstander.api.urls")),
    # By a link that `upstander invite` printed; there is no page that sends one.
    re_path(
        r"^sign-in/first/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[\w-]+)$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("sign-in/first/done", account.password_reset_from_key_done, name="account_reset_password_from_key_done"),
]

handler400 = "upstander.web.look.faults.broken_request"
handler403 = "upstander.web.look.faults.refused"
handler404 = "upstander.web.look.faults.not_found"
handler500 = "upstander.web.look.faults.our_fault"
