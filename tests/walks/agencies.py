"""What walks with an agency need: something released and sent to somebody there, and what they must never read."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tests.casework.bytwo import proven, saw
from tests.casework.delivered import Delivered, sent
from tests.walks.people import Walk
from upstander.casework.actor import Actor
from upstander.casework.agencies import add_agency
from upstander.casework.approvals import give_approval
from upstander.casework.consents import give_consent
from upstander.casework.partners import ItemPage, open_shared, shared_with_me
from upstander.casework.recipients import add_recipient
from upstander.casework.sharing import share_information

PARTS = ("name", "contact", "incidents")
NEVER = ("Dean", "Marsh", "Ferry", "Okafor", "Reid", "HC-", "R-2026")
"""What no agency of these walks may read: the other side, where it was, our own people, and numbers of ours."""


def agency(walk: Walk, name: str, kind: str, domain: str, *boroughs: str) -> str:
    """An agency with an address of its own, in these boroughs, or in every one."""
    where = {"boroughs": boroughs} if boroughs else {"everywhere": True}
    return add_agency(walk.who("moss"), name=name, kind=kind, email=f"desk@{domain}", **where)


def released(walk: Walk, **asked: Any) -> str:
    """Let the officer ask for something to leave, and the manager see it and release it; return the pack."""
    waits = share_information(walk.who(), walk.number, **asked)
    manager = proven(walk.house, "reid", walk.at)
    pack: str = give_approval(manager, approval=waits.approval, saw=saw(manager, waits.approval)).receipt.disclosure
    return pack


def agreed(walk: Walk, to: str, parts: tuple[str, ...] = PARTS) -> str:
    """Let the resident agree by phone, read back, and have exactly that released; return the pack."""
    heard = walk.party("resident_heard")
    what_for = {"agency": to, "purpose": "support"}
    give_consent(walk.who(), walk.number, party=heard, parts=parts, read_back=True, **what_for)
    return released(walk, ground="consent", parts={heard: parts}, **what_for)


def delivered(walk: Walk, to: str, name: str, email: str, pack: str) -> Delivered:
    """Put somebody into the list of an agency, and send them what was released."""
    person = add_recipient(walk.who(), agency=to, name=name, email=email, phone="020 7946 0018")
    return sent(walk.house, walk.number, to, person, at=walk.at, pack=pack)


def at_work(walk: Walk, visit: Actor) -> Actor:
    """The same person at the agency, now."""
    return replace(visit, at=walk.at)


def read(walk: Walk, visit: Actor, item: str, *never: str) -> ItemPage:
    """Let them read their list and one item of it: neither holds anything that is not theirs."""
    here = at_work(walk, visit)
    page = open_shared(here, item=item)
    everything = repr((shared_with_me(here), page))
    assert [word for word in (*NEVER, *never, walk.number) if word in everything] == []
    return page
