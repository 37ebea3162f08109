"""A ground that the policy does not list is adopted by two, with who decided it; the gate follows the version."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.casework.drafted import adopt, ask, draft
from tests.casework.test_sharing import WHY, given, release
from tests.casework.test_sharing import ask as ask_to_share
from tests.casework.working import party_of, refused
from tests.cast import NOW, Landlord, a_case, landlord
from upstander.casework.agencies import add_agency
from upstander.casework.sharing import share_information
from upstander.casework.versions.drafting import draft_version, trouble_with
from upstander.casework.versions.reads import draft_page, one_version
from upstander.policy.ruling import Refused
from upstander.records.approvals import Approval
from upstander.records.disclosures import Disclosure

DECIDED = "The board, on 9 November 2026: adults at risk are to be protected too."
ENDED = "The board, on 30 November 2026: the law was read anew."
ON = {"sharing.adults_at_risk.on": True, "sharing.adults_at_risk.decided": DECIDED}
OFF = {"sharing.adults_at_risk.on": False, "sharing.adults_at_risk.decided": ENDED}
ASKED = {
    "ground": "adults_at_risk",
    "purpose": "safety",
    "said": {"instrument": "Care Act 2014, section 42", "why": WHY},
}
FROM = NOW + timedelta(days=7)


@pytest.fixture
def house() -> Landlord:
    return landlord()


@pytest.fixture
def number(house: Landlord) -> str:
    return a_case(house)


@pytest.fixture
def agency(house: Landlord) -> str:
    return add_agency(house.actor("moss"), name="Door Step", kind="other", boroughs=["Southwark"], phone="020 79460018")


def test_the_gate_obeys_the_version_of_the_day_also_in_a_case_that_was_open_before(
    house: Landlord, number: str, agency: str
) -> None:
    adopt(house, ON, day=FROM.date())
    what: dict[str, Any] = given(number, agency, parts={party_of(number): ["name"]}, **ASKED)
    before = refused(share_information, house.actor("okafor", FROM - timedelta(days=1)), number, **what)
    assert before.clause == "7 b 4"
    asked = ask_to_share(house, number, agency, at=FROM, parts={party_of(number): ["name"]}, **ASKED)
    release(house, asked, at=FROM)
    assert Disclosure.objects.get().entry.clause == "7 b 4"
    later = FROM + timedelta(days=9)
    adopt(house, OFF, day=later.date(), at=FROM)
    assert refused(share_information, house.actor("okafor", later), number, **what).clause == "7 b 4"


def test_what_is_compared_says_who_decided_it_and_why_to_whoever_gives_it(house: Landlord) -> None:
    draft(house, ON)
    (change,) = draft_page(house.actor("moss")).changes
    assert (change.clause, change.what, change.old) == (
        "7 b 4",
        "Ground for sharing: Protection of an adult at risk",
        "not adopted",
    )
    assert change.new == f"adopted. {DECIDED}"
    shown = Approval.objects.get(pk=ask(house, FROM.date())).shown["rows"]
    assert [row for row in shown if row[0].startswith("Ground for sharing")] == [
        ["Ground for sharing: Protection of an adult at risk (7 b 4)", f"not adopted → adopted. {DECIDED}"]
    ]


def test_an_adopted_version_shows_what_it_changed(house: Landlord) -> None:
    number = adopt(house, ON, day=FROM.date())
    (change,) = one_version(house.actor("moss", FROM), version=int(str(number))).changes
    assert DECIDED in change.new


@pytest.mark.parametrize(
    ("changed", "where", "words"),
    [
        ({"sharing.adults_at_risk.on": True}, "sharing.adults_at_risk.on", "who decided it"),
        (ON | {"sharing.adults_at_risk.decided": "The board"}, "sharing.adults_at_risk.decided", "who decided it"),
        ({"sharing.consent.on": False}, "sharing.consent.on", "cannot be changed here"),
        ({"sharing.consent.decided": DECIDED}, "sharing.consent.decided", "cannot be changed here"),
    ],
)
def test_nobody_switches_one_without_saying_who_decided_and_the_policys_own_stand(
    house: Landlord, changed: dict[str, Any], where: str, words: str
) -> None:
    trouble = trouble_with(given=changed)
    assert trouble is not None
    assert (trouble.where, words in trouble.words) == (where, True)
    with pytest.raises(Refused, match="would not fit together"):
        draft_version(house.actor("moss"), revision=0, given=changed)


def test_ending_it_says_anew_why(house: Landlord) -> None:
    adopt(house, ON, day=NOW.date())
    trouble = trouble_with(given={"sharing.adults_at_risk.on": False})
    assert trouble is not None
    assert "the last time" in trouble.words
    assert trouble_with(given=OFF) is None
