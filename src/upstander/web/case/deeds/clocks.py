"""Pages: letting one clock stand still while we wait for the resident, and letting it go on (clauses 3 a, 3.2 c)."""

from __future__ import annotations

from collections.abc import Iterable

from upstander.casework.casefile.page import NextDuty
from upstander.casework.clocks import Paused, Restarted, pause_clock, restart_clock
from upstander.policy.deeds import Deed
from upstander.policy.pausing import PAUSABLE, PAUSE_LABELS
from upstander.web.case.deeds import asking
from upstander.web.case.deeds.asking import by_day
from upstander.web.deed.form import DeedForm, options
from upstander.web.deed.page import Page, says, table
from upstander.web.look.days import DayField
from upstander.web.look.fields import OneOf, Option


class PauseForm(DeedForm):
    """Which clock, why, and until when."""

    duty = OneOf(label="Which clock?", choices=(), missing="Choose the clock", strong=True)
    reason = OneOf(
        label="What are we waiting for?", choices=options(PAUSE_LABELS), missing="Choose the reason", strong=True
    )
    words = asking.reason("What exactly?", missing="Say what we are waiting for")
    until = DayField(
        label="Until which day at the latest?", past=False, future=True, missing="Enter the day", strong=True
    )

    def prepare(self) -> None:
        """Offer the clocks that may stand still: none that is about safety, or about our own work."""
        fits = [one for one in self.about.open_duties if one.kind in PAUSABLE and not one.paused]
        self.choose("duty", _clocks(fits))


class RestartForm(DeedForm):
    """Which clock goes on."""

    duty = OneOf(label="Which clock goes on?", choices=(), missing="Choose the clock", strong=True)

    def prepare(self) -> None:
        """Offer the clocks that stand still."""
        self.choose("duty", _clocks(one for one in self.about.open_duties if one.paused))


def _clocks(duties: Iterable[NextDuty]) -> list[tuple[str, str]]:
    return [(one.duty, Option(f"{one.verb}{f' ({one.who})' if one.who else ''}", hint=one.due)) for one in duties]


def _paused(receipt: Paused) -> str:
    return f"The clock stands still. It goes on by itself on {by_day(receipt.until)}."


def _restarted(receipt: Restarted) -> str:
    return f"The clock goes on. It is due by {by_day(receipt.due_at)}."


PAGES = table(
    Page(
        deed=Deed.PAUSE_CLOCK,
        form=PauseForm,
        do=pause_clock,
        effect=says(
            "The clock stands still, and goes on by itself on that day with the time it had left.",
            "Clocks about danger, updates, risk and our own investigation never stand still.",
            "The resident can see that we wait for them, and until when.",
        ),
        done=_paused,
    ),
    Page(
        deed=Deed.RESTART_CLOCK,
        form=RestartForm,
        do=restart_clock,
        effect=says("The clock goes on with the time it had left."),
        done=_restarted,
        button="Let it go on",
    ),
)
