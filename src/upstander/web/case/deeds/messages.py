"""Page: a message that waits behind somebody's code (clauses 3.2 a, 3.2 c)."""

from __future__ import annotations

from collections.abc import Iterable

from upstander.casework.casefile.page import PartyRow
from upstander.casework.messages import Sent, send_message
from upstander.policy.deeds import Deed
from upstander.policy.grounds import PartyRole
from upstander.web.case.deeds.asking import PartyForm, people
from upstander.web.deed.form import DeedForm
from upstander.web.deed.page import Page, says, table
from upstander.web.look.fields import AnswerField


def _words() -> AnswerField:
    return AnswerField(
        label="Your message",
        help_text="Only they can read it, with their code. Write as to somebody who is tired and worried.",
        missing="Write your message",
        rows=8,
        strong=True,
    )


class MessageForm(PartyForm):
    """A message to one person in the case."""

    party = people("Who is it for?")
    text = _words()

    def people(self) -> Iterable[PartyRow]:
        """Return who has a mailbox; the person complained of has none."""
        return [one for one in self.about.parties_for_choice if one.part != PartyRole.ALLEGED_PERPETRATOR]


class MessageToReporterForm(DeedForm):
    """A message to whoever made a report that still waits."""

    text = _words()


def sent(receipt: Sent) -> str:
    """Say whether they are told that something waits for them."""
    told = "They are told by email that a message waits, without a word of it."
    waits = "Nothing is sent to them: they find it when they come back with their code."
    return f"The message waits for them. {told if receipt.notified else waits}"


EFFECT = says(
    "The message waits behind their code.",
    "Where they called email safe, they are told that a message waits, and never what it says.",
    "Messages from them that waited for an answer count as answered.",
)

PAGES = table(
    Page(
        deed=Deed.SEND_MESSAGE,
        form=MessageForm,
        do=send_message,
        effect=EFFECT,
        done=sent,
        button="Send the message",
        warns=True,
    )
)
