"""Letters to the people in a case: prepared, printed and withdrawn; each printing is entered (clauses 2 d, 3.2 a).

Whether letters are safe is asked when one is prepared, and again each time it is printed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet

from upstander.casework.actor import Actor
from upstander.casework.opened import NotFound, Work, opened, row_id
from upstander.casework.paper import Drawn, day_in, drawn, sheet_of, undrawable
from upstander.policy.duty import DutyKind
from upstander.policy.informing import Way, may_contact
from upstander.policy.letters import LetterFacts, may_prepare_letter, may_print_letter, may_withdraw_letter
from upstander.policy.posting import NoticeState
from upstander.policy.roles import Deed
from upstander.policy.ruling import Ruling
from upstander.policy.safe_contact import Wish, safety_of
from upstander.policy.sheets import ASKED, LetterState, fields_in
from upstander.policy.workingdays import london_day
from upstander.records import sight
from upstander.records.case import Party
from upstander.records.duties import OwedDuty
from upstander.records.journal import Entry
from upstander.records.letters import Letter, LetterTemplate
from upstander.records.outbox import OutboxItem
from upstander.records.people import wishes_of

HEARS_NEXT = (DutyKind.FIRST_CONTACT, DutyKind.INTERVIEW, DutyKind.KEEP_INFORMED, DutyKind.AFTER_CLOSING)
PAPER = "letter"
NO_PAPER = Drawn("", b"")


@dataclass(frozen=True, slots=True)
class Prepared:
    """A letter that can be looked at, and printed."""

    number: str
    letter: str


@dataclass(frozen=True, slots=True)
class Printed:
    """A letter as it goes on paper, and its hash."""

    paper: Drawn
    sha256: str


def prepare_letter(
    who: Actor, number: str, *, party: str, template: str, day: date | None = None, time: str = "", place: str = ""
) -> Prepared:
    """Prepare a letter to somebody in signed words; it waits to be printed. Raises NotFound, Refused."""
    with opened(who, number, Deed.PREPARE_LETTER) as work:
        to, words = work.party(party), template_of(template)
        wishes = wishes_of(to.person_id) or {}
        asked = {"day": day_in(words.language, day) if day else "", "time": time.strip(), "place": place.strip()}
        fields = _fields(work, to, words, wishes) | asked
        work.require(_is_safe(work, wishes))
        entry = work.enter(_may_prepare(to, words, fields), party=str(to.pk), template=str(words.pk))
        letter = _kept(work, to, words, fields, entry)
        return Prepared(work.case.number, str(letter.pk))


def print_letter(who: Actor, number: str, *, letter: str) -> Printed:
    """Print a letter, as often as needed; who did, and the hash, are entered each time. Raises NotFound, Refused."""
    paper = _paper(who, number, letter)
    with opened(who, number, Deed.PRINT_LETTER) as work:
        held = letter_of(work, letter)
        wishes = wishes_of(held.party.person_id) or {}
        address = str(wishes.get(Wish.LETTERS_TO, ""))
        work.require(_is_safe(work, wishes))
        ruling = may_print_letter(state=held.state, same_address=address == held.fields["address"])
        entry = work.enter(ruling, letter=letter, sha256=paper.sha256, again=held.state == LetterState.PRINTED)
        held.state, held.sha256, held.printed, held.printed_at = LetterState.PRINTED, paper.sha256, entry, work.at
        held.save(update_fields=["state", "sha256", "printed", "printed_at"])
        _waiting(held).update(state=NoticeState.SENT, sent_at=work.at, last_error="")
        return Printed(paper, paper.sha256)


def withdraw_letter(who: Actor, number: str, *, letter: str, because: str) -> None:
    """Withdraw a letter: it is not printed again. Raises NotFound, Refused."""
    with opened(who, number, Deed.WITHDRAW_LETTER) as work:
        held = letter_of(work, letter)
        entry = work.enter(may_withdraw_letter(state=held.state, because=because), letter=letter, because=because)
        held.state, held.ended = LetterState.WITHDRAWN, entry
        held.save(update_fields=["state", "ended"])
        _waiting(held).update(state=NoticeState.DROPPED)


def _kept(work: Work, to: Party, words: LetterTemplate, fields: dict[str, str], entry: Entry) -> Letter:
    """Keep the letter, and let it wait in the outbox for somebody to print it."""
    letter = Letter.objects.create(
        sealed_by=work.sealed_by,
        entry=entry,
        case=work.case,
        party=to,
        template=words,
        kind=words.kind,
        language=words.language,
        fields=fields,
        prepared_at=work.at,
    )
    OutboxItem.objects.create(
        sealed_by=work.sealed_by,
        entry=entry,
        key=f"{PAPER}:{letter.pk}",
        notice=PAPER,
        channel=Way.LETTER,
        person_id=to.person_id,
        letter=letter.pk,
        reference=work.case.number,
        send_after=work.at,
    )
    return letter


def _waiting(letter: Letter) -> QuerySet[OutboxItem]:
    return OutboxItem.objects.filter(letter=letter.pk).exclude(state=NoticeState.SENT)


def template_of(template: str) -> LetterTemplate:
    """Return one version of the words of a letter. Raises NotFound."""
    found = LetterTemplate.objects.filter(pk=row_id(template)).first()
    if found is None:
        raise NotFound("There are no such words.")
    return found


def letter_of(work: Work, letter: str) -> Letter:
    """Return a letter of this case. Raises NotFound."""
    held = Letter.objects.filter(case=work.case, pk=row_id(letter)).select_related("template", "party").first()
    if held is None:
        raise NotFound("There is no such letter in this case.")
    return held


def paper_of(letter: Letter, *, number: str, draft: bool) -> Drawn:
    """Draw a letter."""
    sheet = sheet_of(letter.template, letter.fields, draft=draft)
    return drawn(sheet, name=f"letter-{number}-{str(letter.pk)[:8]}.pdf", made_at=letter.prepared_at)


def _paper(who: Actor, number: str, letter: str) -> Drawn:
    """Draw a letter in sight before anything is locked: slow work does not belong inside a deed."""
    rows = Letter.objects.filter(case__in=sight.cases(who).filter(number=number), pk=row_id(letter))
    held = rows.select_related("template").first()
    return paper_of(held, number=number, draft=False) if held else NO_PAPER


def _is_safe(work: Work, wishes: Mapping[str, Any]) -> Ruling:
    return may_contact(Way.LETTER, safety=safety_of(wishes, Way.LETTER), at=work.at)


def _fields(work: Work, to: Party, words: LetterTemplate, wishes: Mapping[str, Any]) -> dict[str, str]:
    """What stands in the letter, as its language says it. The address is the one they named, and no other."""
    case, house = work.case, settings.LANDLORD
    called = str(wishes.get(Wish.CALL_ME, "")).strip() or (to.person.name.strip() if to.person else "")
    with_whom = case.owner.name if case.owner else case.team.name if case.team else house.name
    return {
        "name": called,
        "address": str(wishes.get(Wish.LETTERS_TO, "")),
        "reference": case.number,
        "officer": with_whom,
        "phone": house.phone,
        "hours": house.hours,
        "landlord": house.name,
        "today": day_in(words.language, work.today),
        "next_update": _next_update(case.pk, to.pk, words.language),
    }


def _next_update(case: UUID, party: UUID, language: str) -> str:
    owed = OwedDuty.objects.filter(case=case, party=party, done=None, kind__in=HEARS_NEXT, paused_at=None)
    first = owed.order_by("due_at").values_list("due_at", flat=True).first()
    return day_in(language, london_day(first)) if first else ""


def _may_prepare(to: Party, words: LetterTemplate, fields: Mapping[str, str]) -> Ruling:
    wanted = {name: fields[name] for name in fields_in(words.words)}
    newer = LetterTemplate.objects.filter(
        kind=words.kind, language=words.language, version__gt=words.version, signed__isnull=False
    )
    return may_prepare_letter(
        LetterFacts(
            part=to.part,
            signed=words.signed_id is not None,
            newest=not newer.exists(),
            name=fields["name"],
            address=fields["address"],
            missing=frozenset(name for name, text in wanted.items() if not text),
            longest=max(len(fields[name]) for name in ASKED),
            undrawable=undrawable([words.title, words.words, *fields.values()]),
        )
    )
