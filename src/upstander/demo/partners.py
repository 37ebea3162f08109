"""What the demo shows of agencies: somebody at three of them, what was sent to each, and what they say (7 b, 3.2 e).

The police have read one thing and are asked to delete another; a youth worker has accepted; a support worker is asked.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from upstander.casework import agencies
from upstander.casework.actor import Actor
from upstander.casework.approvals import give_approval
from upstander.casework.consents import give_consent
from upstander.casework.delivering import send_pack
from upstander.casework.inbox import one_approval
from upstander.casework.partners import open_shared, reply_to_shared, shared_with_me, visitor
from upstander.casework.partners.shown import demo_visit
from upstander.casework.recipients import add_recipient
from upstander.casework.referrals import answer_referral, make_referral
from upstander.casework.sharing import Released, recall_disclosure, share_information
from upstander.demo.landlord import Landlord
from upstander.demo.sharing import ASKED_FOR, ASKS, POLICE, TEAM, cases
from upstander.policy.consent import FilePart, Purpose
from upstander.policy.referrals import ReferralAnswer
from upstander.policy.sharing import Ground

NEXT_TEAM = "Lewisham team"
YOUTH, SUPPORT = "Lewisham Youth First", "Southwark Doorstep"
PEOPLE = (
    (ASKS, "PC 4471 Hale", "pc4471.hale@city-police.example", "020 7946 0144"),
    (YOUTH, "Amara Sesay", "amara.sesay@lewisham-youth-first.example", "020 7946 0112"),
    (SUPPORT, "Gwen Pritchard", "gwen.pritchard@southwark-doorstep.example", "020 7946 0116"),
)
HELPED_WITH = (FilePart.NAME, FilePart.CONTACT, FilePart.INCIDENTS)
YES = "Yes, as long as they ring before they come."
WISH_YOUTH = "Please meet them, and see which of your groups near home would be right for the children."
WISH_SUPPORT = "Please visit every week, and go with them to the doctor until they feel safe outside."
ACCEPTED = "I can meet them on Thursday. I will ring first, as they ask."
READ = "Thank you. We are looking at the camera of the shop opposite, and I will tell you what it shows."
TOO_MUCH = "It was released for the wrong request: this one was about another stairwell."


@dataclass(frozen=True)
class _Sends:
    """One officer who sends something about one person to somebody at an agency, with the manager who releases it."""

    officer: Actor
    manager: Actor
    number: str
    person: str
    agency: str
    recipient: str

    def with_consent(self) -> str:
        """Share what the person agreed to; return the pack."""
        give_consent(
            self.officer,
            self.number,
            agency=self.agency,
            purpose=Purpose.SUPPORT,
            party=self.person,
            parts=HELPED_WITH,
            read_back=True,
            words=YES,
        )
        return self._released(Purpose.SUPPORT, Ground.CONSENT, HELPED_WITH, {})

    def for_the_police(self) -> str:
        """Share what would assist an investigation; return the pack."""
        return self._released(Purpose.INVESTIGATION, Ground.POLICE, ASKED_FOR, POLICE)

    def _released(self, purpose: Purpose, ground: Ground, parts: Collection[FilePart], said: dict[str, str]) -> str:
        asked = share_information(
            self.officer,
            self.number,
            agency=self.agency,
            purpose=purpose,
            ground=ground,
            parts={self.person: parts},
            said=said,
        ).approval
        given = give_approval(self.manager, approval=asked, saw=one_approval(self.manager, approval=asked).saw)
        assert isinstance(given.receipt, Released)
        pack = given.receipt.disclosure
        send_pack(self.officer, self.number, disclosure=pack, recipient=self.recipient)
        return pack

    def refer(self, pack: str, wish: str) -> str:
        """Refer the person with it; return the referral."""
        return make_referral(self.officer, self.number, disclosure=pack, party=self.person, wish=wish).referral


def with_partners(landlord: Landlord, *, now: datetime) -> None:
    """Let three agencies have something each: the police, a youth service, floating support."""
    here, next_door = list(cases(landlord, TEAM, now)), list(cases(landlord, NEXT_TEAM, now))
    to_police, to_youth, to_support = _people(here[0][0], now)
    _police(_sends(landlord, NEXT_TEAM, next_door[-1], to_police, now), now)
    _youth(_sends(landlord, NEXT_TEAM, next_door[0], to_youth, now), now)
    support = _sends(landlord, TEAM, here[0], to_support, now)
    support.refer(support.with_consent(), WISH_SUPPORT)


def _police(sends: _Sends, now: datetime) -> None:
    """They read one thing and write about it; another was a slip, and was called back."""
    sends.for_the_police()
    hale = _visit(sends.recipient, now)
    item = shared_with_me(hale).rows[0].item
    open_shared(hale, item=item)
    reply_to_shared(hale, item=item, words=READ)
    slip = sends.for_the_police()
    recall_disclosure(sends.officer, sends.number, disclosure=slip, because=TOO_MUCH)


def _youth(sends: _Sends, now: datetime) -> None:
    """They read what was released, and accept."""
    referral = sends.refer(sends.with_consent(), WISH_YOUTH)
    worker = _visit(sends.recipient, now)
    item = shared_with_me(worker).rows[0].item
    open_shared(worker, item=item)
    answer_referral(worker, item, referral=referral, answer=ReferralAnswer.ACCEPT, words=ACCEPTED)


def _people(who: Actor, now: datetime) -> list[tuple[str, str]]:
    """Add somebody at each agency; return agency and person."""
    known = {one.name: one.key for one in agencies.register(on=now.date()).rows}
    return [
        (known[agency], add_recipient(who, agency=known[agency], name=name, email=email, phone=phone))
        for agency, name, email, phone in PEOPLE
    ]


def _sends(landlord: Landlord, team: str, case: tuple[Actor, str, str], to: tuple[str, str], now: datetime) -> _Sends:
    manager = replace(landlord.actor(landlord.manager(team), now), proved_at=now)
    return _Sends(case[0], manager, case[1], case[2], *to)


def _visit(recipient: str, now: datetime) -> Actor:
    found = visitor(demo_visit(recipient, at=now), at=now)
    assert found is not None  # nobody has taken them off the list
    return found
