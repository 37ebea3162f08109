"""What tests of agencies begin with: somebody known there, a pack sent to them, and a visit of theirs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tests.casework.test_sharing import agree, shared
from tests.casework.working import party_of
from tests.cast import NOW, Landlord
from upstander.casework.actor import Actor
from upstander.casework.agencies import add_agency
from upstander.casework.delivering import send_pack
from upstander.casework.partners import open_link, visitor
from upstander.casework.recipients import add_recipient
from upstander.casework.referrals import make_referral
from upstander.records.partners import AgencyLink, Delivery, token_of

WISH = "Please help them to feel safe at home in the evening."


def an_agency(house: Landlord, name: str = "Door Step", domain: str = "doorstep.example", **more: Any) -> str:
    """An agency with an address of its own."""
    said = {"kind": "other", "boroughs": ["Southwark"], "email": f"office@{domain}", **more}
    return add_agency(house.actor("moss"), name=name, **said)


def known(house: Landlord, agency: str, name: str = "Ines Duarte", email: str = "ines@doorstep.example") -> str:
    """Somebody at an agency."""
    return add_recipient(house.actor("okafor"), agency=agency, name=name, email=email, phone="020 79460018")


@dataclass(frozen=True)
class Delivered:
    """A pack on its way to somebody: the item they will read, the word they are told, and the link they get."""

    item: str
    disclosure: str
    word: str
    token: str

    def visit(self, at: datetime = NOW) -> Actor:
        """Come in with link and word."""
        found = visitor(open_link(self.token, word=self.word, at=at), at=at)
        assert found is not None
        return found


def sent(house: Landlord, number: str, agency: str, recipient: str, *, at: datetime = NOW, pack: str = "") -> Delivered:
    """Share what was agreed, and send it."""
    if not pack:
        agree(house, number, agency)
        pack = str(shared(house, number, agency).pk)
    told = send_pack(house.actor("okafor", at), number, disclosure=pack, recipient=recipient)
    delivery = Delivery.objects.get(disclosure=pack, recipient=recipient)
    link = AgencyLink.objects.get(delivery=delivery, dead=False)
    return Delivered(str(delivery.pk), pack, told.word, token_of(link.pk))


def referred(house: Landlord, number: str, pack: str, **changed: Any) -> str:
    """Refer the resident with a pack."""
    given = {"disclosure": pack, "party": party_of(number), "wish": WISH} | changed
    return make_referral(house.actor("okafor"), number, **given).referral
