"""Page: assessing the risk to one person; the answers suggest, an officer decides (clause 2 a)."""

from __future__ import annotations

from django.utils.datastructures import MultiValueDict

from upstander.casework.actor import Actor
from upstander.casework.risk import Assessed, assess_risk, suggested_risk
from upstander.policy.deeds import Deed
from upstander.policy.grounds import RED_FLAG_LABELS
from upstander.policy.terms import RiskLevel
from upstander.policy.workingdays import london_day
from upstander.web.case.deeds.asking import PartyForm, by_day, people
from upstander.web.deed.form import DeedForm, Given
from upstander.web.deed.page import Page, says, table
from upstander.web.look.fields import AnswerField, OneOf

MARK = "answer_"


class RiskForm(PartyForm):
    """The landlord's own questions, as they stand in the terms of this case."""

    party = people("Whose risk?")
    level = OneOf(label="Which level do you set?", choices=(), required=False, strong=True)
    because = AnswerField(
        label="If you set another level: why? (optional)",
        help_text="What the questions do not see, in one sentence. A red flag may only be lowered by a manager.",
        required=False,
        rows=3,
    )

    def prepare(self) -> None:
        """Ask every question of the form, and offer the levels in the landlord's words."""
        super().prepare()
        for question in self.about.risk_form.questions:
            self.fields[f"{MARK}{question.code}"] = OneOf(
                label=question.text,
                choices=[(answer.code, answer.label) for answer in question.answers],
                required=question.mandatory,
                missing=f"Answer: {question.text}",
                strong=True,
            )
        bands = {band.level: band.label for band in self.about.risk_form.bands}
        self.choose("level", [(str(level), bands[level]) for level in RiskLevel])

    def answers(self) -> dict[str, str]:
        """Return what was answered, by the code of each question."""
        held = self.cleaned_data
        return {name.removeprefix(MARK): held[name] for name in held if name.startswith(MARK) and held[name]}

    def given(self) -> Given:
        """Hand the answers over together."""
        held = self.cleaned_data
        return {"party": held["party"], "answers": self.answers(), "level": held["level"], "because": held["because"]}

    def questions(self) -> list[object]:
        """Return the fields of the questions, for the page."""
        return [self[name] for name in self.fields if name.startswith(MARK)]


def suggestion(who: Actor, number: str, form: DeedForm) -> dict[str, object]:
    """Return what the answers come to, before anything is recorded; that level is chosen until another one is."""
    assert isinstance(form, RiskForm)
    found = suggested_risk(who, number, answers=form.answers())
    form.data = MultiValueDict({**{name: [form.data[name]] for name in form.data}, "level": [str(found.level)]})
    bands = {band.level: band for band in form.about.risk_form.bands}
    return {
        "score": found.score,
        "label": bands[found.level].label,
        "flags": [RED_FLAG_LABELS[flag] for flag in found.red_flags],
        "review_by": london_day(found.review_by),
        "actions": bands[found.level].actions,
    }


def _assessed(receipt: Assessed) -> str:
    alerted = " Whoever is on call has been asked to act now." if receipt.alerted else ""
    return f"The risk is recorded as {receipt.level}. It is looked at again by {by_day(receipt.review_by)}.{alerted}"


PAGES = table(
    Page(
        deed=Deed.ASSESS_RISK,
        form=RiskForm,
        do=assess_risk,
        effect=says(
            "A day to look again is set by the level.",
            "A red flag alerts the person on call at once, and outranks any score.",
            "While the risk is high, a manager reviews the case, and it cannot be closed.",
        ),
        done=_assessed,
        preview=suggestion,
        template="case/deeds/risk.html",
    )
)
