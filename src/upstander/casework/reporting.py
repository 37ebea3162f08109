"""Receiving a report, by any way it comes: kept first, classified by what was perceived, and never lost (2 e, 3 b)."""

from __future__ import annotations

import hashlib
import hmac
import json
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError

from upstander.casework.actor import Actor
from upstander.casework.conflicts import compare_report
from upstander.casework.oncall import ask_on_call
from upstander.casework.opened import LONDON, Work, begun
from upstander.casework.told import Told
from upstander.policy.duty import DutyKind
from upstander.policy.grounds import Kind, is_part_2, known_forms, known_grounds
from upstander.policy.reporting import classify, may_receive, must_after_report, priority, red_flags, route
from upstander.policy.roles import STAFF_ROLES, Deed
from upstander.policy.ruling import Refused, Ruling, refuse
from upstander.policy.terms import ClockKey, Terms
from upstander.records import keyring, sight
from upstander.records.case import ResidentCode
from upstander.records.codes import derived_code, digest_of
from upstander.records.estate import Home
from upstander.records.journal import Entry
from upstander.records.numbers import REPORT, next_number
from upstander.records.people import Person, SafeContact, Token, tokens_for
from upstander.records.reports import Report
from upstander.records.versions import terms_of, version_in_force

SAME_CODE_FOR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Received:
    """What the reporter is given. `number` is for staff, `code` for them: empty for staff, and on a late retry.

    `triage_by`: when somebody has decided what it becomes. `in_sight`: staff who took it may also open it.
    """

    number: str
    code: str
    first_contact_by: datetime
    triage_by: datetime
    alerted: bool
    in_sight: bool = False
    again: bool = False


class SaidOtherwise(Exception):
    """The same form was sent before with other words; the first report stands, and nothing was changed."""


@dataclass(frozen=True, slots=True)
class _Keys:
    report: UUID
    person: UUID | None = None


def receive_report(who: Actor, told: Told) -> Received:
    """Keep a report and start its clocks (clause 2 e). Sent again, it gives the same answer.

    Raises Refused (nothing said, over the limits, an unknown home) and SaidOtherwise.
    """
    held = _received_before(who, told)
    if held is not None:
        return held
    keys = _Keys(*keyring.mint_each("report", *(["person"] if _is_somebody(told) else [])))
    try:
        return _received(who, told, keys)
    except IntegrityError:
        # The same form, sent twice at the same moment: the other one was first.
        held = _received_before(who, told)
        if held is None:
            raise
        return held


def _received(who: Actor, told: Told, keys: _Keys) -> Received:
    with begun(who, Deed.RECEIVE_REPORT, sealed_by=keys.report) as work:
        home = _home(told)
        report = _classified(work, told, home)
        work.report = report
        entry = work.enter(_may_receive(work, told), number=report.number, kind=report.kind)
        report.entry = entry
        report.person = _person(told, keys, entry, work.at)
        report.save(force_insert=True)
        ResidentCode.objects.create(
            sealed_by=keys.report, entry=entry, digest=digest_of(derived_code(told.idempotency_key)), report=report
        )
        Token.objects.bulk_create(_tokens(report, home))
        compare_report(work, entry, home=home)
        was_alerted = _start_clocks(work, report, entry)
        return _answer(who, told, report, work.terms, was_alerted=was_alerted)


def _may_receive(work: Work, told: Told) -> Ruling:
    return may_receive(
        work.terms,
        story=told.story,
        forms=told.forms,
        happened_on=told.when.earliest,
        today=work.today,
        answers={"Why it happened": told.motive_words, "Where it happened": told.place},
        lines={"A name": told.reporter.name, "A name of somebody else": told.complained.name},
    )


def _classified(work: Work, told: Told, home: Home | None) -> Report:
    kind = classify(told.perceived, forms=told.forms, grounds=told.grounds, deliberate_harm=told.deliberate)
    return Report(
        sealed_by=work.sealed_by,
        number=next_number(REPORT, year=work.today.year),
        received_at=work.at,
        kind=kind,
        category=told.category if kind == Kind.ASB else "",
        priority=priority(kind),
        grounds=sorted(known_grounds(told.grounds)),
        forms=sorted(known_forms(told.forms)),
        red_flags=sorted(red_flags(told.forms, **asdict(told.danger))),
        hate=told.perceived and is_part_2(told.grounds),
        route=route(
            accused_staff=told.complained.our_staff, domestic_abuse=told.domestic_abuse, under_16=told.under_16
        ),
        area=home.area if home else None,
        **_as_told(told),
    )


