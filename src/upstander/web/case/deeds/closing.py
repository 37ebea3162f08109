"""Pages: closing a case, reopening one that was closed by mistake, and asking after closing (3 a, 3.2 c, 2 i)."""

from __future__ import annotations

from typing import Any

from upstander.casework.actor import Actor
from upstander.casework.casefile.asked import DeedPage
from upstander.casework.closing import (
    Closed,
    check_after_closing,
    close_case,
    closing_page,
    reopen_case,
)
from upstander.policy.closing import AFTER_LABELS, OUTCOME_LABELS
from upstander.policy.deeds import Deed
from upstander.policy.terms import ClockKey
from upstander.web.case.deeds.asking import PartyForm, by_day, how_long, people, reason
from upstander.web.deed.form import DeedForm, options
from upstander.web.deed.page import Page, always, says, table
from upstander.web.look.fields import AnswerField, OneOf, TickField


class CloseForm(DeedForm):
    """How it ends, why, and that they know."""

    outcome = OneOf(
        label="How does it end?",
        choices=options(OUTCOME_LABELS),
        missing="Choose how it ends",
        strong=True,
    )
    words = reason("Why is it closed?", missing="Say why it is closed")
    told = TickField(label="They know that we wish to close the case, and why", required=False)
    offered_talk = TickField(label="We offered to talk it over with them", required=False)


class ReopenForm(DeedForm):
    """What the mistake was."""

    by_mistake = TickField(label="It was closed by mistake, and nothing new has happened since", required=False)
    because = reason("What went wrong?", missing="Say what went wrong")


class AfterForm(PartyForm):
    """How somebody says things are."""

    party = people("Who did you ask?")
    state = OneOf(
        label="How are things?",
        choices=options(AFTER_LABELS, worse="Take it as a new report: it becomes a new case, linked to this one."),
        missing="Choose how things are",
        strong=True,
    )
    words = AnswerField(
        label="What did they say, or what did you try?",
        missing="Write what they said, or what you tried",
        rows=4,
        strong=True,
    )


def _read(who: Actor, number: str) -> tuple[DeedPage, Any]:
    """Read the case, and what has to be done before it can be closed."""
    found = closing_page(who, number)
    return found.page, found.reasons


def _close(about: DeedPage) -> tuple[str, ...]:
    return (
        "The case ends, and all its clocks with it.",
        f"Each of them is asked how things are within {how_long(about, ClockKey.AFTER_CLOSING)}.",
        "They can still write to us. What happens from then on is a new report and a new case.",
    )


def _closed(receipt: Closed) -> str:
    asked = f" They are asked how things are by {by_day(receipt.asked_by)}." if receipt.asked_by else ""
    return f"The case is closed.{asked}"


PAGES = table(
    Page(
        deed=Deed.CLOSE_CASE,
        form=CloseForm,
        do=close_case,
        effect=_close,
        done=_closed,
        reads=_read,
        template="case/deeds/close.html",
        button="Close the case",
        grave=True,
    ),
    Page(
        deed=Deed.REOPEN_CASE,
        form=ReopenForm,
        do=reopen_case,
        effect=says(
            "The case goes on as if it had stayed open, with its clocks.",
            "Anything that happened since is a new report.",
        ),
        done=always("The case is open again."),
        button="Reopen the case",
    ),
    Page(
        deed=Deed.CHECK_AFTER_CLOSING,
        form=AfterForm,
        do=check_after_closing,
        effect=says("It is on the record. If something has happened again, take a new report now."),
        done=always("It is on the record."),
        warns=True,
    ),
)
