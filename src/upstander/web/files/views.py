"""The files of a case or report, and what is handed out of one: never shown inside our pages (clause 7 a).

A file is handed out as something to keep, under a name and type of our own, with nothing in it allowed to run.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_POST

from upstander.casework.files import FileRow, NoLongerKept, NoSuchPart, OpenedFile, files_of, one_file, open_file
from upstander.policy.deeds import Deed
from upstander.policy.files import KIND_LABELS, STATE_LABELS, FileKind, FileState, opens_originals
from upstander.policy.roles import may_do
from upstander.policy.ruling import Refused, Ruling
from upstander.web import where, who
from upstander.web.case.menu import tabs
from upstander.web.files.ranges import asked_for

NOTHING_RUNS = "default-src 'none'; frame-ancestors 'none'; sandbox"
AS_IT_IS = {
    "Content-Security-Policy": NOTHING_RUNS,
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "private, no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
}
"""What every answer says that hands out a file, or a part of it."""


@require_GET
def listed(request: HttpRequest, number: str) -> HttpResponse:
    """The files of one case or report, the newest first."""
    colleague = who.colleague(request)
    page = files_of(colleague, number, after=request.GET.get("after", ""))
    is_case = not number.startswith(where.REPORT)
    may_keep = not page.went_to and may_do(colleague.roles, Deed.KEEP_FILE).allowed
    shown = {
        "number": number,
        "pairs": [{"label": "Case" if is_case else "Report", "value": number}],
        "tabs": tabs(number, current="files") if is_case else [],
        "files": [(row, pairs_of(row)) for row in page.rows],
        "older": where.with_query(request.path, after=page.after) if page.after else "",
        "keep": where.task(number, Deed.KEEP_FILE) if may_keep else "",
        "went_to": page.went_to,
        "back": where.subject(number),
    }
    return render(request, "files/list.html", shown)


@require_GET
def one(request: HttpRequest, file: UUID) -> HttpResponse:
    """One file: what is known of it, and how it is opened."""
    return _shown(request, str(file))


@require_GET
def copy(request: HttpRequest, file: UUID) -> HttpResponseBase:
    """Hand out the safe copy, or a recording as it came."""
    return _handed(request, str(file), original=False)


@require_POST
def original(request: HttpRequest, file: UUID) -> HttpResponseBase:
    """Hand out the original, for a reason."""
    return _handed(request, str(file), original=True)


def _handed(request: HttpRequest, file: str, *, original: bool) -> HttpResponseBase:
    try:
        opened = open_file(
            who.colleague(request),
            file=file,
            original=original,
            why=request.POST.get("why", "")[:1000] if original else "",
            asked=None if original else asked_for(request.headers),  # the original is sent for, and comes whole
        )
    except NoLongerKept:
        return _gone(request)
    except NoSuchPart as missing:
        return _no_such_part(missing.size)
    except Refused as no:
        return _shown(request, file, ruling=no.ruling)
    response = handed_out(opened)
    if not original:
        response.headers["Accept-Ranges"] = "bytes"
    return response


def handed_out(opened: OpenedFile) -> StreamingHttpResponse:
    """Return a file, or a part of it, as something to keep: nothing in it runs, and no browser guesses what it is."""
    part = opened.part
    response = StreamingHttpResponse(opened.pieces, content_type=opened.mime, headers=AS_IT_IS)
    response.headers["Content-Length"] = str(part.size if part else opened.size)
    response.headers["Content-Disposition"] = content_disposition_header(True, opened.name) or "attachment"
    if part:
        response.status_code = 206
        response.headers["Content-Range"] = f"bytes {part.first}-{part.last}/{opened.size}"
    return response


def _no_such_part(size: int) -> HttpResponse:
    words = f"This file has no such part: it has {size} bytes. It is kept as it was. Open it from the beginning.\n"
    headers = AS_IT_IS | {"Content-Range": f"bytes */{size}"}
    return HttpResponse(words, status=416, content_type="text/plain; charset=utf-8", headers=headers)


def _shown(request: HttpRequest, file: str, *, ruling: Ruling | None = None) -> HttpResponse:
    colleague = who.colleague(request)
    try:
        found = one_file(colleague, file=file)
    except NoLongerKept:
        return _gone(request)
    row = found.row
    shown: dict[str, Any] = {
        "number": found.number,
        "row": row,
        "rows": pairs_of(row),
        "pairs": [{"label": "Report" if found.number.startswith(where.REPORT) else "Case", "value": found.number}],
        "ruling": ruling,
        "why": request.POST.get("why", ""),
        "can_open": row.state == FileState.READY,
        "can_open_original": opens_originals(colleague.roles) and _is_checked(row),
        "list": where.subject(found.number) + "/files",
    }
    return render(request, "files/one.html", shown, status=422 if ruling else 200)


def _is_checked(row: FileRow) -> bool:
    return row.state == FileState.NO_COPY or (row.state == FileState.READY and row.has_copy)


def _gone(request: HttpRequest) -> HttpResponse:
    return render(request, "files/gone.html", status=410)


def pairs_of(row: FileRow) -> list[dict[str, Any]]:
    """Return what is known of a file, as rows of a summary."""
    pages = f"{row.pages}" if row.pages else ""
    if row.pages and row.state == FileState.READY and row.pages_copied < row.pages:
        pages = f"{row.pages}, of which the safe copy holds the first {row.pages_copied}"
    told = (
        ("Kind", KIND_LABELS[FileKind(row.kind)]),
        ("Size", size_words(row.size)),
        ("Pages", pages),
        ("Given by", row.by or "The resident"),
        ("What it shows", row.shows),
        ("Made", row.made),
        ("Now", STATE_LABELS[FileState(row.state)]),
        ("Sensitive to us", "Marked: it leaves only where a regional manager lets it" if row.sensitive else ""),
    )
    return [{"key": label, "value": value} for label, value in told if value]


def size_words(size: int) -> str:
    """Return a size in words: "2.4 MB"."""
    if size < 1_000:
        return f"{size} bytes"
    return f"{size / 1_000:.0f} KB" if size < 1_000_000 else f"{size / 1_000_000:.1f} MB"