def _as_told(told: Told) -> dict[str, Any]:
    """Return what is kept just as it was said."""
    return {
        "idempotency_key": _mark(told),
        "fingerprint": _fingerprint(told),
        "channel": told.channel,
        "on_behalf": told.on_behalf,
        "confidence": told.confidence,
        "happened_on": told.when.earliest,
        "evidence_mentioned": told.evidence_mentioned,
        "story": told.story,
        "answers": json.loads(json.dumps(asdict(replace(told, idempotency_key="")), default=str)),
        "home": told.home_uprn,
    }


def _home(told: Told) -> Home | None:
    if not told.home_uprn:
        return None
    home = Home.objects.filter(pk=told.home_uprn).select_related("area").first()
    if home is None:
        why = f"No home of ours has the UPRN {told.home_uprn}."
        raise Refused(refuse("9", why, "Check the number, or leave it out and say in words where it happened."))
    return home


def _person(told: Told, keys: _Keys, entry: Entry, at: datetime) -> Person | None:
    if keys.person is None:
        return None
    given = told.reporter
    person = Person.objects.create(
        sealed_by=keys.person,
        entry=entry,
        name=given.name,
        phone=given.phone,
        email=given.email,
        language=given.language,
        interpreter=given.interpreter,
        home="",
    )
    if given.wishes:
        wishes = {**given.wishes, "through": given.trusted}
        SafeContact.objects.create(sealed_by=keys.person, entry=entry, person=person, wishes=wishes, checked_at=at)
    texts = {"name": given.name, "phone": given.phone, "email": given.email}
    Token.objects.bulk_create(tokens_for(texts=texts, person_id=person.pk))
    return person


def _is_somebody(told: Told) -> bool:
    given = told.reporter
    return any((given.name, given.phone, given.email, given.trusted, given.wishes, given.language))


def _tokens(report: Report, home: Home | None) -> list[Token]:
    if home is None:
        return []
    return tokens_for(texts={"home": home.uprn, "postcode": home.postcode}, report_id=report.pk)


def _start_clocks(work: Work, report: Report, entry: Entry) -> bool:
    duties = must_after_report(work.terms, flags=report.red_flags, received_at=report.received_at, kind=report.kind)
    alerts = [duty for duty in duties if duty.kind == DutyKind.ANSWER_ALERT]
    work.owe([duty for duty in duties if duty not in alerts], entry=entry)
    ask_on_call(work, alerts, entry=entry)
    return bool(alerts)


def _received_before(who: Actor, told: Told) -> Received | None:
    sent = Report.objects.filter(idempotency_key=_mark(told))
    if not sent.exists():
        return None
    held = sent.get()
    if not hmac.compare_digest(bytes(held.fingerprint), _fingerprint(told)):
        raise SaidOtherwise(held.number)
    terms = terms_of(version_in_force(held.received_at.astimezone(LONDON).date()).pk)
    return _answer(who, told, held, terms, was_alerted=bool(held.red_flags), again=True)


def _answer(
    who: Actor, told: Told, report: Report, terms: Terms, *, was_alerted: bool, again: bool = False
) -> Received:
    high, by_staff = report.priority == "high", bool(who.roles & STAFF_ROLES)
    for_them = not by_staff and who.at - report.received_at <= SAME_CODE_FOR
    return Received(
        number=report.number,
        code=derived_code(told.idempotency_key) if for_them else "",
        first_contact_by=terms.due(ClockKey.FIRST_CONTACT, report.received_at, high=high),
        triage_by=terms.due(ClockKey.TRIAGE, report.received_at, high=high),
        alerted=was_alerted,
        in_sight=by_staff and sight.reports(who).filter(pk=report.pk).exists(),
        again=again,
    )


def _mark(told: Told) -> str:
    """Tell one form from another without keeping its key, from which the person's code is derived."""
    return hmac.new(settings.SECRETS.token_key, f"form|{told.idempotency_key}".encode(), hashlib.sha256).hexdigest()


def _fingerprint(told: Told) -> bytes:
    """Tell one text from another without keeping it: keyed, so that short stories cannot be guessed from it."""
    text = json.dumps(asdict(told), default=str, sort_keys=True)
    return hmac.new(settings.SECRETS.token_key, f"told|{text}".encode(), hashlib.sha256).digest()
