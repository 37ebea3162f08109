"""Pages: teams, areas, and which areas a team looks after, which two people decide (clause 7 a)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from upstander.casework.appointing import look_after_areas
from upstander.casework.opened import NotFound
from upstander.casework.places import add_area, add_team, areas_shown, rename_area, rename_team, teams_shown
from upstander.policy.deeds import Deed
from upstander.web import where
from upstander.web.administration.door import for_administrators, said
from upstander.web.administration.forms import AreaForm, LookAfterForm, RenameAreaForm, TeamForm
from upstander.web.administration.task import TWO, Around, Task, answered
from upstander.web.deed.page import always

AT_ONCE = 50
Row = TypeVar("Row")

ADD_TEAM = Task(
    deed=Deed.ADD_TEAM,
    form=TeamForm,
    do=add_team,
    effect=("It looks after no area yet, and nobody sees more for it.",),
    done=always("The team was added."),
)
RENAME_TEAM = Task(
    deed=Deed.RENAME_TEAM,
    form=TeamForm,
    do=rename_team,
    effect=("It has the new name everywhere, also on what is older.",),
    done=lambda name: f"The team is called {name} now.",
)
LOOK_AFTER = Task(
    deed=Deed.LOOK_AFTER_AREAS,
    form=LookAfterForm,
    do=look_after_areas,
    effect=(TWO, "Whoever supervises this team then sees the reports and cases of these areas, and of no others."),
    done=always(""),
    button="Ask for these areas",
)
ADD_AREA = Task(
    deed=Deed.ADD_AREA,
    form=AreaForm,
    do=add_area,
    effect=("No team looks after it yet: until one does, every manager who decides on reports sees those from there.",),
    done=always("The area was added."),
)
RENAME_AREA = Task(
    deed=Deed.RENAME_AREA,
    form=RenameAreaForm,
    do=rename_area,
    effect=("Its homes and teams stay with it.", "A file of homes must use the new name from now on."),
    done=lambda name: f"The area is called {name} now.",
)


@require_GET
@for_administrators
def teams(request: HttpRequest) -> HttpResponse:
    """List the teams."""
    rows = teams_shown(after=said(request, "after"), at_most=AT_ONCE + 1)
    shown = {"rows": rows[:AT_ONCE], "older": _older(request, rows), "back": reverse("administration")}
    return render(request, "administration/teams.html", shown)


@require_GET
@for_administrators
def areas(request: HttpRequest) -> HttpResponse:
    """List the areas."""
    rows = areas_shown(after=said(request, "after"), at_most=AT_ONCE + 1)
    shown = {"rows": rows[:AT_ONCE], "older": _older(request, rows), "back": reverse("administration")}
    return render(request, "administration/areas.html", shown)


@require_http_methods(["GET", "POST"])
@for_administrators
def new_team(request: HttpRequest) -> HttpResponse:
    """Add a team."""
    return answered(request, ADD_TEAM, Around(back=reverse("administration_teams")))


@require_http_methods(["GET", "POST"])
@for_administrators
def name_team(request: HttpRequest, key: str) -> HttpResponse:
    """Rename a team."""
    one = _one(teams_shown(key=key))
    around = Around(back=reverse("administration_teams"), given={"team": key}, initial={"name": one.name})
    return answered(request, RENAME_TEAM, around)


@require_http_methods(["GET", "POST"])
@for_administrators
def look_after(request: HttpRequest, key: str) -> HttpResponse:
    """Ask that a team looks after areas."""
    one = _one(teams_shown(key=key))
    around = Around(
        back=reverse("administration_teams"),
        about=areas_shown(),
        given={"team": one.name},
        initial={"areas": list(one.areas)},
        pairs=(("Team", one.name), ("Looks after now", ", ".join(one.areas) or "No area")),
    )
    return answered(request, LOOK_AFTER, around)


@require_http_methods(["GET", "POST"])
@for_administrators
def new_area(request: HttpRequest) -> HttpResponse:
    """Add an area."""
    return answered(request, ADD_AREA, Around(back=reverse("administration_areas")))


@require_http_methods(["GET", "POST"])
@for_administrators
def name_area(request: HttpRequest, key: str) -> HttpResponse:
    """Rename an area."""
    one = _one(areas_shown(key=key))
    around = Around(back=reverse("administration_areas"), given={"area": key}, initial={"name": one.name})
    return answered(request, RENAME_AREA, around)


def _one(rows: Sequence[Row]) -> Row:
    if not rows:
        raise NotFound("There is no such team or area.")
    return rows[0]


def _older(request: HttpRequest, rows: Sequence[object]) -> str:
    more = len(rows) > AT_ONCE
    return where.with_query(request.path, after=getattr(rows[AT_ONCE - 1], "name", "")) if more else ""
