"""Consent is one person's, for one agency, one purpose and named parts, until a day; taking it back works at once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from upstander.policy.consent import (
    AT_MOST,
    CONSENTS,
    FILE_PART_LABELS,
    HOW_LABELS,
    NEEDED,
    PURPOSE_LABELS,
    Agreement,
    Consent,
    FilePart,
    How,
    Purpose,
    Standing,
    belongs_to,
    is_agreed,
    is_live,
    may_give_consent,
    may_withdraw_consent,
    may_write_of,
    standing,
    until_unless_said,
)
from upstander.policy.grounds import PartyRole
from upstander.policy.sight import Part

TODAY = date(2026, 11, 18)
AT = datetime(2026, 11, 18, 10, 0, tzinfo=UTC)
ASKED = Agreement(
    part="resident_heard",
    open_agency=True,
    purpose="support",
    parts=("name", "support"),
    how="themselves",
    with_code=False,
    read_back=True,
    speaks_by="",
    until=TODAY + timedelta(days=90),
    on=TODAY,
)
GIVEN = Consent(
    about="amina", agency="door step", purpose="support", parts=frozenset({"name"}), given_at=AT, until=TODAY
)
SPEAKS = "Her sister, by a power of attorney that we have seen."


@pytest.mark.parametrize("purpose", Purpose)
@pytest.mark.parametrize("part", FilePart)
def test_a_purpose_takes_the_parts_it_needs_and_no_others(purpose: Purpose, part: FilePart) -> None:
    ruling = may_give_consent(replace(ASKED, purpose=purpose, parts=(part,)))
    assert ruling.allowed is (part in NEEDED[purpose])
    if not ruling.allowed:
        assert ruling.clause == "7 b 5"
        assert FILE_PART_LABELS[part].lower() in ruling.why
    with_more = may_give_consent(replace(ASKED, purpose=purpose, parts=("name", part)))
    assert with_more.allowed is ruling.allowed


def test_every_purpose_needs_who_it_is_and_leaves_something_out() -> None:
    assert set(NEEDED) == set(PURPOSE_LABELS) == set(Purpose)
    assert set(FILE_PART_LABELS) == set(FilePart)
    assert set(HOW_LABELS) == set(How)
    for needed in NEEDED.values():
        assert {FilePart.NAME, FilePart.CONTACT} <= needed < set(FilePart)


@pytest.mark.parametrize("part", [*PartyRole, "somebody", ""])
def test_each_agrees_for_themselves_and_whoever_speaks_for_another_does_not(part: str) -> None:
    assert may_give_consent(replace(ASKED, part=part)).allowed is (part in CONSENTS)
    assert {PartyRole.RESIDENT_HEARD, PartyRole.WITNESS, PartyRole.ALLEGED_PERPETRATOR} <= CONSENTS
    assert PartyRole.REPRESENTATIVE not in CONSENTS


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"part": "representative"}, "speaks for somebody"),
        ({"open_agency": None}, "do not know this agency"),
        ({"open_agency": False}, "not in the register today"),
        ({"purpose": ""}, "used for"),
        ({"purpose": "curiosity"}, "used for"),
        ({"parts": ()}, "what may be shared"),
        ({"parts": ("name", "everything")}, "what may be shared"),
        ({"parts": ("name", "evidence")}, "photos, recordings and messages"),
        ({"how": ""}, "how they agreed"),
        ({"how": "by silence"}, "how they agreed"),
        ({"how": "interpreter", "with_code": True}, "how they agreed"),
        ({"how": "on_behalf", "with_code": True, "speaks_by": SPEAKS}, "how they agreed"),
        ({"read_back": False}, "not read back"),
        ({"how": "interpreter", "read_back": False}, "not read back"),
        ({"how": "on_behalf"}, "by what right"),
        ({"how": "on_behalf", "speaks_by": "Her sister."}, "by what right"),
        ({"until": TODAY - timedelta(days=1)}, "no time, or for ever"),
        ({"until": TODAY + AT_MOST + timedelta(days=1)}, "no time, or for ever"),
    ],
)
def test_what_is_not_said_is_not_agreed(changed: dict[str, Any], why: str) -> None:
    ruling = may_give_consent(replace(ASKED, **changed))
    assert not ruling.allowed
    assert why in ruling.why
    assert ruling.how


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"read_back": False, "with_code": True},
        {"how": "interpreter"},
        {"how": "on_behalf", "speaks_by": SPEAKS},
        {"until": TODAY},
        {"until": TODAY + AT_MOST},
        {"parts": sorted(NEEDED[Purpose.SUPPORT])},
        {"part": "alleged_perpetrator"},
    ],
)
def test_what_is_said_in_full_is_agreed(changed: dict[str, Any]) -> None:
    ruling = may_give_consent(replace(ASKED, **changed))
    assert (ruling.allowed, ruling.clause, ruling.how) == (True, "7 b 1", "")


@pytest.mark.parametrize(
    ("withdrawn", "ended", "allowed"),
    [(False, False, True), (True, False, False), (False, True, False), (True, True, False)],
)
def test_it_is_taken_back_whenever_it_holds(withdrawn: bool, ended: bool, allowed: bool) -> None:
    ruling = may_withdraw_consent(withdrawn=withdrawn, ended=ended)
    assert ruling.allowed is allowed
    assert bool(ruling.how) is not allowed


def test_it_holds_for_ninety_days_where_no_other_day_is_said() -> None:
    assert until_unless_said(TODAY) == date(2027, 2, 16)


@pytest.mark.parametrize(
    ("at", "until", "live"),
    [
        (AT - timedelta(microseconds=1), TODAY, False),
        (AT, TODAY, True),
        (datetime(2026, 11, 18, 23, 59, 59, tzinfo=UTC), TODAY, True),
        (datetime(2026, 11, 19, 0, 0, tzinfo=UTC), TODAY, False),
        # In summer the day in London ends an hour before it does in UTC.
        (datetime(2027, 6, 1, 22, 59, 59, tzinfo=UTC), date(2027, 6, 1), True),
        (datetime(2027, 6, 1, 23, 0, tzinfo=UTC), date(2027, 6, 1), False),
    ],
)
def test_it_holds_from_its_moment_to_the_end_of_its_last_day_in_london(at: datetime, until: date, live: bool) -> None:
    assert is_live(replace(GIVEN, until=until), at=at) is live


def test_taken_back_it_ends_at_that_very_moment() -> None:
    back = replace(GIVEN, withdrawn_at=AT + timedelta(minutes=5))
    assert is_live(back, at=AT + timedelta(minutes=5) - timedelta(microseconds=1))
    assert not is_live(back, at=AT + timedelta(minutes=5))
    assert not is_live(replace(GIVEN, withdrawn_at=AT), at=AT)


@pytest.mark.parametrize(
    ("about", "agency", "purpose", "part", "agreed"),
    [
        ("amina", "door step", "support", "name", True),
        ("her son", "door step", "support", "name", False),
        ("amina", "the police", "support", "name", False),
        ("amina", "door step", "safety", "name", False),
        ("amina", "door step", "support", "health", False),
    ],
)
def test_only_the_same_person_agency_purpose_and_part(
    about: str, agency: str, purpose: str, part: str, agreed: bool
) -> None:
    assert is_agreed([GIVEN], about=about, agency=agency, purpose=purpose, part=part, at=AT) is agreed
    assert not is_agreed([], about=about, agency=agency, purpose=purpose, part=part, at=AT)


def test_two_halves_of_two_consents_are_not_one() -> None:
    other = replace(GIVEN, purpose="safety", parts=frozenset({"health"}))
    assert not is_agreed([GIVEN, other], about="amina", agency="door step", purpose="support", part="health", at=AT)


PEOPLE, AGENCIES = ("amina", "her son"), ("door step", "the police")
STEPS = st.lists(
    st.one_of(
        st.tuples(
            st.just("give"),
            st.sampled_from(PEOPLE),
            st.sampled_from(AGENCIES),
            st.sampled_from(list(Purpose)),
            st.frozensets(st.sampled_from(list(FilePart)), max_size=3),
            st.integers(-2, 3),
        ),
        st.tuples(st.just("back"), st.integers(0, 9)),
        st.tuples(st.just("wait"), st.integers(0, 60)),
    ),
    max_size=14,
)


@dataclass
class Line:
    """One line of the plain book: who said what, until when, and whether they took it back."""

    what: tuple[str, str, str]
    parts: frozenset[str]
    until: date
    back: bool = False


@given(steps=STEPS)
def test_nothing_is_agreed_that_nobody_agreed_to_or_that_was_taken_back(steps: list[tuple[Any, ...]]) -> None:
    """Beside the rules stands a plain book of who said what and until when; the two say the same after each step."""
    at, held, book = AT, list[Consent](), list[Line]()
    for step, *more in steps:
        if step == "give":
            about, agency, purpose, parts, days = more
            until = at.date() + timedelta(days=days)
            asked = replace(ASKED, purpose=purpose, parts=parts, until=until, on=at.date())
            if may_give_consent(asked).allowed:
                what = {"about": about, "agency": agency, "purpose": purpose, "parts": parts}
                held.append(Consent(**what, given_at=at, until=until))
                book.append(Line((about, agency, purpose), parts, until))
        elif step == "back" and more[0] < len(held):
            if held[more[0]].withdrawn_at is None:
                held[more[0]] = replace(held[more[0]], withdrawn_at=at)
            book[more[0]].back = True
        elif step == "wait":
            at += timedelta(hours=more[0])
        _agree_with(book, held, at)


def _agree_with(book: list[Line], held: list[Consent], at: datetime) -> None:
    standing = [line for line in book if not line.back and at.date() <= line.until]
    for about, agency, purpose, part in product(PEOPLE, AGENCIES, Purpose, FilePart):
        said = any(line.what == (about, agency, purpose) and part in line.parts for line in standing)
        assert said == is_agreed(held, about=about, agency=agency, purpose=purpose, part=part, at=at)


def test_it_says_whether_it_holds_and_what_ended_it() -> None:
    assert standing(GIVEN, at=AT) is Standing.HOLDS
    assert standing(GIVEN, at=AT + timedelta(days=1)) is Standing.RAN_OUT
    back = replace(GIVEN, withdrawn_at=AT + timedelta(minutes=5))
    assert standing(back, at=AT + timedelta(days=1)) is Standing.TAKEN_BACK


@pytest.mark.parametrize(
    ("part", "stands"),
    [
        ("resident_heard", Part.HEALTH),
        ("affected", Part.HEALTH),
        ("representative", Part.HEALTH),
        ("witness", Part.IDENTITY),
        ("alleged_perpetrator", Part.PERPETRATORS_SUPPORT),
        ("", Part.IDENTITY),
        ("nobody", Part.IDENTITY),
    ],
)
def test_a_witness_and_the_other_side_stand_apart(part: str, stands: Part) -> None:
    assert belongs_to(part) is stands


@pytest.mark.parametrize("part", [*PartyRole, "witness", "nobody we know", ""])
def test_what_is_somebodys_own_is_written_down_by_whoever_may_read_it(part: str) -> None:
    assert may_write_of(part, seen={belongs_to(part)}).allowed
    no = may_write_of(part, seen=set(Part) - {belongs_to(part)})
    assert (no.allowed, no.clause, bool(no.how)) == (False, "7 a", True)
