"""The letters of a case as its pages show them; each look is on the record (clauses 7 a, 3.2 b)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from upstander.casework.actor import Actor
from upstander.casework.casefile import DeedPage, deed_page_with
from upstander.casework.casefile.asked import LetterChoice
from upstander.casework.letters import paper_of
from upstander.casework.opened import NotFound, Work, row_id
from upstander.casework.paper import Drawn, sheet_of
from upstander.policy.due import day_words
from upstander.policy.roles import Deed
from upstander.policy.sheets import LANGUAGES, LETTER_LABELS, STATE_LABELS, LetterKind, LetterState, Sheet
from upstander.policy.workingdays import london_day
from upstander.records.case import Case
from upstander.records.letters import Letter, LetterTemplate

PAGE = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterRow:
    """One letter in the list of a case."""

    letter: str
    words: str
    to: str
    state: str
    prepared_at: datetime
    printed_at: datetime | None
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterList:
    """A page of the letters of a case, newest first; `after` goes on."""

    page: DeedPage
    rows: tuple[LetterRow, ...]
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterPage:
    """One letter exactly as it reads."""

    page: DeedPage
    row: LetterRow
    sheet: Sheet
    withdrawn: bool


def letters(who: Actor, number: str, *, after: str = "") -> LetterList:
    """Return a page of the letters of a case. Raises NotFound."""
    page, _, rows = deed_page_with(
        who, number, deed=Deed.PREPARE_LETTER, beside=lambda work: {"letters": _after(work, after)[: PAGE + 1]}
    )
    held: list[Letter] = rows["letters"]
    more = str(held[PAGE - 1].pk) if len(held) > PAGE else ""
    return LetterList(page=page, rows=tuple(_row(page, one) for one in held[:PAGE]), after=more)


def letter_page(who: Actor, number: str, *, letter: str) -> LetterPage:
    """Return one letter as it reads; that it was looked at is entered, with which. Raises NotFound."""
    page, _, held = _held(who, number, letter)
    draft = held.state != LetterState.PRINTED
    sheet = sheet_of(held.template, held.fields, draft=draft)
    return LetterPage(page=page, row=_row(page, held), sheet=sheet, withdrawn=held.state == LetterState.WITHDRAWN)


def letter_preview(who: Actor, number: str, *, letter: str) -> Drawn:
    """Return one letter on paper with DRAFT across it, to look at; that it was is entered. Raises NotFound."""
    _, case, held = _held(who, number, letter)
    return paper_of(held, number=case.number, draft=True)


def preparing(who: Actor, number: str) -> tuple[DeedPage, None]:
    """Return what the page needs on which a letter is prepared: the newest signed words of each. Raises NotFound."""
    page, _, rows = deed_page_with(
        who, number, deed=Deed.PREPARE_LETTER, beside=lambda work: {"templates": _newest_signed()}
    )
    return replace(page, letters=tuple(_choice(one) for one in rows["templates"])), None


def withdrawing(who: Actor, number: str) -> tuple[DeedPage, None]:
    """Return what the page needs on which a letter is withdrawn: those that can be. Raises NotFound."""
    page, _, rows = deed_page_with(
        who, number, deed=Deed.WITHDRAW_LETTER, beside=lambda work: {"letters": _not_withdrawn(work)}
    )
    shown = (_row(page, one) for one in rows["letters"])
    found = tuple(
        LetterChoice(key=one.letter, words=f"{one.words}, to {one.to}", hint=f"{one.state}. {_on(one.prepared_at)}")
        for one in shown
    )
    return replace(page, letters=found), None


def _held(who: Actor, number: str, letter: str) -> tuple[DeedPage, Case, Letter]:
    asked = row_id(letter)

    def beside(work: Work) -> dict[str, QuerySet[Letter] | QuerySet[LetterTemplate]]:
        rows = Letter.objects.filter(case=work.case, pk=asked)
        return {"letters": rows, "templates": LetterTemplate.objects.filter(pk__in=rows.values("template"))}

    page, case, rows = deed_page_with(who, number, deed=Deed.PREPARE_LETTER, beside=beside, letter=letter)
    if not rows["letters"]:
        raise NotFound("There is no such letter in this case.")
    held: Letter = rows["letters"][0]
    held.template = rows["templates"][0]
    return page, case, held


def _after(work: Work, after: str) -> QuerySet[Letter]:
    rows = Letter.objects.filter(case=work.case).order_by("-prepared_at", "-pk")
    if not after:
        return rows
    last = rows.filter(pk=row_id(after)).values_list("prepared_at", "pk").first()
    if last is None:
        raise NotFound("There is no such page.")
    return rows.filter(Q(prepared_at__lt=last[0]) | Q(prepared_at=last[0], pk__lt=last[1]))


def _not_withdrawn(work: Work) -> QuerySet[Letter]:
    rows = Letter.objects.filter(case=work.case).exclude(state=LetterState.WITHDRAWN)
    return rows.order_by("-prepared_at", "-pk")[:PAGE]


def _newest_signed() -> QuerySet[LetterTemplate]:
    signed = LetterTemplate.objects.filter(signed__isnull=False)
    newer = signed.filter(kind=OuterRef("kind"), language=OuterRef("language"), version__gt=OuterRef("version"))
    return signed.filter(~Exists(newer)).order_by("kind", "language").defer("words")


def _choice(one: LetterTemplate) -> LetterChoice:
    return LetterChoice(
        key=str(one.pk), words=_words(one.kind, one.language), hint=f"Version {one.version}: {one.title}"
    )


def _row(page: DeedPage, one: Letter) -> LetterRow:
    names = {party.party: party.name for party in page.parties_for_choice}
    return LetterRow(
        letter=str(one.pk),
        words=_words(one.kind, one.language),
        to=names.get(str(one.party_id), "Somebody no longer in the case"),
        state=STATE_LABELS[LetterState(one.state)],
        prepared_at=one.prepared_at,
        printed_at=one.printed_at,
        sha256=one.sha256,
    )


def _words(kind: str, language: str) -> str:
    return f"{LETTER_LABELS[LetterKind(kind)]} ({LANGUAGES.get(language, language)})"


def _on(at: datetime) -> str:
    return f"Prepared on {day_words(london_day(at))}"
