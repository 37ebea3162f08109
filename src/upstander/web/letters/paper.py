"""A PDF as it is handed to a browser: kept nowhere, run nowhere, called by a name that tells nothing (clause 7 a)."""

from __future__ import annotations

import io

from django.http import FileResponse

from upstander.casework.paper import Drawn


def handed_out(paper: Drawn) -> FileResponse:
    """Return a PDF as a file to keep or to print."""
    held = io.BytesIO(paper.content)
    response = FileResponse(held, as_attachment=True, filename=paper.name, content_type="application/pdf")
    response["Cache-Control"] = "no-store"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
