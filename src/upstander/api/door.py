"""The one address of the API for Django; everything behind it is loaded with the first request that asks for it.

So that pages start without it. Nothing here reads a cookie: only keys are taken, and no form of another site has one.
"""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt


@csrf_exempt
@login_not_required
def door(request: HttpRequest, rest: str) -> HttpResponse:
    """Answer a request of another system."""
    from upstander.api.served import answered

    return answered(request, rest)
