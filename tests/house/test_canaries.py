"""A word planted in every text of a case is read by nobody who may not see it: on no page, by no key, in no mail."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.core.mail import EmailMessage
from django.db import models

from tests.api.conftest import Asker
from tests.casework.working import REASON, party_of
from tests.cast import NOW
from tests.house.test_urls import answer, filled, rows
from tests.visitors import MEMBERS, Visitors, quietly, visitors
from upstander.casework.considering import consider_agency
from upstander.casework.contacts import record_contact
from upstander.casework.investigating import record_investigation
from upstander.casework.messages import send_message
from upstander.casework.notes import add_note
from upstander.casework.plans import StepGiven, record_plan
from upstander.casework.risk import assess_risk
from upstander.casework.safe_contact import set_safe_contact
from upstander.casework.sensitive import mark_sensitive
from upstander.casework.support import consider_support
from upstander.post.sending import send_waiting
from upstander.records.case import Case
from upstander.records.journal import Fact
from upstander.records.people import Person
from upstander.records.sealing import SealedRow, SealedText

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

WORD = "zebuwick"
CANARY = re.compile(WORD, re.IGNORECASE)
OTHERS = {
    "BreakGlass": "whoever reviews emergencies reads why it was one",
    "ConflictFlag": "whoever decides on it reads what is alike",
    "Conflict": "a manager above the line reads why it is kept from somebody",
    "OutboxItem": "its reference is a number, and no text of the case",
    "Report": "it is told again in the incident; that one waits for triage and is nobody's case",
}
"""Rows about a case whose text is for other eyes, each held by tests of its own."""
TEXTS = ("Note", "Incident", "Motive", "Contact", "Message", "Plan", "PlanStep", "SupportConsidered", "Investigation",
         "AgencyAnswer", "KeptFile", "ConsentGiven", "Disclosure", "SensitiveMark", "Person", "RiskAssessment",
         "OwedDuty", "Assignment", "Referral")  # fmt: skip
"""What has to hold the word, so that the test cannot pass with nothing planted."""


@pytest.fixture
def door() -> Iterator[Visitors]:
    with time_machine.travel(NOW, tick=False), quietly():
        yield visitors()


def lived(door: Visitors) -> Case:
    """The case of the visitors, with something of every kind in it."""
    number, okafor, agency = door.number, door.house.actor("okafor"), door.places()["AGENCY"]
    heard = party_of(number)
    wishes = {"channels": {"phone": "safe"}, "hours": f"after four {WORD}"}
    set_safe_contact(okafor, number, party=heard, wishes=wishes)
    note = add_note(okafor, number, text="Their sister rang.")
    mark_sensitive(okafor, number, note=note, because=REASON)
    record_contact(okafor, number, party=heard, way="phone", reached=True, words=REASON, because=REASON)
    send_message(okafor, number, party=heard, text="We will ring you tomorrow.")
    record_investigation(okafor, number, done=REASON, finding=REASON)
    consider_support(okafor, number, party=heard, outcome="offered", words=REASON)
    consider_agency(okafor, number, agency=agency, answer="offered", why=REASON)
    steps = [StepGiven(tool="support", what="Ring them", who_does_it="Joy", due_on=NOW.date())]
    record_plan(okafor, number, aim="To feel safe.", steps=steps)
    answers = {one.code: one.answers[0].code for one in _questions(door)}
    assess_risk(okafor, number, party=heard, answers=answers)
    return Case.objects.get(number=number)


def _questions(door: Visitors) -> Any:
    from upstander.casework.casefile import deed_page

    return deed_page(door.house.actor("okafor"), door.number, deed="assess_risk").risk_form.questions


def planted(case: Case) -> set[str]:
    """Put the word into every sealed text that hangs on a case, past the deeds; return in rows of which kinds."""
    people = set(case.parties.values_list("person", flat=True)) - {None}
    held: list[models.Model] = [*Person.objects.filter(pk__in=people), case]
    for model in apps.get_app_config("records").get_models():
        if issubclass(model, Fact) and model is not Case and model.__name__ not in OTHERS:
            held += [row for path in _to_case(model) for row in model._default_manager.filter(**{path: case})]
    return {type(row).__name__ for row in held if isinstance(row, SealedRow) and _planted(row)}


def _to_case(model: type[models.Model]) -> list[str]:
    """How a row hangs on a case: by itself, or by the plan, the referral or the delivery that it belongs to."""
    kinds = {field.name: field.related_model for field in model._meta.fields if field.related_model is not None}
    if kinds.get("case") is Case:
        return ["case"]
    through = [name for name, other in kinds.items() if name in ("plan", "referral", "delivery") and _has_case(other)]
    return [f"{name}__case" for name in through[:1]]


def _has_case(model: Any) -> bool:
    return any(field.name == "case" and field.related_model is Case for field in model._meta.fields)


def _planted(row: SealedRow) -> bool:
    texts = [field.name for field in row._meta.fields if isinstance(field, SealedText)]
    for name in texts:
        setattr(row, name, f"{getattr(row, name) or ''} {WORD}".strip())
    if texts:
        row.save(update_fields=texts)
    if type(row).__name__ == "Disclosure":
        row.said = {key: f"{words} {WORD}" for key, words in row.said.items()}  # type: ignore[attr-defined]  # its own
        row.pack = [[label, f"{words} {WORD}"] for label, words in row.pack]  # type: ignore[attr-defined]  # its own
        row.save(update_fields=["said", "pack"])
    return bool(texts)


def blind() -> list[str]:
    """Who may not see the case, by the table of addresses; but for those who read a part of it by a code or a link."""
    letters = rows()["case/HC"][0]
    theirs = ("resident", "agency")
    return [member for member, letter in zip(MEMBERS, letters, strict=True) if letter != "o" and member not in theirs]


@pytest.mark.slow
def test_the_word_is_found_by_nobody_who_may_not_see_it(door: Visitors, mailoutbox: list[EmailMessage]) -> None:
    case = lived(door)
    kinds = planted(case)
    assert set(TEXTS) <= kinds, set(TEXTS) - kinds
    places, found = door.places(), []
    send_waiting(at=NOW)
    assert CANARY.search(answer(door, "okafor", "get", f"/case/{case.number}").content.decode())
    assert len(blind()) == 10
    for member in blind():
        for address in rows():
            page = answer(door, member, "get", filled(address.removesuffix("*"), places))
            content = b"".join(page.streaming_content) if page.streaming else page.content  # type: ignore[arg-type]  # of bytes
            if CANARY.search(content.decode(errors="replace")) or CANARY.search(str(page.headers)):
                found.append((member, address))
    assert found == []
    assert not [mail for mail in mailoutbox if CANARY.search(mail.message().as_string())]


@pytest.mark.parametrize("name", ["lewis", "patel", "haddad"])
def test_no_key_finds_it_for_an_account_that_may_not_see_it(door: Visitors, name: str) -> None:
    case = lived(door)
    planted(case)
    asker = Asker(door, name)
    for address in ("cases", "cases?closed=true", "reports", "duties", f"cases/{case.number}",
                    f"cases/{case.number}/record", "openapi.json"):  # fmt: skip
        assert not CANARY.search(asker.get(address).content.decode()), address
    for words in (WORD, "Begum", case.number):
        assert not CANARY.search(asker.post("find", {"words": words}, once="").content.decode().replace(words, ""))
    assert asker.post("find", {"words": case.number}, once="").json()["rows"] == []
