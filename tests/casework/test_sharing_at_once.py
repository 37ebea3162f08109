"""A consent is taken back while what it allows is released: either nothing leaves, or it is called back at once."""

from __future__ import annotations

import os
from datetime import timedelta

import pytest

from tests.casework.bytwo import proven, saw
from tests.casework.test_at_once import at_once
from tests.casework.test_consents import heard
from tests.casework.working import party_of
from tests.cast import NOW, a_case, landlord
from upstander.casework.agencies import add_agency
from upstander.casework.approvals import give_approval, withdraw_approval
from upstander.casework.consents import withdraw_consent
from upstander.casework.sharing import share_information
from upstander.policy.ruling import Refused
from upstander.records import journal
from upstander.records.approvals import Approval
from upstander.records.consents import ConsentGiven
from upstander.records.disclosures import Disclosure

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])
ROUNDS = int(os.environ.get("UPSTANDER_TEST_ROUNDS", "15"))
LATER = NOW + timedelta(minutes=5)


def test_taking_back_wins_whenever_it_comes():
    house = landlord()
    number = a_case(house)
    agency = add_agency(house.actor("moss"), name="Door Step", kind="other", everywhere=True, phone="020 79460018")
    okafor, reid = house.actor("okafor", LATER), proven(house, "reid", LATER)
    asked = {"agency": agency, "purpose": "support", "ground": "consent", "parts": {party_of(number): ("name",)}}
    outcomes = set[tuple[bool, bool]]()
    for turn in range(ROUNDS):
        consent = heard(house, number, agency, parts=("name",)).consent
        waits = share_information(okafor, number, **asked).approval
        shown, before = saw(reid, waits), Disclosure.objects.count()
        acts = (
            lambda waits=waits, shown=shown: give_approval(reid, approval=waits, saw=shown),
            lambda consent=consent: withdraw_consent(okafor, number, consent=consent),
        )
        done = at_once(lambda n, acts=acts, turn=turn: acts[(n + turn) % 2](), how_many=2)
        faults = [one for one in done if isinstance(one, BaseException) and not isinstance(one, Refused)]
        assert faults == []
        assert ConsentGiven.objects.get(pk=consent).withdrawn is not None
        left = Disclosure.objects.filter(recalled=None).count()
        outcomes.add((Disclosure.objects.count() > before, left > 0))
        assert left == 0, "something left under a consent that was taken back"
        if Approval.objects.filter(pk=waits, ended_as="").exists():
            withdraw_approval(okafor, approval=waits)
    assert all(not stays for _, stays in outcomes)
    assert list(journal.breaks()) == []
