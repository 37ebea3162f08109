"""Pages: who works here, one person, and what an administrator does to them (clause 7 a)."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from upstander.casework.inviting import Invitation, invite_staff
from upstander.casework.places import teams_shown
from upstander.casework.register import Person, staff_list, staff_page
from upstander.casework.staffing import Left, add_staff, correct_staff, end_staff, move_staff
from upstander.policy.deeds import Deed
from upstander.web import where, who
from upstander.web.administration.door import for_administrators, said
from upstander.web.administration.forms import AddForm, CorrectForm, InviteForm, LookForm, MoveForm, NothingForm
from upstander.web.administration.task import Around, Task, answered
from upstander.web.deed.page import always


def _left(left: Left) -> str:
    ended = f"{_many(left.roles, 'role')} and {_many(left.sessions, 'session')} of theirs ended."
    cases = f" Open cases that wait to be handed over: {left.cases}." if left.cases else ""
    return f"{left.name} is signed out for good. {ended}{cases}"


def _many(how_many: int, what: str) -> str:
    return f"{how_many} {what}" if how_many == 1 else f"{how_many} {what}s"


def _link(request: HttpRequest, invited: Invitation) -> HttpResponse:
    """Show the link once; it is kept nowhere."""
    parts = {"uidb36": invited.uidb36, "key": invited.key}
    path = reverse("account_reset_password_from_key", kwargs=parts)
    link = f"{settings.ENV.address}{path}" if settings.REAL else request.build_absolute_uri(path)
    back = reverse("administration_people")
    return render(request, "administration/link.html", {"name": invited.name, "link": link, "back": back})


ADD = Task(
    deed=Deed.ADD_STAFF,
    form=AddForm,
    do=add_staff,
    effect=(
        "They hold no role, and see nothing, until two administrators give them one.",
        "They cannot sign in before you hand them a link to choose a password.",
    ),
    done=lambda receipt: f"{receipt.name} was added.",
)
CORRECT = Task(
    deed=Deed.CORRECT_STAFF,
    form=CorrectForm,
    do=correct_staff,
    effect=("They sign in with this e-mail address from now on.", "What they did before is shown under this name."),
    done=always("The name and the address are corrected."),
)
MOVE = Task(
    deed=Deed.MOVE_STAFF,
    form=MoveForm,
    do=move_staff,
    effect=("Their roles stay as they are: a role is held in the team it was given in.",),
    done=lambda team: f"They belong to {team} now.",
)
END = Task(
    deed=Deed.END_STAFF,
    form=NothingForm,
    do=end_staff,
    effect=(
        "They are signed out at once, everywhere, and cannot sign in again.",
        "Every role of theirs ends now, and so does their time on call.",
        "Their open cases stay open in their name until somebody hands them over.",
    ),
    done=_left,
    button="End their account",
    grave=True,
)
INVITE = Task(
    deed=Deed.INVITE_STAFF,
    form=InviteForm,
    do=invite_staff,
    effect=(
        "You are shown a link, once. It works once, and for three days.",
        "Hand it over yourself, to nobody but them. It is not sent by e-mail, and kept nowhere.",
    ),
    done=always(""),
    button="Show the link",
    shows=_link,
)


@require_GET
@for_administrators
def people(request: HttpRequest) -> HttpResponse:
    """List who works here."""
    asked = {name: said(request, name) for name in ("q", "left", "after")}
    listed = staff_list(at=who.now(), words=asked["q"], after=asked["after"], left=asked["left"] == "yes")
    older = where.with_query(request.path, q=asked["q"], left=asked["left"], after=listed.after) if listed.after else ""
    shown = {"listed": listed, "older": older, "asked": asked, "form": LookForm({"q": asked["q"]})}
    return render(request, "administration/people.html", {**shown, "back": reverse("administration")})


@require_GET
@for_administrators
def person(request: HttpRequest, key: str) -> HttpResponse:
    """Show one person."""
    one = staff_page(key=key, at=who.now())
    shown = {"person": one, "back": reverse("administration_people"), "back_words": "Back to the list"}
    return render(request, "administration/person.html", shown)


@require_http_methods(["GET", "POST"])
@for_administrators
def add(request: HttpRequest) -> HttpResponse:
    """Add a person."""
    around = Around(
        back=reverse("administration_people"), about=teams_shown(), leads=lambda receipt: _page(str(receipt.key))
    )
    return answered(request, ADD, around)


@require_http_methods(["GET", "POST"])
@for_administrators
def correct(request: HttpRequest, key: str) -> HttpResponse:
    """Correct a name or an address."""
    one = staff_page(key=key, at=who.now())
    initial = {"name": one.name, "email": one.email}
    return answered(request, CORRECT, Around(back=_page(key), given={"staff": key}, initial=initial))


@require_http_methods(["GET", "POST"])
@for_administrators
def move(request: HttpRequest, key: str) -> HttpResponse:
    """Move somebody to another team."""
    one = staff_page(key=key, at=who.now())
    around = Around(back=_page(key), about=teams_shown(), given={"staff": key}, pairs=_pairs(one))
    return answered(request, MOVE, around)


@require_http_methods(["GET", "POST"])
@for_administrators
def end(request: HttpRequest, key: str) -> HttpResponse:
    """Somebody leaves."""
    one = staff_page(key=key, at=who.now())
    waiting = ("Open cases to hand over", str(one.open_cases))
    around = Around(back=_page(key), given={"staff": key}, pairs=(*_pairs(one), waiting))
    return answered(request, END, around)


@never_cache
@require_http_methods(["GET", "POST"])
@for_administrators
def invite(request: HttpRequest, key: str) -> HttpResponse:
    """Let somebody choose a password."""
    one = staff_page(key=key, at=who.now())
    return answered(request, INVITE, Around(back=_page(key), given={"email": one.email}, pairs=_pairs(one)))


def _page(key: str) -> str:
    return reverse("administration_person", args=[key])


def _pairs(one: Person) -> tuple[tuple[str, str], ...]:
    return (("Who", f"{one.name}, {one.email}"), ("Team", one.team or "None"))
