"""Every part of a file carries a word of its own; a pack holds the words of the parts that leave, and no others."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.casework.working import case_of, last_entry, party_of
from tests.cast import NOW, a_case
from upstander.casework import notes
from upstander.casework.opened import opened
from upstander.casework.packs import NOTHING, packed
from upstander.casework.parties import name_party
from upstander.casework.support import record_support_need
from upstander.casework.vulnerability import record_vulnerability
from upstander.policy.consent import FILE_PART_LABELS, FilePart
from upstander.policy.deeds import Deed
from upstander.policy.removing import REMOVED
from upstander.records.files import KeptFile
from upstander.records.people import SafeContact
from upstander.records.plans import Plan, PlanStep
from upstander.records.risk import RiskAssessment
from upstander.records.worked import SupportConsidered

CANARIES = {
    FilePart.NAME: "Zinnia",
    FilePart.CONTACT: "quokka@example.org",
    FilePart.HOME: "1 Ferry Court",
    FilePart.INCIDENTS: "marzipan",
    FilePart.MOTIVE: "persimmon",
    FilePart.EVIDENCE: "kumquat",
    FilePart.RISK: "locksmith",
    FilePart.SUPPORT: "counsellor",
    FilePart.HEALTH: "nectarine",
    FilePart.PLAN: "locksmith",
}
"""A step that protects stands with the risk, and with the plan."""
KEPT_IN = ("gooseberry", "tamarind", "rhubarb", "bergamot", "lovage", "sorrel")
"""What belongs to no part: a note, what the other side was offered, their name, what they need, what has been met."""


@pytest.fixture
def number(house) -> str:
    """A case with a word in everything."""
    number = a_case(house, story="marzipan was thrown at my door", motive_words="persimmon, he said")
    case, entry = case_of(number), last_entry()
    made = {"sealed_by": case.sealed_by, "entry": entry}
    he, she = (case.parties.get(part=part) for part in ("alleged_perpetrator", "resident_heard"))
    for party, name, email in ((she, "Zinnia Begum", "quokka@example.org"), (he, "Rhubarb Marsh", "")):
        person = party.person
        person.name, person.email = name, email
        person.save(update_fields=["name", "email"])
    wishes = {"channels": {"email": "safe"}}
    SafeContact.objects.create(
        sealed_by=she.person.sealed_by, entry=entry, person=she.person, wishes=wishes, checked_at=NOW
    )
    KeptFile.objects.create(
        **made, case=case, party=she, kept_at=NOW, kept_by="okafor", kind="picture", mime="image/jpeg", size=1,
        state="ready", name="a.jpg", shows="kumquat on the stairs", made="",
    )  # fmt: skip
    plan = Plan.objects.create(**made, case=case, version=1, aim="peace", approach=[])
    PlanStep.objects.create(
        **made, plan=plan, code=plan.pk, tool="locks", what="A locksmith comes", who_does_it="Joy",
        due_on=date(2026, 12, 1), protective=True, outcome_words="",
    )  # fmt: skip
    RiskAssessment.objects.create(
        **made, case=case, party=she, answers={}, score=3, band="high", level="high", why_overridden="", review_by=NOW
    )
    for party, words in ((she, "a counsellor"), (he, "tamarind tea")):
        SupportConsidered.objects.create(**made, case=case, party=party, outcome="offered", words=words)
    who, day = house.actor("okafor"), {"said_by": "officer", "on": NOW.date()}
    for party, words, more in ((she, "nectarine tea", "nectarine heart"), (he, "bergamot oil", "lovage lung")):
        record_support_need(who, number, party=str(party.pk), need="mental_health", words=words, **day)
        record_vulnerability(who, number, party=str(party.pk), answers=["other"], words=more, **day)
    met = {"party": str(she.pk), "need": "money", **day}
    record_support_need(who, number, words="sorrel soup", **met)
    record_support_need(who, number, words="sorrel again", state="met", **met)
    notes.add_note(house.actor("okafor"), number, text="gooseberry, and nothing else")
    return number


def words_of(house, number: str, parts: dict[str, list[FilePart]], **more) -> str:
    """What the pack holds; it is rolled back, as nothing is done."""
    with pytest.raises(_Undone), opened(house.actor("okafor"), number, Deed.ADD_NOTE) as work:
        raise _Undone(packed(work, parts, **more).rows)
    return last_rows[-1]


class _Undone(Exception):
    def __init__(self, rows: tuple[tuple[str, str], ...]) -> None:
        last_rows.append("\n".join(f"{label}: {words}" for label, words in rows))


last_rows: list[str] = []


@pytest.mark.parametrize("part", FilePart)
def test_a_part_holds_its_own_word_and_no_other(house, number, part):
    words = words_of(house, number, {party_of(number): [part]})
    assert FILE_PART_LABELS[part] in words
    mine = CANARIES.get(part, NOTHING)
    assert mine in words
    assert not [other for other in {*CANARIES.values(), *KEPT_IN} - {mine} if other.lower() in words.lower()]


def test_all_of_one_side_holds_nothing_of_the_other(house, number):
    words = words_of(house, number, {party_of(number): list(FilePart)}).lower()
    assert all(word.lower() in words for word in CANARIES.values())
    assert not [word for word in KEPT_IN if word in words]


def test_all_of_the_other_side_holds_nothing_that_was_said_of_them(house, number):
    words = words_of(house, number, {party_of(number, "alleged_perpetrator"): list(FilePart)}).lower()
    assert "rhubarb" in words
    assert all(word in words for word in ("tamarind", "bergamot oil", "lovage lung"))
    hers = {word for part, word in CANARIES.items() if part is not FilePart.HOME}
    assert not [word for word in hers if word.lower() in words]


def test_what_somebody_needs_leaves_with_who_said_so_and_without_anybody_else(house, number):
    said = {"need": "tenancy", "words": "Rhubarb Marsh shouts; she wants to stay.", "said_by": "agency"}
    record_support_need(house.actor("okafor"), number, party=party_of(number), on=date(2026, 11, 1), **said)
    words = words_of(house, number, {party_of(number): [FilePart.HEALTH]})
    assert f"Keeping the tenancy. {REMOVED} shouts; she wants to stay." in words
    assert "(An agency, or a professional who helps them, 1 November 2026.)" in words
    assert "Something else. nectarine heart (An officer saw it, 18 November 2026.)" in words


def test_a_pack_of_two_says_of_each_what_leaves_of_them(house, number):
    she, he = party_of(number), party_of(number, "alleged_perpetrator")
    words = words_of(house, number, {she: [FilePart.NAME], he: [FilePart.NAME]})
    assert words.splitlines()[0].startswith("Person 1: ")
    assert "Zinnia Begum" in words
    assert "Rhubarb Marsh" in words


def test_the_name_of_whoever_does_not_leave_is_taken_out_of_what_does(house):
    number = a_case(house, story="Dean and Rehana shouted. Rehana’s mother came from 1 Ferry Court, SE1 1AB.")
    words = words_of(house, number, {party_of(number): [FilePart.INCIDENTS]})
    assert f"{REMOVED} and {REMOVED} shouted. {REMOVED} mother came from" in words
    assert "Ferry Court" not in words
    named = words_of(house, number, {party_of(number): [FilePart.NAME, FilePart.INCIDENTS]})
    assert f"{REMOVED} and Rehana shouted." in named


def test_words_about_how_to_reach_somebody_name_nobody_else(house, number):
    person = case_of(number).parties.get(part="resident_heard").person
    wishes = {"channels": {"email": "safe"}, "interpreter": "Anybody but Rhubarb", "call_me": "Zinnia"}
    SafeContact.objects.create(
        sealed_by=person.sealed_by,
        entry=last_entry(),
        person=person,
        wishes=wishes,
        checked_at=NOW + timedelta(hours=1),
    )
    words = words_of(house, number, {party_of(number): [FilePart.NAME, FilePart.CONTACT]})
    assert f"Interpreter: Anybody but {REMOVED}" in words
    assert "quokka@example.org" in words
    assert "Call them: Zinnia" in words


def test_a_witness_has_none_of_what_keeps_somebody_else_safe(house, number):
    witness = name_party(house.actor("okafor"), number, part="witness", name="Wren Hill").party
    words = words_of(house, number, {witness: list(FilePart)})
    assert "Wren Hill" in words
    assert not [one for part, one in CANARIES.items() if part is not FilePart.HOME and one.lower() in words.lower()]
