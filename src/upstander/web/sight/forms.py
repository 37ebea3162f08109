"""What the pages about sight ask (clause 7 a)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms

from upstander.policy.interests import ANSWER_LABELS
from upstander.policy.sight import GROUND_LABELS
from upstander.web.look.days import DayField
from upstander.web.look.fields import AnswerField, LineField, ListField, OneOf, PhoneField, TickField, offer

PEOPLE = 6
REASON = "One sentence that the next reader can follow: 20 letters or more. It stays on the record."
JUSTIFIED = (("yes", "Yes, it was needed"), ("no", "No, it was not"))


class SightForm(forms.Form):
    """A form of this room: what is missing is said by us, and not by the browser."""

    use_required_attribute = False

    def given(self) -> dict[str, Any]:
        """Return what is handed to the deed, by the names of its arguments."""
        return dict(self.cleaned_data)


class InterestsForm(SightForm):
    """Where somebody lives, and whom they are related to."""

    address = LineField(
        label="Where do you live?", help_text="With the postcode.", missing="Write your address", strong=True
    )
    phone = PhoneField(label="Your own phone number (optional)", required=False)
    nothing = TickField(
        label="There is nobody to name",
        help_text="No relative, partner or close friend of yours lives in one of our homes, or near them.",
        required=False,
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        for n in range(1, PEOPLE + 1):
            self.fields[f"name_{n}"] = LineField(label=f"Person {n}: name (optional)", required=False)
            self.fields[f"address_{n}"] = LineField(label=f"Person {n}: address (optional)", required=False)
            self.fields[f"phone_{n}"] = PhoneField(label=f"Person {n}: phone (optional)", required=False)

    def given(self) -> dict[str, Any]:
        """Gather each person's lines."""
        said = self.cleaned_data
        words = ("name", "address", "phone")
        people = [{word: said[f"{word}_{n}"] for word in words} for n in range(1, PEOPLE + 1)]
        return {name: said[name] for name in ("address", "phone", "nothing")} | {
            "people": [one for one in people if any(one.values())]
        }


class FlagForm(SightForm):
    """What a surname and a street in common mean."""

    answer = OneOf(
        label="Are they related?",
        choices=[(str(key), words) for key, words in ANSWER_LABELS.items()],
        missing="Say whether they are related",
        strong=True,
    )
    because = AnswerField(label="How do you know?", missing="Say how you know", rows=3, strong=True)


class LiftForm(SightForm):
    """Why it can be shown to them again."""

    because = AnswerField(
        label="How do you know that it does no harm?", help_text=REASON, missing="Say how you know", rows=3, strong=True
    )


class EmergencyForm(SightForm):
    """Which case, why, and what has happened."""

    number = LineField(
        label="Which case?", help_text="Its number, such as HC-2026-0412.", missing="Write the number", width=10
    )
    ground = OneOf(
        label="Why does it have to be opened now?",
        choices=[(str(key), words) for key, words in GROUND_LABELS.items()],
        missing="Choose why",
        strong=True,
    )
    because = AnswerField(
        label="What has happened?", help_text=REASON, missing="Say what has happened", rows=3, strong=True
    )


class ReviewForm(SightForm):
    """Whether an emergency was one."""

    justified = OneOf(label="Was it justified?", choices=JUSTIFIED, missing="Say whether it was", strong=True)
    words = AnswerField(label="What did you find?", help_text=REASON, missing="Say what you found", rows=3, strong=True)

    def given(self) -> dict[str, Any]:
        """Say it as yes or no."""
        return {"justified": self.cleaned_data["justified"] == "yes", "words": self.cleaned_data["words"]}


class CoverForm(SightForm):
    """Who is away, who covers, and for how long."""

    covered = ListField(label="Who is away?", choices=(), missing="Choose who is away")
    staff = ListField(label="Who covers for them?", choices=(), missing="Choose who covers")
    first_day = DayField(label="From which day?", past=False, future=True, missing="Enter the first day", strong=True)
    last_day = DayField(label="Until which day?", past=False, future=True, missing="Enter the last day", strong=True)
    because = AnswerField(label="Why?", help_text=REASON, missing="Say why", rows=3)

    def __init__(self, data: Any = None, *, colleagues: Iterable[tuple[str, str]], today: date) -> None:
        super().__init__(data)
        people = [("", "Choose somebody"), *colleagues]
        for name in ("covered", "staff"):
            offer(self, name, people)
        self.fields["first_day"].initial = today


class EndForm(SightForm):
    """Nothing is asked."""
