"""A consent is taken back while a link is sent, or opened: afterwards no link opens, and nothing is read or sent."""

from __future__ import annotations

import os
from datetime import timedelta

import pytest

from tests.casework.delivered import an_agency, known, sent
from tests.casework.test_at_once import at_once
from tests.cast import NOW, a_case, landlord
from upstander.casework.actor import partner
from upstander.casework.consents import withdraw_consent
from upstander.casework.delivering import send_pack
from upstander.casework.partners import open_link, open_shared
from upstander.policy.ruling import Refused
from upstander.post.sending import send_waiting
from upstander.records import journal
from upstander.records.consents import ConsentGiven
from upstander.records.outbox import OutboxItem
from upstander.records.partners import AgencyLink, Delivery

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])
ROUNDS = int(os.environ.get("UPSTANDER_TEST_ROUNDS", "8"))
LATER = NOW + timedelta(minutes=5)


def test_taking_back_wins_over_sending_and_over_opening():
    house = landlord()
    number = a_case(house)
    agency = an_agency(house)
    ines = known(house, agency)
    okafor = house.actor("okafor", LATER)
    for turn in range(ROUNDS):
        to = sent(house, number, agency, ines)
        consent = str(ConsentGiven.objects.get(withdrawn=None).pk)
        again = {"disclosure": to.disclosure, "recipient": ines}
        acts = (
            lambda consent=consent: withdraw_consent(okafor, number, consent=consent),
            lambda to=to: open_link(to.token, word=to.word, at=LATER),
            lambda again=again: send_pack(okafor, number, **again),
            lambda: send_waiting(at=LATER),
        )
        done = at_once(lambda n, acts=acts, turn=turn: acts[(n + turn) % 4](), how_many=4)
        assert [one for one in done if isinstance(one, BaseException) and not isinstance(one, Refused)] == []
        assert not AgencyLink.objects.filter(delivery=to.item, dead=False).exists()
        assert not OutboxItem.objects.filter(notice="shared_link", state__in=("waiting", "claimed")).exists()
        who = partner(Delivery.objects.get(pk=to.item).recipient_id, at=LATER)
        assert open_shared(who, item=to.item).people == ()
        send_waiting(at=LATER)
    assert OutboxItem.objects.filter(notice="shared_called_back", state="sent").count() == ROUNDS
    assert list(journal.breaks()) == []
