"""A paper as it is handed to a browser: kept nowhere, run nowhere, called by a name that tells nothing (clause 7 a)."""

from __future__ import annotations

import io
from pathlib import Path

from django.http import FileResponse

from upstander.casework.paper import Drawn

TYPES = {".pdf": "application/pdf", ".json": "application/json"}


def handed_out(paper: Drawn) -> FileResponse:
    """Return a PDF, or data, as a file to keep or to print."""
    held = io.BytesIO(paper.content)
    response = FileResponse(held, as_attachment=True, filename=paper.name, content_type=TYPES[Path(paper.name).suffix])
    response["Cache-Control"] = "no-store"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
