"""Page: an administrator takes somebody's second step away, once they know who is asking (clause 7 a)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from upstander.casework.register import staff_page
from upstander.casework.second_step import reset_second_factor
from upstander.policy.deeds import Deed
from upstander.web import who
from upstander.web.administration.door import for_administrators
from upstander.web.administration.task import Around, Task, answered
from upstander.web.deed.form import DeedForm
from upstander.web.look.fields import AnswerField
from upstander.web.sign_in.again import proved_again


class ResetForm(DeedForm):
    """How the administrator knows who asks."""

    reason = AnswerField(
        label="How did you make sure who is asking?",
        help_text="For example: I met her, or I rang the number that the personnel office holds.",
        max_length=500,
        rows=3,
        missing="Say how you made sure who is asking",
        strong=True,
    )


RESET = Task(
    deed=Deed.RESET_SECOND_FACTOR,
    form=ResetForm,
    do=reset_second_factor,
    effect=(
        "Their passkeys, their app and their recovery codes stop working, and they are signed out everywhere.",
        "They are told by e-mail at once. They set up a new second step when they next sign in.",
    ),
    done=lambda name: f"{name} has no second step now.",
    button="Reset their second step",
    grave=True,
)


@require_http_methods(["GET", "POST"])
@for_administrators
@proved_again
def reset(request: HttpRequest, key: str) -> HttpResponse:
    """Reset somebody's second step."""
    one = staff_page(key=key, at=who.now())
    pairs = (("Who", f"{one.name}, {one.email}"), ("Team", one.team or "None"))
    back = reverse("administration_person", args=[key])
    return answered(request, RESET, Around(back=back, given={"staff": key}, pairs=pairs))
