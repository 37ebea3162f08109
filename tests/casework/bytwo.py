"""An act for two people to do in tests: what it shows and does stands in the test's own hands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from tests.cast import NOW, Landlord
from upstander.casework.actor import Actor
from upstander.casework.inbox import one_approval
from upstander.casework.opened import begun, opened
from upstander.casework.twopeople import ACTS, Act, Asked, Shown, ask_a_second
from upstander.casework.work import Work
from upstander.policy.deeds import Deed
from upstander.policy.ruling import allow, refuse

ACT = Deed.ASSIGN_CASE  # any deed that managers may do serves


@dataclass
class Doing:
    """What the act shows, whether its rule allows it, and how often it was done."""

    words: str = "It goes to the South team."
    allowed: bool = True
    done: list[str] = field(default_factory=list)
    fault: Callable[[], None] = lambda: None

    def see(self, work: Work, plain: Any) -> Shown:
        """Show what will be."""
        return Shown("A case changes hands", (("What will be", self.words), ("For", str(plain["to"]))))

    def do(self, work: Work, plain: Any) -> str:
        """Enter it, and count."""
        work.enter(allow("2 e", "Yes.") if self.allowed else refuse("2 e", "No longer.", "Look again."), to=plain["to"])
        self.fault()
        self.done.append(work.who.key)
        return "a receipt"

    def register(self, monkeypatch: Any) -> Doing:
        """Stand in the place of this deed's own act."""
        monkeypatch.setitem(ACTS, ACT, Act(ACT, self.see, self.do))
        return self


def ask(who: Actor, number: str = "", *, to: str = "South", because: str = "The officer is away.") -> Asked:
    """Ask for the act, about a case or about none."""
    with opened(who, number, ACT) if number else begun(who, ACT) as work:
        return ask_a_second(work, allow("2 e", "It may be asked for."), to=to, because=because)


def proven(house: Landlord, name: str, at: Any = NOW) -> Actor:
    """Somebody who has just proved who they are."""
    return replace(house.actor(name, at), proved_at=at)


def saw(who: Actor, approval: str) -> str:
    """The fingerprint that the page of an approval hands back."""
    return one_approval(who, approval=approval).saw
