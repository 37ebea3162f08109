"""What the pages of plans for places ask: why, with what, with whom, and when somebody looks again (2 b, 3.4)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from upstander.casework.placeplans.shapes import PlaceChoices, PlanNow
from upstander.policy.due import day_words
from upstander.policy.placeplans import MOST_OF_ONE, MOST_RESOURCES, RESULT_LABELS, UNIT_LABELS, Resource
from upstander.web.deed.form import DeedForm, Given, options
from upstander.web.look.days import DayField
from upstander.web.look.fields import AnswerField, CountField, LineField, ListField, OneOf, SomeOf, offer

PARTS = ("what", "amount", "unit", "start")
NEEDED = {"what": "say what it is", "amount": "say how much", "unit": "choose hours or pounds"}
STATES = [("open", "Plans that run"), ("ended", "Plans that ended"), ("all", "All plans")]
LOOKED_AT = "Enter the day on which somebody looks at it"
WHOLE, ESTATE, BLOCK = "area", "estate:", "block:"


class FindForm(forms.Form):
    """Narrow the list; sent by GET."""

    use_required_attribute = False
    area = ListField(label="Area", choices=(), required=False)
    state = ListField(label="Which plans", choices=STATES, required=False)

    def __init__(self, *args: Any, areas: Iterable[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        offer(self, "area", [("", "All of my areas"), *areas])


class ContentForm(DeedForm):
    """What a plan says. `about`: what there is to choose from, and the plan as it stands, if it does."""

    about: tuple[PlaceChoices, PlanNow | None]
    rows = forms.IntegerField(widget=forms.HiddenInput, required=False)
    why = AnswerField(
        label="Why does this place have a plan?",
        help_text="What keeps happening, and where in the place. No names, no homes and no case numbers.",
        missing="Write why this place has a plan",
        strong=True,
    )
    groups = SomeOf(
        label="Groups and activities it draws on (optional)",
        help_text="From the register: those that run here today.",
        choices=(),
        required=False,
        strong=True,
    )
    owner = ListField(label="Who looks after this plan?", choices=(), missing="Choose who looks after it", strong=True)
    review_on = DayField(label="When is it looked at again?", past=False, future=True, missing=LOOKED_AT, strong=True)

    def prepare(self) -> None:
        """Offer what runs here and who works here; start from the plan as it stands."""
        choices, now = self.about
        runs = [one for one in choices.groups if one.runs]
        offer(self, "groups", [(one.key, f"{one.name} ({one.kind.lower()})") for one in runs])
        offer(self, "owner", [("", "Choose somebody"), *choices.owners])
        self.fields["review_on"].help_text = f"{day_words(choices.last)} at the latest."
        held = now.resources if now else ()
        if now:
            self.fields["why"].initial, self.fields["owner"].initial = now.why, now.owner_key
            self.fields["groups"].initial = list(now.groups)
        asked = str(self.data.get("rows", "")) if self.is_bound else self.start.get("rows", "")
        self.count = _number(asked) or min(max(len(held), 2), MOST_RESOURCES)
        self.fields["rows"].initial = self.count
        for at in range(self.count):
            self._add(at, held[at] if at < len(held) else None)

    def _add(self, at: int, line: Resource | None) -> None:
        units = [("", "Choose"), *options(UNIT_LABELS)]
        self.fields[f"what_{at}"] = LineField(label="What is put in", max_length=200, required=False)
        self.fields[f"amount_{at}"] = CountField(label="How much", at_least=1, at_most=MOST_OF_ONE - 1, required=False)
        self.fields[f"unit_{at}"] = ListField(label="Hours or pounds", choices=units, required=False)
        self.fields[f"start_{at}"] = DayField(
            label="From which day (optional)", help_text="Empty: today.", future=True, required=False
        )
        self.fields[f"amount_{at}"].widget.attrs["class"] = "govuk-input--width-5"
        if line is not None:
            values = (line.what, line.amount, line.unit, line.start)
            for part, value in zip(PARTS, values, strict=True):
                self.fields[f"{part}_{at}"].initial = value

    def clean(self) -> Given:
        """Ask for what is missing of a line that somebody began; one left empty is none."""
        held = dict(super().clean() or {})
        for at in range(self.count):
            begun = any(held.get(f"{part}_{at}") for part in PARTS)
            for part, sentence in NEEDED.items():
                if begun and not held.get(f"{part}_{at}") and f"{part}_{at}" not in self.errors:
                    self.add_error(f"{part}_{at}", f"Line {at + 1}: {sentence}")
        return held

    def given(self) -> Given:
        """Return the lines together, and the rest as it is named."""
        held, lines = self.cleaned_data, []
        for at in range(self.count):
            what, amount, unit, start = (held.get(f"{part}_{at}") for part in PARTS)
            if what and amount and unit:  # as `clean` has asked of every line that was begun
                lines.append(Resource(what, amount, unit, start or self.about[0].today))
        return {name: held[name] for name in ("why", "groups", "owner", "review_on")} | {"resources": tuple(lines)}

    def another(self, data: Mapping[str, Any]) -> ContentForm | None:
        """Return the form with room for one more line, and everything typed kept; nothing is checked yet."""
        if data.get("act") != "more":
            return None
        rows = str(min(self.count + 1, MOST_RESOURCES))
        more = type(self)(about=self.about, at=self.at, start={"rows": rows})
        for name, field in self.fields.items():
            if name != "rows" and name in more.fields:
                more.fields[name].initial = field.widget.value_from_datadict(self.data, self.files, name)
        return more

    def lines(self) -> list[dict[str, Any]]:
        """Return the fields of each line together, for the page."""
        return [{part: self[f"{part}_{at}"] for part in PARTS} | {"number": at + 1} for at in range(self.count)]

    @property
    def has_room(self) -> bool:
        """Whether one more line may be added."""
        return self.count < MOST_RESOURCES


class MakeForm(ContentForm):
    """The same, and which place it is."""

    field_order = ("place",)
    place = ListField(label="Which place?", choices=(), missing="Choose the place", strong=True)

    def prepare(self) -> None:
        """Offer the area, its estates and its blocks."""
        super().prepare()
        choices, _ = self.about
        found: list[Any] = [("", "Choose"), (WHOLE, f"The whole of {choices.area}")]
        found += [("Estates", [(f"{ESTATE}{one}", one) for one in choices.estates])] if choices.estates else []
        found += [("Blocks", [(f"{BLOCK}{key}", name) for key, name in choices.blocks])] if choices.blocks else []
        offer(self, "place", found)

    def given(self) -> Given:
        """Say which estate, or which block."""
        place = self.cleaned_data["place"]
        estate = place.removeprefix(ESTATE) if place.startswith(ESTATE) else ""
        block = place.removeprefix(BLOCK) if place.startswith(BLOCK) else ""
        return super().given() | {"estate": estate, "block": block}


class ChangeForm(ContentForm):
    """The same, and why it changes."""

    because = AnswerField(
        label="Why does the plan change?",
        help_text="One sentence. What it said before stays on the record.",
        missing="Write why the plan changes",
        rows=3,
        strong=True,
    )

    def given(self) -> Given:
        """With the reason."""
        return super().given() | {"because": self.cleaned_data["because"]}


class EndForm(DeedForm):
    """What became of the place."""

    result = OneOf(
        label="How is the place now?", choices=options(RESULT_LABELS), missing="Choose how the place is", strong=True
    )
    words = AnswerField(
        label="How do you know?",
        help_text="What you saw or heard, and what helped. No names, no homes and no case numbers.",
        missing="Write what became of the place",
        strong=True,
    )


class ReviewForm(EndForm):
    """The same, and when somebody looks again."""

    about: tuple[PlaceChoices, PlanNow]
    review_on = DayField(label="When is it looked at next?", past=False, future=True, missing=LOOKED_AT, strong=True)

    def prepare(self) -> None:
        """Say by when."""
        self.fields["review_on"].help_text = f"{day_words(self.about[0].last)} at the latest."


def _number(text: str) -> int:
    return min(int(text), MOST_RESOURCES) if text.isascii() and text.isdigit() and len(text) < 4 else 0
