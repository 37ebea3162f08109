"""Pages: a letter prepared in signed words, and one withdrawn (clauses 2 d, 3.2 a). Printing is in `web/letters`."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse

from upstander.casework.casefile.page import PartyRow
from upstander.casework.letters import Prepared, prepare_letter, withdraw_letter
from upstander.casework.lettersheld import preparing, withdrawing
from upstander.policy.deeds import Deed
from upstander.policy.grounds import PartyRole
from upstander.policy.sheets import PLACE_AT_MOST
from upstander.web.case.deeds.asking import PartyForm, people, reason
from upstander.web.deed.form import DeedForm
from upstander.web.deed.page import Page, always, says, table
from upstander.web.look.days import DayField
from upstander.web.look.fields import LineField, OneOf, Option

ONLY_MEETING = "Only for an appointment."


class PrepareForm(PartyForm):
    """To whom, in which words, and for an appointment when and where."""

    party = people("Who is it for?")
    template = OneOf(label="Which letter, in which language?", choices=(), missing="Choose the letter", strong=True)
    day = DayField(label="Day of the appointment", help_text=ONLY_MEETING, past=False, future=True, required=False)
    time = LineField(label="Time", help_text="Such as 10:30.", max_length=20, width=10, required=False)
    place = LineField(
        label="Place", help_text="Where it is safe for them to be seen.", max_length=PLACE_AT_MOST, required=False
    )

    def prepare(self) -> None:
        """Offer whom we hear, and the newest signed words of each letter."""
        super().prepare()
        choices = [(one.key, Option(one.words, hint=one.hint)) for one in self.about.letters]
        self.choose("template", choices)

    def people(self) -> Iterable[PartyRow]:
        """Return who may get such a letter."""
        return [one for one in self.about.parties_for_choice if one.part != PartyRole.ALLEGED_PERPETRATOR]


class WithdrawForm(DeedForm):
    """Which letter, and why."""

    letter = OneOf(label="Which letter?", choices=(), missing="Choose the letter", strong=True)
    because = reason("Why is it withdrawn?", missing="Say why it is withdrawn, and whether it was posted")

    def prepare(self) -> None:
        """Offer those that are not withdrawn."""
        self.choose("letter", [(one.key, Option(one.words, hint=one.hint)) for one in self.about.letters])


def _to_the_letter(receipt: Prepared | None) -> str:
    return reverse("case_letter", args=[receipt.number, receipt.letter]) if receipt else ""


PAGES = table(
    Page(
        deed=Deed.PREPARE_LETTER,
        form=PrepareForm,
        do=prepare_letter,
        effect=says(
            "You see the letter exactly as it reads before anything is printed.",
            "It goes to the address that they named for letters, and to no other. It says nothing of what happened.",
        ),
        done=always("The letter is prepared. Read it before you print it."),
        button="Prepare it",
        warns=True,
        leads=_to_the_letter,
        reads=preparing,
    ),
    Page(
        deed=Deed.WITHDRAW_LETTER,
        form=WithdrawForm,
        do=withdraw_letter,
        effect=says("It cannot be printed any more. One that was posted already is not called back by this."),
        done=always("The letter is withdrawn."),
        button="Withdraw it",
        reads=withdrawing,
    ),
)
