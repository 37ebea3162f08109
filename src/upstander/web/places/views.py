"""Pages of plans for places: the list, one plan, and what is done to it; out of sight is not found (2 b, 7 a)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from upstander.casework.opened import NotFound
from upstander.casework.placeplans.deeds import (
    PlacePlanned,
    change_place_plan,
    end_place_plan,
    make_place_plan,
    review_place_plan,
)
from upstander.casework.placeplans.reads import areas_for_plans, place_choices, place_plan, place_plans, plan_to_change
from upstander.policy.deeds import Deed
from upstander.policy.roles import may_do
from upstander.web import where, who
from upstander.web.administration.door import said
from upstander.web.administration.task import Around, Task, answered
from upstander.web.deed.page import always
from upstander.web.places.forms import ChangeForm, EndForm, FindForm, MakeForm, ReviewForm

MOST_DIGITS = 9
READ_BY = "Everybody who works in this area or looks after it can read it. It shows no case."
MAKE = Task(
    deed=Deed.MAKE_PLACE_PLAN,
    form=MakeForm,
    do=make_place_plan,
    effect=(READ_BY, "Whoever looks after it finds it on My work, when it is to be looked at again."),
    done=always("The place has a plan."),
    template="places/content.html",
)
CHANGE = Task(
    deed=Deed.CHANGE_PLACE_PLAN,
    form=ChangeForm,
    do=change_place_plan,
    effect=("The plan has a new version. The one before stays on the record, with your reason.", READ_BY),
    done=always("The plan is changed."),
    template="places/content.html",
)
REVIEW = Task(
    deed=Deed.REVIEW_PLACE_PLAN,
    form=ReviewForm,
    do=review_place_plan,
    effect=("What became of the place stands with the plan.", "The plan goes on until it is looked at next."),
    done=always("What became of the place is on the record."),
)
END = Task(
    deed=Deed.END_PLACE_PLAN,
    form=EndForm,
    do=end_place_plan,
    effect=("The plan ends, and stays on the record.", "The place can have a new one at any time."),
    done=always("The plan has ended."),
    button="End this plan",
    grave=True,
)


@require_GET
def listed(request: HttpRequest) -> HttpResponse:
    """List the plans, the longest overdue first."""
    colleague = who.colleague(request)
    areas = areas_for_plans(colleague)
    form = FindForm(request.GET, areas=areas)
    narrowed = form.cleaned_data if form.is_valid() else {}
    asked = {"area": narrowed.get("area", ""), "state": narrowed.get("state") or "open"}
    found = place_plans(colleague, **asked, after=said(request, "after"))
    shown = {
        "rows": found.rows,
        "older": where.with_query(request.path, **asked, after=found.after) if found.after else "",
        "form": form,
        "may_make": may_do(colleague.roles, Deed.MAKE_PLACE_PLAN).allowed,
        "back": reverse("work"),
    }
    return render(request, "places/list.html", shown)


@require_GET
def new(request: HttpRequest) -> HttpResponse:
    """Choose the area in which the place lies; where there is one, it is chosen."""
    _managers_only(request)
    areas = areas_for_plans(who.colleague(request), to_make=True)
    if len(areas) == 1:
        return redirect("make_place_plan", areas[0][0])
    return render(request, "places/areas.html", {"areas": areas, "back": reverse("places")})


@require_http_methods(["GET", "POST"])
def make(request: HttpRequest, area: str) -> HttpResponse:
    """Make a plan for a place in this area."""
    _managers_only(request)
    choices = place_choices(who.colleague(request), area=area)
    pairs = (("Area", choices.area),)
    around = Around(back=reverse("places"), about=(choices, None), given={"area": area}, pairs=pairs, leads=_plan)
    return answered(request, MAKE, around)


@require_GET
def one(request: HttpRequest, plan: str) -> HttpResponse:
    """Show one plan, with what was done to it."""
    before = said(request, "before")
    number = int(before) if before.isascii() and before.isdigit() and len(before) <= MOST_DIGITS else None
    page = place_plan(who.colleague(request), plan=plan, before=number)
    older = where.with_query(request.path, before=str(page.before)) if page.before else ""
    return render(request, "places/one.html", {"page": page, "older": older, "back": reverse("places")})


@require_http_methods(["GET", "POST"])
def change(request: HttpRequest, plan: str) -> HttpResponse:
    """Change a plan."""
    return answered(request, CHANGE, _around(request, plan))


@require_http_methods(["GET", "POST"])
def review(request: HttpRequest, plan: str) -> HttpResponse:
    """Say what became of a place so far."""
    return answered(request, REVIEW, _around(request, plan))


@require_http_methods(["GET", "POST"])
def end(request: HttpRequest, plan: str) -> HttpResponse:
    """End a plan."""
    return answered(request, END, _around(request, plan))


def _around(request: HttpRequest, plan: str) -> Around:
    _managers_only(request)
    colleague = who.colleague(request)
    choices, now = plan_to_change(colleague, plan=plan)
    pairs = (("Place", now.place), ("Area", now.area))
    return Around(back=reverse("place_plan", args=[plan]), about=(choices, now), given={"plan": plan}, pairs=pairs)


def _plan(made: PlacePlanned) -> str:
    return reverse("place_plan", args=[made.plan])


def _managers_only(request: HttpRequest) -> None:
    """For everybody else these pages are not there: only managers change the plan for a place."""
    if not may_do(who.colleague(request).roles, Deed.MAKE_PLACE_PLAN).allowed:
        raise NotFound("There is no such page.")
