"""Pages: somebody is referred to an agency, what it says, and taking it back (clauses 3.2 e, 7 b 1)."""

from __future__ import annotations

from typing import Any

from upstander.casework.confirming import confirm_recall
from upstander.casework.referrals import Referred, answer_referral, make_referral, recall_referral
from upstander.casework.shared import SharingPage, answering, confirming, referring, taking_back
from upstander.policy.deeds import Deed
from upstander.policy.due import day_words
from upstander.policy.referrals import ANSWER_LABELS
from upstander.policy.workingdays import london_day
from upstander.web.case.deeds.asking import reason, who_of
from upstander.web.deed.form import DeedForm, options
from upstander.web.deed.page import Page, always, says, table
from upstander.web.look.fields import AnswerField, OneOf, Option


class ReferForm(DeedForm):
    """With what was released, who, and what is asked."""

    about: SharingPage

    disclosure = OneOf(
        label="With what was released?",
        help_text="The agency reads this, and what you ask. It reads nothing else.",
        choices=(),
        missing="Choose what was released for the agency",
        strong=True,
    )
    party = OneOf(label="Who is referred?", choices=(), missing="Choose who is referred", strong=True)
    wish = reason("What do you ask of the agency?", missing="Say what would help", rows=4)

    def prepare(self) -> None:
        """Offer what can still be read, and everybody in the case."""
        held = [one for one in self.about.shared if one.open]
        self.choose("disclosure", [(one.disclosure, _pack(one)) for one in held])
        self.choose("party", who_of(self.about.parties_for_choice))


class _OneReferral(DeedForm):
    about: SharingPage

    referral = OneOf(label="Which referral?", choices=(), missing="Choose the referral", strong=True)

    def prepare(self) -> None:
        """Offer those that are open."""
        held = [one for one in self.about.referrals if one.open]
        self.choose(
            "referral", [(one.referral, Option(one.agency, hint=f"{one.person}. {one.label}.")) for one in held]
        )


class AnswerForm(_OneReferral):
    """What the agency said by phone, or that it was asked again."""

    answer = OneOf(
        label="What do they say?", choices=options(ANSWER_LABELS), missing="Choose what they say", strong=True
    )
    words = AnswerField(
        label="In their words (optional where they accept)",
        help_text="Why they cannot help, what was done, or whom you asked again: 20 letters or more.",
        required=False,
        rows=3,
    )


class RecallForm(_OneReferral):
    """Which, and why."""

    because = reason("Why?", missing="Say why")


class ConfirmForm(DeedForm):
    """What was deleted, and how we know."""

    about: SharingPage

    disclosure = OneOf(label="What was deleted?", choices=(), missing="Choose what was deleted", strong=True)
    words = AnswerField(label="Who said so, and when?", missing="Write who said so", rows=2)

    def prepare(self) -> None:
        """Offer what was called back and may still be kept."""
        self.choose("disclosure", [(one.disclosure, _pack(one)) for one in self.about.shared if one.to_delete])


def _pack(one: Any) -> Option:
    return Option(f"{one.agency}, {day_words(london_day(one.released_at))}", hint=one.purpose)


def _made(receipt: Referred) -> str:
    return (
        f"They are referred. We ask the agency by {day_words(london_day(receipt.answer_by))}. Send them the link now."
    )


PAGES = table(
    Page(
        deed=Deed.MAKE_REFERRAL,
        form=ReferForm,
        do=make_referral,
        effect=says(
            "The agency sees what you ask beside what was released, once you send it the link.",
            "It counts as the answer for this agency. You are reminded until it has answered.",
        ),
        done=_made,
        button="Refer them",
        template="case/deeds/refer.html",
        reads=referring,
    ),
    Page(
        deed=Deed.ANSWER_REFERRAL,
        form=AnswerForm,
        do=answer_referral,
        effect=says("It is on the record, with the day. Where you asked again, you are reminded again."),
        done=always("What they said is on the record."),
        template="case/deeds/referral.html",
        reads=answering,
    ),
    Page(
        deed=Deed.RECALL_REFERRAL,
        form=RecallForm,
        do=recall_referral,
        effect=says(
            "The agency is asked for nothing any more.",
            "What was shared stays shared: call that back too, if they should not use it.",
        ),
        done=always("The referral is taken back."),
        button="Take it back",
        template="case/deeds/referral.html",
        reads=taking_back,
    ),
    Page(
        deed=Deed.CONFIRM_RECALL,
        form=ConfirmForm,
        do=confirm_recall,
        effect=says("You are not reminded of it any more. That it was read stays on the record."),
        done=always("It is on the record that it was deleted."),
        template="case/deeds/referral.html",
        reads=confirming,
    ),
)
