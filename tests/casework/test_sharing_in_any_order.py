"""Whatever is done in whatever order: what an agency reads rests on a consent that holds, or a ground of ours."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.casework.bytwo import proven, saw
from tests.casework.delivered import an_agency, known
from tests.casework.test_consents import me
from tests.casework.test_sharing import WHY
from tests.casework.working import REASON, party_of
from tests.cast import NOW, Landlord, a_case, landlord
from tests.visitors import undone
from upstander.casework.actor import partner
from upstander.casework.agencies import end_agency
from upstander.casework.approvals import give_approval
from upstander.casework.consents import give_consent, withdraw_consent
from upstander.casework.delivering import send_pack
from upstander.casework.handingout import hand_out_pack
from upstander.casework.opened import NotFound
from upstander.casework.partners import open_shared
from upstander.casework.sharing import recall_disclosure, share_information
from upstander.policy.consent import is_agreed
from upstander.policy.ruling import Refused, allow
from upstander.records.agencies import Agency, is_open
from upstander.records.approvals import Approval
from upstander.records.case import Case
from upstander.records.consents import ConsentGiven, as_agreed, given_in
from upstander.records.disclosures import Disclosure
from upstander.records.partners import Delivery

PARTS = ("name", "incidents")
CHILD = {"child": "Their son of seven", "why": WHY}


@dataclass
class World:
    """One case, one agency, and a clock; each step is what somebody might do next."""

    house: Landlord
    number: str
    agency: str
    ines: str
    at: datetime = NOW
    read: list[str] = field(default_factory=list)

    def agree(self) -> None:
        said = {"agency": self.agency, "purpose": "support", "parts": PARTS, "read_back": True}
        give_consent(me(self.at), self.number, **said)

    def take_back(self) -> None:
        for consent in ConsentGiven.objects.filter(withdrawn=None)[:1]:
            withdraw_consent(me(self.at), self.number, consent=str(consent.pk))

    def ask(self, ground: str = "consent", parts: tuple[str, ...] = PARTS, **said: Any) -> None:
        asked = {"agency": self.agency, "purpose": "support", "ground": ground, "parts": {party_of(self.number): parts}}
        share_information(self.house.actor("okafor", self.at), self.number, **asked, **said)

    def ask_for_a_child(self) -> None:
        self.ask("protection_of_children", said=CHILD)

    def ask_for_more(self) -> None:
        self.ask(parts=("name", "motive"))

    def ask_on_another_ground(self) -> None:
        self.ask("vital_interests", said={"instrument": "None", "why": WHY})

    def ask_in_bare_words(self) -> None:
        self.ask("because I say so")

    def release(self) -> None:
        reid = proven(self.house, "reid", self.at)
        for waits in Approval.objects.filter(ended_as="")[:1]:
            give_approval(reid, approval=str(waits.pk), saw=saw(reid, str(waits.pk)))

    def recall(self) -> None:
        for pack in Disclosure.objects.filter(recalled=None)[:1]:
            recall_disclosure(self.house.actor("okafor", self.at), self.number, disclosure=str(pack.pk), because=REASON)

    def send(self) -> None:
        for pack in Disclosure.objects.order_by("-released_at")[:1]:
            okafor = self.house.actor("okafor", self.at)
            send_pack(okafor, self.number, disclosure=str(pack.pk), recipient=self.ines)

    def time_goes_by(self) -> None:
        self.at += timedelta(days=8)

    def agency_leaves(self) -> None:
        end_agency(self.house.actor("moss", self.at), agency=self.agency, end=self.at.date())

    def look(self) -> None:
        """Try to read and to take everything that ever left, and hold what is let out against the record."""
        for pack in Disclosure.objects.select_related("case", "agency"):
            if self._handed(pack) or self._opened(pack):
                assert _rests(pack, self.at), (pack.ground, self.at)
                self.read.append(pack.ground)

    def _handed(self, pack: Disclosure) -> bool:
        okafor = self.house.actor("okafor", self.at)
        return _let(lambda: hand_out_pack(okafor, self.number, disclosure=str(pack.pk), form="json"))

    def _opened(self, pack: Disclosure) -> bool:
        sent = Delivery.objects.filter(disclosure=pack).first()
        who = replace(partner(sent.recipient_id, at=self.at), name="Ines") if sent else None
        return bool(who and sent and open_shared(who, item=str(sent.pk)).people)


STEPS: tuple[Callable[[World], None], ...] = (
    World.agree, World.take_back, World.ask, World.ask_for_a_child, World.ask_for_more, World.ask_on_another_ground,
    World.ask_in_bare_words, World.release, World.recall, World.send, World.time_goes_by, World.agency_leaves,
)  # fmt: skip
OFTEN = (World.agree, World.ask, World.release, World.send)


def _let(do: Callable[[], object]) -> bool:
    try:
        do()
    except (Refused, NotFound):
        return False
    return True


def _rests(pack: Disclosure, at: datetime) -> bool:
    """What the record says by itself, without the gate: who agreed to what, and what the policy lists."""
    live = [as_agreed(row) for row in given_in(Case.objects.get(pk=pack.case_id))]
    agreed = all(
        is_agreed(live, about=person, agency=str(pack.agency_id), purpose=pack.purpose, part=part, at=at)
        for person, parts in pack.parts.items()
        for part in parts
    )
    open_agency = is_open(Agency.objects.get(pk=pack.agency_id), on=at.date())
    ground = pack.ground == "protection_of_children" or (pack.ground == "consent" and agreed)
    return bool(ground and open_agency and pack.recalled_id is None and at.date() <= pack.open_until)


@given(steps=st.lists(st.sampled_from([*STEPS, *OFTEN, *OFTEN]), min_size=4, max_size=14))
@settings(max_examples=10, suppress_health_check=list(HealthCheck))
def test_nothing_is_read_without_a_consent_that_holds_or_a_ground_that_is_adopted(steps):
    with undone():
        world = _world()
        for step in steps:
            world.at += timedelta(minutes=1)
            _let(lambda step=step: step(world))
            world.look()


@pytest.mark.parametrize(
    ("steps", "lets_out"),
    [
        ((World.agree, World.ask, World.release, World.send), True),
        ((World.agree, World.ask, World.take_back, World.release, World.send), False),
        ((World.agree, World.ask, World.release, World.send, World.take_back), False),
        ((World.ask_for_a_child, World.release, World.send, World.take_back), True),
        ((World.ask_on_another_ground, World.release), False),
    ],
)
def test_some_of_these_steps_let_something_out(steps, lets_out):
    assert bool(_after(*steps).read) is lets_out


def test_without_the_gate_the_record_says_that_it_should_not_have_left(monkeypatch):
    monkeypatch.setattr("upstander.casework.gate.may_share", lambda *_: allow("7 b 1", "Anything goes."))
    monkeypatch.setattr("upstander.casework.consents.recall_without_consent", lambda *_: 0)
    with pytest.raises(AssertionError, match="consent"):
        _after(World.agree, World.ask, World.release, World.send, World.take_back)


def _after(*steps: Callable[[World], None]) -> World:
    world = _world()
    for step in steps:
        world.at += timedelta(minutes=1)
        _let(lambda step=step: step(world))
    world.look()
    return world


def _world() -> World:
    house = landlord()
    agency = an_agency(house)
    return World(house, a_case(house), agency, known(house, agency))
