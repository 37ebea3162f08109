"""How the page of a deed is declared: its form, the deed, what follows from it, and what is said once it is done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from upstander.casework.actor import Actor
from upstander.policy.deeds import Deed
from upstander.policy.titles import DEEDS
from upstander.web.deed.form import DeedForm

Effect = Callable[[Any], Sequence[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The page of one deed.

    `effect`: what will happen, as sentences, before it does. `done`: one sentence from the deed's receipt; it names
    nobody. `warns`: how to reach people safely stands above the form. `leads`: the address to go to after it, from the
    receipt; else the subject. `preview`: shown once before the deed is done. `receipt`: a page that shows the receipt
    itself, once. `reads`: another read than that of every page, where this one shows more (about, and what is beside).
    """

    deed: Deed
    form: type[DeedForm]
    do: Callable[..., Any]
    effect: Effect
    done: Callable[[Any], str]
    button: str = "Save"
    template: str = "deed/deed.html"
    question: str = ""
    warns: bool = False
    grave: bool = False
    leads: Callable[[Any], str] | None = None
    preview: Callable[[Actor, str, DeedForm], Any] | None = None
    receipt: str = ""
    reads: Callable[[Actor, str], tuple[Any, Any]] | None = None

    @property
    def title(self) -> str:
        """The page's heading: verb and object."""
        return self.question or DEEDS[self.deed].title

    @property
    def clause(self) -> str:
        """The clause that the deed serves."""
        return DEEDS[self.deed].clause


def table(*pages: Page) -> dict[Deed, Page]:
    """Return the pages by their deed; a deed has one page for each kind of subject."""
    found = {page.deed: page for page in pages}
    assert len(found) == len(pages)
    return found


def says(*sentences: str) -> Effect:
    """State the same effect whatever the case is."""
    return lambda about: sentences


def always(sentence: str) -> Callable[[Any], str]:
    """Say the same once it is done, whatever the receipt."""
    return lambda receipt: sentence
