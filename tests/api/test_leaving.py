"""What was agreed and what left stands in the case file for other systems, and for nobody from whom a part is kept."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.api.conftest import Asker
from tests.casework.test_consents import heard
from tests.casework.test_sharing import PARTS, WHY, shared
from tests.casework.working import REASON, party_of
from tests.cast import NOW, a_case
from tests.visitors import Visitors
from upstander.casework.agencies import add_agency
from upstander.casework.casefile import leaving, open_case_file
from upstander.casework.consents import withdraw_consent
from upstander.casework.sharing import recall_disclosure

WORDS = "They may know about my marzipan heart."


@pytest.fixture
def agency(came: Visitors) -> str:
    return add_agency(came.house.actor("moss"), name="Door Step", kind="other", boroughs=["Southwark"], phone="020 1")


def filled(came: Visitors, agency: str, **about: Any) -> str:
    """A case in which something was agreed, shared, called back and taken back."""
    house, number = came.house, a_case(came.house, **about)
    by = about.get("owner", "okafor") or "reid"
    taken = heard(house, number, agency, parts=PARTS, words=WORDS, by=by).consent
    heard(house, number, agency, parts=PARTS, by=by)
    if by == "okafor":
        shared(house, number, agency)
        child = {"ground": "protection_of_children", "said": {"child": "Their son of seven", "why": WHY}}
        row = shared(house, number, agency, **child, untold=WHY)
        recall_disclosure(house.actor("okafor"), number, disclosure=str(row.pk), because=REASON)
    withdraw_consent(house.actor(by), number, consent=taken)
    return number


@pytest.mark.parametrize("address", ["", "/record"])
def test_the_case_file_says_what_was_agreed_taken_back_shared_and_called_back(
    came: Visitors, agency: str, address: str
) -> None:
    number = filled(came, agency)
    page = Asker(came, "okafor").get(f"cases/{number}{address}").json()
    holds, back = page["consents"]
    assert (holds["standing"], holds["agency"], holds["purpose"], holds["parts"]) == (
        "holds",
        "Door Step",
        "support",
        list(PARTS),
    )
    assert (back["standing"], back["words"], back["name"]) == ("taken_back", WORDS, "Rehana Begum")
    assert back["taken_back_at"].startswith("2026-11-18T10:00")
    assert holds["until"] == (NOW.date() + timedelta(days=90)).isoformat()
    recalled, left = sorted(page["disclosures"], key=lambda one: one["recalled_at"] is None)
    assert (left["ground"], left["recalled_at"], left["untold"]) == ("consent", None, "")
    assert left["about"] == [{"party": party_of(number), "name": "Rehana Begum", "parts": list(PARTS)}]
    assert (recalled["ground"], recalled["untold"], recalled["recalled_because"]) == (
        "protection_of_children",
        WHY,
        REASON,
    )


def test_whoever_sees_a_part_of_the_case_is_told_nothing_of_it(came: Visitors, agency: str) -> None:
    queued = filled(came, agency, owner=None)
    page = Asker(came, "lewis").get(f"cases/{queued}").json()
    assert (page["consents"], page["disclosures"]) == ([], [])
    assert "marzipan" not in str(page)
    assert len(Asker(came, "reid").get(f"cases/{queued}").json()["consents"]) == 2


def test_the_lists_have_an_end_and_keep_what_holds(
    came: Visitors, agency: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = filled(came, agency)
    monkeypatch.setattr(leaving, "AT_ONCE", 1)
    page = Asker(came, "okafor").get(f"cases/{number}").json()
    assert [one["standing"] for one in page["consents"]] == ["holds"]
    assert len(page["disclosures"]) == 1


def test_a_page_of_ours_does_not_read_it(came: Visitors, agency: str) -> None:
    page = open_case_file(came.house.actor("okafor"), filled(came, agency))
    assert (page.consents, page.disclosures) == ((), ())
