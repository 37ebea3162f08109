"""Pages: who is on call in the coming weeks, with the hours that nobody has, and the days that do not count (2 e)."""

from __future__ import annotations

from datetime import date, datetime, time

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from upstander.casework.opened import LONDON, NotFound
from upstander.casework.rota import WEEKS_SHOWN, can_be_on_call, put_on_call, rota, take_off_call
from upstander.policy.deeds import Deed
from upstander.policy.workingdays import bank_holidays
from upstander.web import who
from upstander.web.administration.door import for_administrators
from upstander.web.administration.forms import NothingForm
from upstander.web.administration.task import Around, Task, answered
from upstander.web.deed.form import DeedForm, Given
from upstander.web.look.days import DayField, TimeField
from upstander.web.look.fields import ListField, OneOf


class OnCallForm(DeedForm):
    """Who, from when until when, and whether they are asked first."""

    email = ListField(label="Who is on call?", choices=(), missing="Choose who is on call")
    first_day = DayField(label="From which day?", future=True, missing="Enter the day it begins")
    from_time = TimeField(label="From what time?", missing="Enter the time it begins")
    last_day = DayField(label="Until which day?", past=False, future=True, missing="Enter the day it ends")
    until_time = TimeField(label="Until what time?", missing="Enter the time it ends")
    order = OneOf(
        label="Are they asked first?",
        choices=(("1", "First"), ("2", "Second, when the first does not answer"), ("3", "Third")),
        missing="Say whether they are asked first",
    )

    def prepare(self) -> None:
        """Offer those whose role answers alerts."""
        self.choose("email", self.about, empty="Choose somebody")

    def given(self) -> Given:
        """Two moments in London's time."""
        said = self.cleaned_data
        return {
            "email": said["email"],
            "start": _moment(said["first_day"], said["from_time"]),
            "end": _moment(said["last_day"], said["until_time"]),
            "order": int(said["order"]),
        }


PUT = Task(
    deed=Deed.PUT_ON_CALL,
    form=OnCallForm,
    do=put_on_call,
    effect=("Between these moments every alert goes to them, also at night.", "One turn has 31 days at most."),
    done=lambda name: f"{name} is on call then.",
)
OFF = Task(
    deed=Deed.TAKE_OFF_CALL,
    form=NothingForm,
    do=take_off_call,
    effect=("They are not asked any more, from now on.", "Hours that nobody has go to the supervisors of the area."),
    done=lambda name: f"{name} is off call.",
    button="Take off call",
    grave=True,
)


@require_GET
@for_administrators
def shown_rota(request: HttpRequest) -> HttpResponse:
    """Show the coming weeks."""
    held = rota(at=who.now())
    shown = {"rota": held, "weeks": WEEKS_SHOWN, "back": reverse("administration")}
    return render(request, "administration/rota.html", shown)


@require_http_methods(["GET", "POST"])
@for_administrators
def put(request: HttpRequest) -> HttpResponse:
    """Put somebody on call."""
    around = Around(back=reverse("administration_rota"), about=can_be_on_call(at=who.now()))
    return answered(request, PUT, around)


@require_http_methods(["GET", "POST"])
@for_administrators
def take_off(request: HttpRequest, turn: str) -> HttpResponse:
    """Take somebody off call."""
    held = next((one for one in rota(at=who.now()).turns if one.key == turn), None)
    if held is None:
        raise NotFound("There is no such time on call.")
    hours = f"{timezone.localtime(held.start):%d %B %Y, %H:%M} to {timezone.localtime(held.end):%d %B %Y, %H:%M}"
    pairs = (("Who", held.name), ("When", hours))
    return answered(request, OFF, Around(back=reverse("administration_rota"), given={"turn": turn}, pairs=pairs))


@require_GET
@for_administrators
def calendar(request: HttpRequest) -> HttpResponse:
    """Show the bank holidays of this year and the next, which no clock in working days counts."""
    today = timezone.localdate(who.now())
    years = [(year, sorted(bank_holidays(year))) for year in (today.year, today.year + 1)]
    return render(request, "administration/calendar.html", {"years": years, "back": reverse("administration")})


def _moment(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, LONDON)
