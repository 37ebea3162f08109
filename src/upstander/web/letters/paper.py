"""A PDF as it is handed to a browser: kept nowhere, run nowhere, called by a name that tells nothing (clause 7 a)."""

from __future__ import annotations

from django.http import HttpResponse

from upstander.casework.paper import Drawn


def handed_out(paper: Drawn) -> HttpResponse:
    """Return a PDF as a file to keep or to print."""
    response = HttpResponse(paper.content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{paper.name}"'
    response["Cache-Control"] = "no-store"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
