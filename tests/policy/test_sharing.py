"""The sharing gate, over every ground, state of consent, part, agency and day (clause 7 b)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import product
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.policy.conftest import shipped
from upstander.policy.consent import NEEDED, Consent, FilePart, Purpose
from upstander.policy.sharing import (
    SAID_LABELS,
    Ground,
    Said,
    Sharing,
    clause_of,
    may_hand_out,
    may_recall,
    may_share,
    must_tell_shared,
    wants,
)
from upstander.policy.terms import Terms, terms_from

AT = datetime(2026, 11, 18, 10, 0, tzinfo=UTC)
WHY = "Their brother hits them, and school has seen the bruises."
POLICE = {
    "officer": "PC 4471",
    "force": "Met",
    "reference": "CAD 881",
    "asked": "The dates and what was said",
    "why": WHY,
}
SAYS: dict[str, dict[str, str]] = {
    Ground.CONSENT: {},
    Ground.CHILDREN: {"child": "Their son of seven", "why": WHY},
    Ground.LAW: {"instrument": "Order of the county court, F00ZZ123", "why": WHY},
    Ground.POLICE: POLICE,
}
ASKED = Sharing(
    agency="door step",
    agency_kind="victim_support",
    open_agency=True,
    purpose="support",
    parts={"amina": ("name", "support")},
    people=("amina", "lee"),
    ground="consent",
    said={},
    untold="",
    at=AT,
)
GIVEN = Consent(
    about="amina",
    agency="door step",
    purpose="support",
    parts=frozenset({"name", "support", "contact"}),
    given_at=AT - timedelta(days=1),
    until=AT.date(),
)
OFF = sorted(row["code"] for row in shipped()["sharing"] if not row["on"])


def on(ground: str, **changed: Any) -> Sharing:
    """A request on a ground, with everything that it wants."""
    theirs = {"agency_kind": "police", "purpose": "investigation", "parts": {"amina": ("name", "incidents")}}
    plain = theirs if ground == Ground.POLICE else {}
    return replace(ASKED, ground=ground, said=SAYS[ground], **(plain | changed))


def test_what_is_agreed_may_leave(terms: Terms) -> None:
    ruling = may_share(terms, ASKED, [GIVEN])
    assert ruling.allowed
    assert ruling.clause == "7 b 1"


@pytest.mark.parametrize("ground", [Ground.CHILDREN, Ground.LAW, Ground.POLICE])
def test_the_policys_own_exceptions_need_no_consent(terms: Terms, ground: Ground) -> None:
    ruling = may_share(terms, on(ground), [])
    assert ruling.allowed
    assert ruling.clause == clause_of(ground)


@pytest.mark.parametrize(
    "other",
    [
        None,
        replace(GIVEN, about="lee"),
        replace(GIVEN, agency="another"),
        replace(GIVEN, purpose="safety"),
        replace(GIVEN, parts=frozenset({"name"})),
        replace(GIVEN, until=AT.date() - timedelta(days=1)),
        replace(GIVEN, given_at=AT + timedelta(seconds=1)),
        replace(GIVEN, withdrawn_at=AT),
    ],
)
def test_without_just_this_consent_nothing_leaves(terms: Terms, other: Consent | None) -> None:
    ruling = may_share(terms, ASKED, [other] if other else [])
    assert not ruling.allowed
    assert ruling.clause == "7 b 1"
    assert "goes on all the same" in ruling.how


def test_two_people_are_two_consents(terms: Terms) -> None:
    both = replace(ASKED, parts={"amina": ("name",), "lee": ("name",)})
    theirs = replace(GIVEN, about="lee")
    assert not may_share(terms, both, [GIVEN]).allowed
    assert not may_share(terms, both, [theirs]).allowed
    assert may_share(terms, both, [GIVEN, theirs]).allowed


@pytest.mark.parametrize("ground", OFF)
def test_a_ground_that_the_policy_does_not_list_is_refused_with_its_name_and_the_way_out(ground: str) -> None:
    procedure = shipped()
    asked = replace(ASKED, ground=ground, said=SAYS[Ground.LAW])
    ruling = may_share(terms_from(procedure), asked, [GIVEN])
    assert (ruling.allowed, ruling.clause) == (False, "7 b 4")
    assert next(row["label"] for row in procedure["sharing"] if row["code"] == ground) in ruling.why
    assert "new version" in ruling.how
    for row in procedure["sharing"]:
        row["on"] = row["on"] or row["code"] == ground
    adopted = terms_from(procedure)
    assert may_share(adopted, asked, []).allowed
    assert not may_share(adopted, replace(asked, said={}), []).allowed


@pytest.mark.parametrize("ground", ["", " ", "Consent", "because I say so", "consent "])
def test_a_ground_as_bare_text_is_no_ground(terms: Terms, ground: str) -> None:
    assert not may_share(terms, replace(ASKED, ground=ground), [GIVEN]).allowed


@pytest.mark.parametrize(("ground", "purpose", "part"), [*product(Ground, Purpose, FilePart)])
def test_no_part_leaves_that_the_purpose_does_not_need(
    terms: Terms, ground: Ground, purpose: Purpose, part: FilePart
) -> None:
    everything = replace(GIVEN, purpose=purpose, parts=frozenset(FilePart))
    asked = on(ground, purpose=purpose, parts={"amina": (part,)})
    fits = ground != Ground.POLICE or purpose == Purpose.INVESTIGATION
    assert may_share(terms, asked, [everything]).allowed == (part in NEEDED[purpose] and fits)


@pytest.mark.parametrize(
    ("changed", "clause"),
    [
        ({"open_agency": None}, "7 b"),
        ({"open_agency": False}, "7 b"),
        ({"purpose": ""}, "7 b"),
        ({"purpose": " "}, "7 b"),
        ({"purpose": "curiosity"}, "7 b"),
        ({"parts": {}}, "7 b 5"),
        ({"parts": {"amina": ()}}, "7 b 5"),
        ({"parts": {"amina": ("name", "shoe size")}}, "7 b 5"),
        ({"parts": {"nobody": ("name",)}}, "7 b 5"),
        ({"parts": {f"p{n}": ("name",) for n in range(21)}, "people": tuple(f"p{n}" for n in range(21))}, "7 b 5"),
        ({"untold": "It would put their sister at risk of a beating."}, "7 b 6"),
    ],
)
def test_what_is_not_clear_does_not_leave(terms: Terms, changed: dict[str, Any], clause: str) -> None:
    ruling = may_share(terms, replace(ASKED, **changed), [GIVEN])
    assert (ruling.allowed, ruling.clause) == (False, clause)
    assert ruling.how


@pytest.mark.parametrize(
    ("ground", "missing", "instead"),
    [(ground, one, instead) for ground in SAYS for one in wants(ground) for instead in ("", " ", "x")],
)
def test_what_a_ground_wants_is_written_down(terms: Terms, ground: str, missing: Said, instead: str) -> None:
    asked = on(ground)
    ruling = may_share(terms, replace(asked, said={**asked.said, missing: instead}), [])
    assert (ruling.allowed, ruling.clause) == (False, clause_of(ground))
    assert SAID_LABELS[missing].lower() in ruling.why


def test_a_police_investigation_is_the_polices_and_one_into_what_happened(terms: Terms) -> None:
    assert not may_share(terms, on(Ground.POLICE, agency_kind="local_authority"), []).allowed
    assert not may_share(terms, on(Ground.POLICE, purpose="safety"), []).allowed


def test_they_are_told_unless_a_reason_stands_why_not(terms: Terms) -> None:
    asked = on(Ground.CHILDREN, untold="He reads her post.")
    assert may_share(terms, asked, []).clause == "7 b 6"
    assert may_share(terms, replace(asked, untold="He opens her post, and has said what he would do."), []).allowed


@pytest.mark.parametrize(
    ("recalled", "because", "allowed"),
    [(False, WHY, True), (False, "oops", False), (False, " ", False), (True, WHY, False)],
)
def test_what_was_shared_is_called_back_once_with_a_reason(recalled: bool, because: str, allowed: bool) -> None:
    ruling = may_recall(recalled=recalled, because=because)
    assert (ruling.allowed, ruling.clause, bool(ruling.how)) == (allowed, "7 b", not allowed)


@pytest.mark.parametrize(
    ("recalled", "days", "agreed", "allowed"),
    [(False, 0, True, True), (False, -1, True, False), (True, 0, True, False), (False, 0, False, False)],
)
def test_what_was_released_is_handed_out_while_its_ground_holds(
    terms: Terms, recalled: bool, days: int, agreed: bool, allowed: bool
) -> None:
    today = AT.date()
    still = may_share(terms, ASKED, [GIVEN] if agreed else [])
    ruling = may_hand_out(recalled=recalled, open_until=today + timedelta(days=days), on=today, still=still)
    assert ruling.allowed is allowed
    assert allowed or ruling.how


@given(
    ground=st.sampled_from([*Ground, *OFF, "", "no ground"]),
    purpose=st.sampled_from([*Purpose, " "]),
    agency=st.sampled_from(["door step", "another"]),
    kind=st.sampled_from(["police", "victim_support"]),
    parts=st.dictionaries(st.sampled_from(["amina", "lee", "nobody"]), st.sets(st.sampled_from([*FilePart, "x"]))),
    consents=st.lists(
        st.builds(
            Consent,
            about=st.sampled_from(["amina", "lee"]),
            agency=st.sampled_from(["door step", "another"]),
            purpose=st.sampled_from([*Purpose]),
            parts=st.frozensets(st.sampled_from([*FilePart])),
            given_at=st.sampled_from([AT - timedelta(days=1), AT, AT + timedelta(days=1)]),
            until=st.sampled_from([AT.date() - timedelta(days=1), AT.date()]),
            withdrawn_at=st.sampled_from([None, AT - timedelta(hours=1), AT, AT + timedelta(hours=1)]),
        ),
        max_size=4,
    ),
    says=st.sampled_from(list(SAYS.values())),
)
def test_nothing_leaves_without_a_live_consent_or_an_adopted_ground(**drawn: Any) -> None:
    consents, says = drawn.pop("consents"), drawn.pop("says")
    drawn["agency_kind"] = drawn.pop("kind")
    asked = replace(ASKED, said=says, **drawn)
    if not may_share(TERMS, asked, consents).allowed:
        return
    assert asked.ground in set(Ground)
    for person, parts in asked.parts.items():
        assert person in asked.people
        assert parts <= NEEDED[Purpose(asked.purpose)]
        for part in parts if asked.ground == Ground.CONSENT else ():
            assert any(
                (one.about, one.agency, one.purpose) == (person, asked.agency, asked.purpose)
                and part in one.parts
                and one.given_at <= AT <= datetime.combine(one.until, datetime.max.time(), UTC)
                and (one.withdrawn_at is None or one.withdrawn_at > AT)
                for one in consents
            )


TERMS = terms_from(shipped())


@pytest.mark.parametrize("accused", [False, True])
def test_whoever_has_no_code_is_told_within_days(terms: Terms, accused: bool) -> None:
    (duty,) = must_tell_shared(terms, person=UUID(int=1), accused=accused, at=AT)
    assert (duty.clause, duty.person, duty.due_at) == ("7 b 6", UUID(int=1), datetime(2026, 11, 20, 17, 0, tzinfo=UTC))
    assert ("in the plan" in duty.why) is accused
