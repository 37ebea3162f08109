"""What was shared is called back: by itself with the consent it needs, and by staff, once, with a reason."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.casework.test_consents import me
from tests.casework.test_sharing import LATER, STORY, WHY, agree, shared
from tests.casework.working import REASON, last_entry, party_of, refused
from tests.cast import a_case
from upstander.casework.agencies import add_agency, end_agency
from upstander.casework.consents import withdraw_consent
from upstander.casework.mycase.sharing import my_sharing
from upstander.casework.opened import NotFound
from upstander.casework.parties import correct_party
from upstander.casework.shared import recalling
from upstander.casework.sharing import recall_disclosure


@pytest.fixture
def number(house):
    return a_case(house, story=STORY)


@pytest.fixture
def agency(house):
    return add_agency(house.actor("moss"), name="Door Step", kind="other", boroughs=["Southwark"], phone="020 79460018")


def test_what_was_shared_is_called_back_in_the_moment_in_which_consent_is_taken_back(house, number, agency):
    consent = agree(house, number, agency).consent
    row = shared(house, number, agency)
    child = shared(house, number, agency, ground="protection_of_children", said={"child": "Their son", "why": WHY})
    withdraw_consent(me(LATER), number, consent=consent)
    row.refresh_from_db()
    child.refresh_from_db()
    assert (row.recalled_at, row.recalled, child.recalled) == (LATER, last_entry(), None)
    mine = {one.ground: one.recalled_at for one in my_sharing(me(LATER), number).shared}
    assert mine == {"consent": LATER, "protection_of_children": None}


def test_another_consent_that_holds_keeps_what_was_shared(house, number, agency):
    first = agree(house, number, agency).consent
    agree(house, number, agency)
    row = shared(house, number, agency)
    withdraw_consent(me(LATER), number, consent=first)
    row.refresh_from_db()
    assert row.recalled is None


def test_staff_call_something_back_once_with_a_reason(house, number, agency):
    agree(house, number, agency)
    row = shared(house, number, agency)
    okafor = house.actor("okafor", LATER)
    assert refused(recall_disclosure, okafor, number, disclosure=str(row.pk), because="oops").clause == "7 b"
    recall_disclosure(okafor, number, disclosure=str(row.pk), because=REASON)
    (shown,) = recalling(okafor, number)[0].shared
    assert (shown.open, shown.recalled_because) == (False, REASON)
    assert "before" in refused(recall_disclosure, okafor, number, disclosure=str(row.pk), because=REASON).why
    with pytest.raises(NotFound):
        recall_disclosure(okafor, a_case(house), disclosure=str(row.pk), because=REASON)


def test_a_resident_still_reads_what_was_shared_once_their_part_in_the_case_was_put_right(house, number, agency):
    agree(house, number, agency)
    shared(house, number, agency)
    correct_party(house.actor("okafor"), number, party=party_of(number), because=REASON, email="new@example.org")
    (mine,) = my_sharing(me(LATER), number).shared
    assert (mine.agency, mine.parts) == ("Door Step", ("name", "contact", "incidents"))


def test_an_agency_that_left_the_register_is_no_consent_taken_back(house, number, agency):
    agree(house, number, agency)
    other = agree(house, number, agency, party=party_of(number, "alleged_perpetrator")).consent
    row = shared(house, number, agency)
    end_agency(house.actor("moss"), agency=agency, end=LATER.date())
    after = LATER + timedelta(days=1)
    withdraw_consent(house.actor("okafor", after), number, consent=other)
    row.refresh_from_db()
    assert row.recalled is None
