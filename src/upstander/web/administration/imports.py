"""Pages: a file is handed in, looked through, taken in, and gone; every fault of it by line and column (clause 9)."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from upstander.casework.importing.files.layouts import LAYOUTS
from upstander.casework.importing.handed import (
    AT_ONCE,
    drop_file,
    file_page,
    hand_in_file,
    handed_in,
    start_import,
)
from upstander.casework.importing.jobs import FAULTS_KEPT
from upstander.casework.sent import SentBefore, new_mark
from upstander.policy.deeds import Deed
from upstander.policy.intake import MOST_BYTES, MOST_LINES, ImportKind
from upstander.policy.ruling import Refused
from upstander.web import where, who
from upstander.web.administration.door import for_administrators, said
from upstander.web.administration.forms import NothingForm
from upstander.web.administration.task import Around, Task, answered
from upstander.web.deed.answer import form_sent
from upstander.web.deed.form import DeedForm, Given
from upstander.web.deed.page import always
from upstander.web.look.fields import OneOf, Option, Shown

LIMITS = f"A CSV file, {MOST_BYTES // 1_000_000} MB and {MOST_LINES:,} lines at most."
KINDS: Mapping[ImportKind, tuple[str, str]] = {
    ImportKind.HOMES: ("Homes", "First of all: areas and boroughs come with them."),
    ImportKind.PEOPLE: ("People", "Who lives in our homes."),
    ImportKind.TENANCIES: ("Tenancies", "After homes and people: who lives where."),
    ImportKind.STAFF: ("Staff", "Who works here, and in which team. Never a role."),
    ImportKind.CASES: ("Open cases", "After all the others: cases that are open in another system."),
    ImportKind.AGENCIES: ("Agencies", "After homes: who else helps, and what is on, borough by borough."),
}
STATES = {
    "looking": ("Being looked through", "blue"),
    "looked": ("Waits for you", "yellow"),
    "refused": ("Cannot be read", "red"),
    "running": ("Being taken in", "blue"),
    "stopped": ("Stopped", "red"),
    "stuck": ("Stopped", "red"),
    "done": ("Done", "green"),
}
MOVES = ("looking", "running")
FORMULA = ("=", "+", "-", "@", "\t", "\r")


class OneFile(Shown, forms.FileField):
    """One file."""

    widget = forms.FileInput(attrs={"class": "govuk-file-upload", "accept": ".csv,text/csv"})


class HandInForm(DeedForm):
    """Which file, and what it holds."""

    kind = OneOf(
        label="What does the file hold?",
        choices=[(kind.value, Option(words, hint=hint)) for kind, (words, hint) in KINDS.items()],
        missing="Choose what the file holds",
        strong=True,
    )
    file = OneFile(label="The file", help_text=LIMITS, missing="Choose a file", allow_empty_file=True)
    encoding = OneOf(
        label="How was it saved?",
        choices=(("utf-8", "As UTF-8 (“CSV UTF-8” in Excel)"), ("windows-1252", "As plain “CSV” by Excel on Windows")),
        initial="utf-8",
        missing="Choose how it was saved",
    )

    def given(self) -> Given:
        """The bytes, and what arrived of them."""
        held = self.cleaned_data["file"]
        said_of_it = {name: self.cleaned_data[name] for name in ("kind", "encoding")}
        return {**said_of_it, "name": held.name or "", "content": held.read(), "size": held.size or 0}


HAND_IN = Task(
    deed=Deed.HAND_IN_FILE,
    form=HandInForm,
    do=hand_in_file,
    effect=(
        "It is looked through first. Nothing is taken in before you have seen what it would do.",
        "It is kept sealed, and deleted once it is taken in.",
    ),
    done=always("The file is being looked through."),
    button="Hand in",
)
DROP = Task(
    deed=Deed.DROP_FILE,
    form=NothingForm,
    do=drop_file,
    effect=("The file and the list of what was wrong in it are deleted for good.", "What was taken in from it stays."),
    done=always("The file is deleted."),
    button="Delete",
    grave=True,
)


@require_GET
@for_administrators
def imports(request: HttpRequest) -> HttpResponse:
    """List the files that were handed in."""
    rows = handed_in(at=who.now(), before=_moment(said(request, "before")))
    older = where.with_query(request.path, before=rows[AT_ONCE - 1].at.isoformat()) if len(rows) > AT_ONCE else ""
    lines = [(row, KINDS[ImportKind(row.kind)][0], STATES[row.state]) for row in rows[:AT_ONCE]]
    shown = {"lines": lines, "older": older, "back": reverse("administration"), "limits": LIMITS}
    return render(request, "administration/imports.html", shown)


@require_http_methods(["GET", "POST"])
@for_administrators
def hand_in(request: HttpRequest) -> HttpResponse:
    """Hand in a file."""
    around = Around(back=reverse("administration_imports"), leads=_page)
    return answered(request, HAND_IN, around)


@require_GET
@for_administrators
def one(request: HttpRequest, key: str) -> HttpResponse:
    """Show how far a file is, what it would do, and what is wrong in it."""
    return _shown(request, key)


@require_POST
@for_administrators
def start(request: HttpRequest, key: str) -> HttpResponse:
    """Take the file in, or go on."""
    leave_out = request.POST.get("leave_out_wrong") == "yes"
    try:
        start_import(who.colleague(request, form=form_sent(request)), file=key, leave_out_wrong=leave_out)
    except Refused as no:
        return _shown(request, key, refused=no)
    except SentBefore:
        return redirect(_page(key))
    messages.success(request, "The file is being taken in. You can leave this page.")
    return redirect(_page(key))


@require_http_methods(["GET", "POST"])
@for_administrators
def drop(request: HttpRequest, key: str) -> HttpResponse:
    """Delete a file."""
    held = file_page(key=key, at=who.now())
    pairs = (("File", held.name), ("How far it is", STATES[held.state][0]))
    around = Around(
        back=_page(key), given={"file": key}, pairs=pairs, leads=lambda _: reverse("administration_imports")
    )
    return answered(request, DROP, around)


@require_GET
@for_administrators
def faults(request: HttpRequest, key: str) -> HttpResponse:
    """Hand over everything that is wrong in a file, as a CSV file."""
    held = file_page(key=key, at=who.now(), at_most=FAULTS_KEPT)
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(("line", "column", "what"))
    writer.writerows((line, _inert(column), _inert(what)) for line, column, what in held.faults)
    answer = HttpResponse(out.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="faults.csv"'
    answer["Cache-Control"] = "no-store"
    return answer


def _shown(request: HttpRequest, key: str, *, refused: Refused | None = None) -> HttpResponse:
    first = int(said(request, "from") or 0) if said(request, "from").isdecimal() else 0
    held = file_page(key=key, at=who.now(), first=min(first, FAULTS_KEPT))
    more = first + AT_ONCE < held.kept_faults
    shown = {
        "held": held,
        "kind": KINDS[ImportKind(held.kind)][0],
        "state": STATES[held.state],
        "moves": held.state in MOVES,
        "columns": [column.name for column in LAYOUTS[ImportKind(held.kind)].columns],
        "older": where.with_query(_page(key), **{"from": str(first + AT_ONCE)}) if more else "",
        "mark": new_mark(),
        "ruling": refused.ruling if refused else None,
        "back": reverse("administration_imports"),
        "back_words": "Back to the imports",
    }
    return render(request, "administration/import.html", shown, status=422 if refused else 200)


def _page(key: Any) -> str:
    return reverse("administration_import", args=[key])


def _inert(cell: str) -> str:
    """A cell that a spreadsheet does not take for a formula."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def _moment(text: str) -> datetime | None:
    try:
        found = parse_datetime(text.replace(" ", "+"))
    except ValueError:
        return None
    return found if found is not None and found.tzinfo else None
