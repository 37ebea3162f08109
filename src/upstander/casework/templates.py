"""The words of letters: written by one, signed by another, kept version by version (clauses 2 d, 3.2 a)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Q, QuerySet

from upstander.casework.actor import Actor
from upstander.casework.opened import NotFound, begun, locked, row_id
from upstander.casework.paper import Drawn, Words, day_in, drawn, sheet_of, shipped
from upstander.policy.roles import Deed, may_do
from upstander.policy.sheets import LANGUAGES, LetterKind, Sheet
from upstander.policy.templates import may_draft_template, may_sign_template
from upstander.policy.workingdays import london_day
from upstander.records.letters import LetterTemplate

PAGE = 25


@dataclass(frozen=True, slots=True)
class Drafted:
    """One more version of the words of a letter; a draft."""

    template: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateRow:
    """One version in the list."""

    template: str
    kind: str
    language: str
    version: int
    title: str
    signed_at: datetime | None
    signed_by: str
    translator: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateList:
    """A page of the versions there are, and what comes with the software and nobody has taken in yet."""

    rows: tuple[TemplateRow, ...]
    after: str
    to_take_in: tuple[Words, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplatePage:
    """One version: its words, and how a letter made from it reads. `own_words`: whoever looks has written them."""

    row: TemplateRow
    words: str
    written_by: str
    own_words: bool
    sheet: Sheet


def draft_template(who: Actor, *, kind: str, language: str, title: str, words: str) -> Drafted:
    """Write the words of a letter as a new version; they are a draft until somebody else signs. Raises Refused."""
    with begun(who, Deed.DRAFT_TEMPLATE) as work:
        before = locked(LetterTemplate.objects.filter(kind=kind, language=language)).only("version")
        version = max((one.version for one in before), default=0) + 1
        ruling = may_draft_template(kind=kind, language=language, title=title, words=words)
        entry = work.enter(ruling, kind=kind, language=language, version=version)
        assert who.staff is not None  # nobody else's roles include it
        made = LetterTemplate.objects.create(
            sealed_by=work.sealed_by,
            entry=entry,
            kind=kind,
            language=language,
            version=version,
            title=title.strip(),
            words=words.strip(),
            written_by_id=who.staff,
        )
        return Drafted(str(made.pk), version)


def sign_template(who: Actor, *, template: str, translator: str = "") -> None:
    """Sign words that somebody else wrote: from here on letters are made from them. Raises NotFound, Refused.

    `translator`: who answers for them in their language; in English, whoever signs.
    """
    with begun(who, Deed.SIGN_TEMPLATE) as work:
        held = locked(LetterTemplate.objects.filter(pk=row_id(template))).first()
        if held is None:
            raise NotFound("There are no such words.")
        ruling = may_sign_template(
            signed=held.signed_id is not None,
            own_words=held.written_by_id == who.staff,
            language=held.language,
            translator=translator,
        )
        entry = work.enter(ruling, template=template, translator=translator)
        held.translator, held.signed, held.signed_at = translator.strip() or who.name, entry, work.at
        held.signed_by_id = who.staff
        held.save(update_fields=["translator", "signed", "signed_by", "signed_at"])


def templates(who: Actor, *, after: str = "") -> TemplateList:
    """Return the versions there are, by language and letter, the newest first. Raises NotFound."""
    rows = _readable(who).order_by("language", "kind", "-version")
    if after:
        rows = rows.filter(_later_than(after))
    held = list(rows[: PAGE + 1])
    known = set(LetterTemplate.objects.values_list("kind", "language").distinct())
    more = held[PAGE - 1] if len(held) > PAGE else None
    return TemplateList(
        rows=tuple(_row(one) for one in held[:PAGE]),
        after=f"{more.language}.{more.kind}.{more.version}" if more else "",
        to_take_in=tuple(one for one in shipped() if (one.kind, one.language) not in known),
    )


def template_page(who: Actor, *, template: str) -> TemplatePage:
    """Return one version, and how it reads with made-up fields. Raises NotFound."""
    held = _one(who, template)
    sheet = sheet_of(held, _made_up(held.language, who.at), draft=True)
    own = held.written_by_id == who.staff
    return TemplatePage(row=_row(held), words=held.words, written_by=held.written_by.name, own_words=own, sheet=sheet)


def words_to_start_from(who: Actor, *, start: str) -> dict[str, str]:
    """Return words for the next version: a version's own, or what comes with the software. Raises NotFound."""
    if not start:
        _readable(who)
        return {}
    kind, _, language = start.partition(".")
    found: Words | LetterTemplate | None = next(
        (one for one in shipped() if (one.kind, one.language) == (kind, language)), None
    )
    held = found or _one(who, start)
    _readable(who)
    return {"kind": held.kind, "language": held.language, "title": held.title, "words": held.words}


def template_preview(who: Actor, *, template: str) -> Drawn:
    """Return one version on paper, with made-up fields and DRAFT across it. Raises NotFound."""
    held = _one(who, template)
    sheet = sheet_of(held, _made_up(held.language, who.at), draft=True)
    return drawn(sheet, name=f"{held.kind}-{held.language}-{held.version}.pdf", made_at=who.at)


def _readable(who: Actor) -> QuerySet[LetterTemplate]:
    if not may_do(who.roles, Deed.DRAFT_TEMPLATE, only=who.only).allowed:
        raise NotFound("There is no such page.")
    return LetterTemplate.objects.select_related("written_by", "signed_by")


def _one(who: Actor, template: str) -> LetterTemplate:
    held = _readable(who).filter(pk=row_id(template)).first()
    if held is None:
        raise NotFound("There are no such words.")
    return held


def _row(held: LetterTemplate) -> TemplateRow:
    return TemplateRow(
        template=str(held.pk),
        kind=held.kind,
        language=held.language,
        version=held.version,
        title=held.title,
        signed_at=held.signed_at,
        signed_by=held.signed_by.name if held.signed_by else "",
        translator=held.translator,
    )


def _later_than(after: str) -> Q:
    """Return what stands in the list after this place. Raises NotFound."""
    language, _, rest = after.partition(".")
    kind, _, version = rest.partition(".")
    if language not in LANGUAGES or kind not in set(LetterKind) or not re.fullmatch(r"[0-9]{1,4}", version):
        raise NotFound("There is no such page.")
    same = Q(language=language, kind=kind, version__lt=int(version))
    return Q(language__gt=language) | Q(language=language, kind__gt=kind) | same


def _made_up(language: str, at: datetime) -> dict[str, str]:
    """Fields of nobody, to look at words with."""
    house, day = settings.LANDLORD, day_in(language, london_day(at))
    return {
        "name": "Sam Example",
        "address": "1 Example Street\nLondon\nSE1 1AA",
        "reference": "HC-0000-0000",
        "officer": "Alex Example",
        "phone": house.phone,
        "hours": house.hours,
        "landlord": house.name,
        "today": day,
        "next_update": day,
        "day": day,
        "time": "10:30",
        "place": "2 Example Street, London",
    }
