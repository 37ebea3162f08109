"""Ending a visit at once: the draft and the visit are forgotten, the cookie changes, and the browser goes elsewhere.

Clause 3.2 a; without JavaScript the same by a link. Nothing here asks anything: whoever leaves is not held up.
"""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from upstander.casework import codes, drafts
from upstander.web import residents


@csrf_exempt  # the cookie never comes along from another site, and there is nothing to gain by sending somebody away
@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def leave(request: HttpRequest) -> HttpResponse:
    """Forget everything of this visit, then go elsewhere."""
    keys = residents.keys_of(request)
    elsewhere = HttpResponseRedirect(settings.LANDLORD.elsewhere)
    response = HttpResponse(status=204) if request.method == "POST" else elsewhere
    residents.mark_gone(response)
    if keys.draft:
        drafts.drop_draft(keys.draft)
    if keys.visit:
        codes.leave(keys.visit)
    return response


@login_not_required
@never_cache
@require_safe
def again(request: HttpRequest) -> HttpResponse:
    """Show our website again to somebody who left and asks for it."""
    response = HttpResponseRedirect("/")
    residents.unmark(response)
    return response
