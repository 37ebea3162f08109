"""Pages: giving a role, which two people do, and withdrawing one, which one person does at once (clause 7 a)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from upstander.casework.granting import Granted, grant_role, withdraw_role
from upstander.casework.opened import NotFound
from upstander.casework.places import teams_shown
from upstander.casework.register import staff_page
from upstander.policy.deeds import Deed
from upstander.policy.roles import ROLE_LABELS, Role
from upstander.web import who
from upstander.web.administration.door import for_administrators
from upstander.web.administration.forms import GrantForm, NothingForm
from upstander.web.administration.task import TWO, Around, Task, answered
from upstander.web.deed.page import always


def _withdrawn(receipt: Granted) -> str:
    return f"{receipt.name} is no longer {ROLE_LABELS[Role(receipt.role)].lower()}."


GRANT = Task(
    deed=Deed.GRANT_ROLE,
    form=GrantForm,
    do=grant_role,
    effect=(TWO, "Nobody gives a role to themselves, neither by asking nor by saying yes."),
    done=always(""),
    button="Ask for this role",
)
WITHDRAW = Task(
    deed=Deed.WITHDRAW_ROLE,
    form=NothingForm,
    do=withdraw_role,
    effect=("It ends at once: what the role showed is out of their sight on the next page they open.",),
    done=_withdrawn,
    button="Withdraw the role",
    grave=True,
)


@require_http_methods(["GET", "POST"])
@for_administrators
def grant(request: HttpRequest, key: str) -> HttpResponse:
    """Ask for a role for somebody."""
    one = staff_page(key=key, at=who.now())
    around = Around(
        back=_page(key), about=teams_shown(), given={"staff": key}, initial={"team": one.team_key}, pairs=_who(one.name)
    )
    return answered(request, GRANT, around)


@require_http_methods(["GET", "POST"])
@for_administrators
def withdraw(request: HttpRequest, key: str, appointment: str) -> HttpResponse:
    """End a role now."""
    one = staff_page(key=key, at=who.now())
    held = next((role for role in one.held if role.key == appointment), None)
    if held is None:
        raise NotFound("There is no such role.")
    pairs = (*_who(one.name), ("Role", held.role), ("Team", held.team))
    return answered(request, WITHDRAW, Around(back=_page(key), given={"appointment": appointment}, pairs=pairs))


def _who(name: str) -> tuple[tuple[str, str], ...]:
    return (("Who", name),)


def _page(key: str) -> str:
    return reverse("administration_person", args=[key])
