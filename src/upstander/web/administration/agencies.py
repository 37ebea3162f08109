"""Pages: the register of agencies by borough, and what changes in it (clause 2 i)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from upstander.casework.agencies import add_agency, agency, correct_agency, end_agency, register
from upstander.casework.places import boroughs
from upstander.policy.agencies import AGENCY_KIND_LABELS
from upstander.policy.deeds import Deed
from upstander.web import where, who
from upstander.web.administration.door import for_administrators, said
from upstander.web.administration.task import Around, Task, answered
from upstander.web.deed.form import DeedForm, Given
from upstander.web.deed.page import always
from upstander.web.look.days import DayField
from upstander.web.look.fields import AnswerField, EmailField, LineField, ListField, PhoneField, SomeOf, offer

EVERYWHERE = "everywhere"
KINDS = [("", "Choose what it is"), *((kind.value, words) for kind, words in AGENCY_KIND_LABELS.items())]


class FindForm(forms.Form):
    """Narrow the register; sent by GET."""

    use_required_attribute = False
    borough = ListField(label="Borough", choices=(), required=False)
    q = LineField(label="Name", required=False)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        offer(self, "borough", [("", "All boroughs"), *((one, one) for one in boroughs())])


class CorrectForm(DeedForm):
    """What the register says of an agency."""

    name = LineField(label="Name", max_length=120, missing="Write its name")
    kind = ListField(label="What is it?", choices=KINDS, missing="Choose what it is")
    boroughs = SomeOf(label="Where does it help?", choices=(), missing="Choose at least one borough")
    phone = PhoneField(label="Phone (optional)", help_text="The agency's own, never a person's.", required=False)
    email = EmailField(label="E-mail (optional)", help_text="The agency's own, never a person's.", required=False)
    does = AnswerField(label="What does it do? (optional)", max_length=1_000, rows=4, required=False)
    for_whom = LineField(
        label="For whom is it? (optional)",
        help_text="Such as “Age 11 to 19”. Of a group or youth service, everybody may read this and what it does.",
        max_length=300,
        required=False,
    )

    def prepare(self) -> None:
        """Offer the boroughs we have homes in, and all of them at once."""
        offer(self, "boroughs", [(EVERYWHERE, "In every borough"), *((one, one) for one in self.about)])

    def clean(self) -> dict[str, Any] | None:
        """An agency has to be reached somehow."""
        said = super().clean() or {}
        if not self.errors and not (said.get("phone") or said.get("email")):
            raise ValidationError("Give a phone number or an e-mail address of the agency")
        return said

    def given(self) -> Given:
        """Everywhere, or some boroughs."""
        said = dict(self.cleaned_data)
        named = said.pop("boroughs")
        return said | {"everywhere": EVERYWHERE in named, "boroughs": [one for one in named if one != EVERYWHERE]}


class AddForm(CorrectForm):
    """The same, and from when."""

    first_day = DayField(label="From which day? (optional)", help_text="Empty: today.", future=True, required=False)

    def given(self) -> Given:
        """From that day."""
        said = super().given()
        return said | {"start": said.pop("first_day")}


class EndForm(DeedForm):
    """Its last day."""

    last_day = DayField(label="Its last day (optional)", help_text="Empty: today.", future=True, required=False)

    def given(self) -> Given:
        """Its last day."""
        return {"end": self.cleaned_data["last_day"]}


ADD = Task(
    deed=Deed.ADD_AGENCY,
    form=AddForm,
    do=add_agency,
    effect=("It stands in the register of its boroughs from that day on.",),
    done=always("The agency stands in the register."),
)
CORRECT = Task(
    deed=Deed.CORRECT_AGENCY,
    form=CorrectForm,
    do=correct_agency,
    effect=("Everybody sees it like this from now on.",),
    done=lambda name: f"{name} is corrected.",
)
END = Task(
    deed=Deed.END_AGENCY,
    form=EndForm,
    do=end_agency,
    effect=("After that day nobody is sent there.", "What was recorded with it stays."),
    done=lambda name: f"{name} leaves the register.",
    button="End",
    grave=True,
)


@require_GET
@for_administrators
def agencies(request: HttpRequest) -> HttpResponse:
    """List the register, by borough where one is asked for."""
    form = FindForm(request.GET)
    narrowed = form.cleaned_data if form.is_valid() else {}
    asked = {"borough": narrowed.get("borough", ""), "q": narrowed.get("q", ""), "ended": said(request, "ended")}
    today = timezone.localdate(who.now())
    found = register(
        on=today,
        borough=asked["borough"],
        words=asked["q"],
        after=said(request, "after"),
        ended=asked["ended"] == "yes",
    )
    rows = [(one, AGENCY_KIND_LABELS.get(one.kind, one.kind)) for one in found.rows]  # type: ignore[call-overload]  # a word of the table
    older = where.with_query(request.path, **asked, after=found.after) if found.after else ""
    shown = {"rows": rows, "older": older, "form": form, "asked": asked, "back": reverse("administration")}
    return render(request, "administration/agencies.html", shown)


@require_http_methods(["GET", "POST"])
@for_administrators
def new(request: HttpRequest) -> HttpResponse:
    """Add an agency."""
    return answered(request, ADD, Around(back=reverse("administration_agencies"), about=boroughs()))


@require_http_methods(["GET", "POST"])
@for_administrators
def correct(request: HttpRequest, key: str) -> HttpResponse:
    """Correct an agency."""
    one = agency(key=key)
    named = [EVERYWHERE] if one.everywhere else list(one.boroughs)
    initial = {name: getattr(one, name) for name in ("name", "kind", "phone", "email", "does", "for_whom")} | {
        "boroughs": named
    }
    known = tuple(dict.fromkeys([*boroughs(), *one.boroughs]))
    around = Around(back=reverse("administration_agencies"), about=known, given={"agency": key}, initial=initial)
    return answered(request, CORRECT, around)


@require_http_methods(["GET", "POST"])
@for_administrators
def end(request: HttpRequest, key: str) -> HttpResponse:
    """End an agency."""
    one = agency(key=key)
    pairs = (("Agency", one.name),)
    return answered(request, END, Around(back=reverse("administration_agencies"), given={"agency": key}, pairs=pairs))
