"""Types hostile strings into forms as they stand on a page, and looks at what comes back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.http import HttpResponseBase

from tests.web.forms_read import Field, Form, could_run, read, words
from tests.web.hostile import SUM, mark_of, strings

EVERYDAY = "What they said, in one sentence that anybody can follow."
MARKUP = set("<>\"'&")
PLAIN = {"tel": "07700 900123", "email": "somebody@example.org", "password": "", "numeric": "1"}
DATED = {"_day": "18", "_month": "11", "_year": "2026"}


@dataclass
class Dealer:
    """Deals the strings out, so that all come round; remembers what was dealt to which field."""

    at: int = 0
    known: dict[str, str] = field(default_factory=dict)
    dealt: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def next(self, to: str) -> str:
        """The next string, for this field."""
        text = strings()[self.at % len(strings())]
        self.at += 1
        self.dealt[to].add(text)
        return text

    @property
    def used(self) -> set[str]:
        """Every string that was dealt."""
        return set().union(*self.dealt.values())


def plainly(one: Field) -> str:
    """What an everyday person types where only something of one shape is understood; empty where words are asked."""
    ending = next((ending for ending in DATED if one.name.endswith(ending)), "")
    if ending:
        return DATED[ending]
    if one.name.endswith(("time", "when")):
        return "10:00" if one.name.endswith("time") else "yesterday"
    return PLAIN.get(one.kind, "") or PLAIN.get(one.mode, "")


def typed_in(form: Form, dealer: Dealer, where: str, *, turn: int) -> dict[str, str]:
    """A string for every field; every other turn for one alone, and into the others what everyday people type."""
    typed = {}
    for at, one in enumerate(form.texts):
        right = dealer.known.get(one.name, plainly(one))
        alone = at == turn // 2 % len(form.texts) and not right and one.name not in dealer.known
        typed[one.name] = dealer.next(f"{where} {one.name}") if turn % 2 == 0 or alone else right or EVERYDAY
    return typed


def same(one: str, other: str) -> bool:
    """Whether two texts are the same to whoever typed them; browsers end lines in their own way."""
    return _lines(one) == _lines(other)


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\n")


def faults(page: HttpResponseBase, typed: dict[str, str]) -> Iterator[str]:
    """What is wrong with an answer: a fault of ours, something not escaped, something lost, or nothing said."""
    if page.status_code >= 500:
        yield f"answers {page.status_code}"
        return
    if page.status_code == 404:
        yield "is not found, and what was typed is lost"
    leads = page.headers.get("Location", "/")
    if not leads.startswith(("/", "?")) or leads.startswith("//") or set(leads) & set("\r\n"):
        yield f"leads to {leads!r}"
    yield from unescaped(page, typed)
    yield from lost(page, typed)


def unescaped(page: HttpResponseBase, typed: dict[str, str]) -> Iterator[str]:
    """Every string that stands on the page as it was typed although it is markup, or that was reckoned."""
    text = words(page)
    if SUM in text:
        yield "reckons what was typed"
    marked = {mark_of(one): one for one in typed.values() if mark_of(one)}
    if not any(mark in text for mark in marked):
        return
    seen = read(page)
    for mark, one in marked.items():
        if MARKUP & set(one) and one in text:
            yield f"does not escape {one!r}"
        yield from (f"could run {found}" for found in could_run(seen, mark))


def lost(page: HttpResponseBase, typed: dict[str, str]) -> Iterator[str]:
    """Every field that came back with something else in it, and a refusal that says nothing."""
    if page.status_code in {204, 302, 429}:
        return
    seen = read(page)
    back = {one.name: one for form in seen.forms for one in form.texts}
    if page.status_code >= 400 and not "".join(seen.errors):
        yield f"answers {page.status_code} and does not say why"
    for name, text in typed.items():
        if name in back and back[name].kind != "password" and not same(text, back[name].value):
            yield f"{name} does not keep {text[:60]!r}: {back[name].value[:60]!r}"
        if name not in back and page.status_code in {403, 422}:
            yield f"{name} is not shown again"
