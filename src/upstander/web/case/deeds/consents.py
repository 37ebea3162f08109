"""Pages: what somebody lets us share, heard by phone and read back, and what they take back (clause 7 b 1)."""

from __future__ import annotations

from collections.abc import Iterable

from upstander.casework.casefile.page import PartyRow
from upstander.casework.consented import ConsentPage, giving, withdrawing
from upstander.casework.consents import Agreed, give_consent, withdraw_consent
from upstander.policy.consent import (
    CONSENTS,
    FILE_PART_LABELS,
    HELD_FOR,
    HOW_LABELS,
)
from upstander.policy.deeds import Deed
from upstander.policy.due import day_words
from upstander.web.case.deeds.asking import REASON, PartyForm, people, what_for
from upstander.web.deed.form import DeedForm, options
from upstander.web.deed.page import Page, always, says, table
from upstander.web.look.days import DayField
from upstander.web.look.fields import AnswerField, OneOf, Option, SomeOf, TickField


class GiveForm(PartyForm):
    """About whom, with whom, what for, which parts, how they said so, and until when."""

    about: ConsentPage

    party = people("Who agrees?", hint="Each for themselves: two people in one incident are asked one by one.")
    agency = OneOf(label="Which agency may it go to?", choices=(), missing="Choose the agency", strong=True)
    purpose = what_for()
    parts = SomeOf(
        label="Which parts may they have?",
        help_text="Only what they name. A part that the purpose does not need is refused.",
        choices=options(FILE_PART_LABELS),
        missing="Choose at least one part",
        strong=True,
    )
    how = OneOf(label="How did they agree?", choices=options(HOW_LABELS), missing="Choose how they agreed", strong=True)
    speaks_by = AnswerField(
        label="If somebody agreed for them: who, and what lets them speak? (optional)",
        help_text=REASON,
        required=False,
        rows=2,
    )
    until = DayField(
        label="Until which day? (optional)",
        help_text=f"Their last day to be shared, within a year. Left empty: {HELD_FOR.days} days.",
        past=False,
        future=True,
        required=False,
    )
    words = AnswerField(label="In their words (optional)", required=False, rows=3)
    read_back = TickField(label="I read it back to them, and they said yes to it", required=False)

    def prepare(self) -> None:
        """Offer who can agree, and the agencies that help where this case is."""
        super().prepare()
        self.choose("agency", [(one.key, Option(one.name, hint=one.does)) for one in self.about.helpers])

    def people(self) -> Iterable[PartyRow]:
        """Return who agrees in their own name, or has somebody agree for them."""
        return [one for one in self.about.parties_for_choice if one.part in CONSENTS]


class WithdrawForm(DeedForm):
    """Which of those that hold."""

    about: ConsentPage

    consent = OneOf(label="Which one do they take back?", choices=(), missing="Choose which one", strong=True)

    def prepare(self) -> None:
        """Offer those that hold."""
        held = [one for one in self.about.consents if one.holds]
        self.choose(
            "consent",
            [
                (
                    one.consent,
                    Option(
                        f"{one.who}: {one.agency}",
                        hint=f"{one.purpose}. {'; '.join(one.parts)}. Until {day_words(one.until)}.",
                    ),
                )
                for one in held
            ],
        )


def _given(receipt: Agreed) -> str:
    return f"It is recorded, and holds until {day_words(receipt.until)}. Nothing was sent to anybody."


PAGES = table(
    Page(
        deed=Deed.GIVE_CONSENT,
        form=GiveForm,
        do=give_consent,
        effect=says(
            "It is recorded as theirs: for this agency, this purpose and these parts, and no others.",
            "Nothing is sent to anybody by this. What is shared under it wants a second person.",
            "They can take it back on any day, with their code or by phone. It counts from that moment.",
        ),
        done=_given,
        template="case/deeds/consent.html",
        reads=giving,
        warns=True,
    ),
    Page(
        deed=Deed.WITHDRAW_CONSENT,
        form=WithdrawForm,
        do=withdraw_consent,
        effect=says(
            "It ends at this moment, and no reason is asked for.",
            "Everything in the case that needs no consent goes on.",
        ),
        done=always("It is taken back from this moment on."),
        button="Take it back",
        template="case/deeds/consent_back.html",
        reads=withdrawing,
        warns=True,
    ),
)
