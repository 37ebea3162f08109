"""What the demo shows of sharing: a pack that two people released, with a consent that runs out soon (7 b).

Beside it a request of the police waits for a second person.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

from upstander.casework import agencies, caseload
from upstander.casework.actor import Actor, worker
from upstander.casework.approvals import give_approval
from upstander.casework.casefile import deed_page
from upstander.casework.consents import give_consent
from upstander.casework.inbox import one_approval
from upstander.casework.runningout import ask_in_time
from upstander.casework.sharing import share_information
from upstander.demo.landlord import Landlord
from upstander.policy.consent import FilePart, Purpose
from upstander.policy.deeds import Deed
from upstander.policy.grounds import KIND_LABELS, Kind, PartyRole
from upstander.policy.naming import WITHHELD
from upstander.policy.sharing import Ground
from upstander.policy.workingdays import london_day

TEAM, BOROUGH = "Southwark team", "Southwark"
HELPS, ASKS = "Southwark Stop Hate", "Police, hate crime unit"
AGREED = (FilePart.NAME, FilePart.CONTACT, FilePart.INCIDENTS, FilePart.SUPPORT)
ASKED_FOR = (FilePart.NAME, FilePart.INCIDENTS, FilePart.MOTIVE)
RUNS_OUT_IN = timedelta(days=10)
WORDS = "Yes, if it is the lady who rang me in the summer."
POLICE = {
    "officer": "PC 4471 Hale",
    "force": "The police, hate crime unit",
    "reference": "CAD 881 of today",
    "asked": "What was said and done, on which days, and where.",
    "why": "They look into a hate crime on the same stairs, and have asked in writing.",
}


def shared(landlord: Landlord, *, now: datetime) -> None:
    """Let one officer share what somebody agreed to, and another ask for what the police want."""
    manager = replace(landlord.actor(landlord.manager(TEAM), now), proved_at=now)
    known = {one.name: one.key for one in agencies.register(on=now.date(), borough=BOROUGH).rows}
    (first, number, resident), (second, other, heard) = _open_cases(landlord, now)
    helps, what_for = known[HELPS], Purpose.SUPPORT
    until = london_day(now) + RUNS_OUT_IN
    said = partial(give_consent, first, number, party=resident, parts=AGREED, read_back=True, words=WORDS)
    said(agency=helps, purpose=what_for, until=until)
    ask_in_time(worker(at=now))
    asked = share_information(
        first, number, agency=helps, purpose=what_for, ground=Ground.CONSENT, parts={resident: AGREED}
    ).approval
    give_approval(manager, approval=asked, saw=one_approval(manager, approval=asked).saw)
    share_information(
        second,
        other,
        agency=known[ASKS],
        purpose=Purpose.INVESTIGATION,
        ground=Ground.POLICE,
        parts={heard: ASKED_FOR},
        said=POLICE,
    )


def _open_cases(landlord: Landlord, now: datetime) -> list[tuple[Actor, str, str]]:
    """Two open cases of the team: their officers, their numbers, and who is heard in them."""
    return [found for _, found in zip(range(2), cases(landlord, TEAM, now), strict=False)]


def cases(landlord: Landlord, team: str, now: datetime) -> Iterator[tuple[Actor, str, str]]:
    """Yield an open case of each officer of a team: the officer, its number, and who is heard in it and gave a name."""
    taken = set[str]()
    for officer in landlord.officers(team):
        who = landlord.actor(officer, now)
        mine = {row.number: None for row in caseload.my_work(who).rows if row.number.startswith("HC-")}
        fitting = [one for number in mine if number not in taken and (one := _open(who, number))]
        if fitting:
            _, number, heard = min(fitting, key=lambda one: one[0])
            taken.add(number)
            yield who, number, heard


def _open(who: Actor, number: str) -> tuple[bool, str, str] | None:
    """Return whether it is only anti-social behaviour, its number, and who is heard; None where nothing is shared."""
    page = deed_page(who, number, deed=Deed.SHARE_INFORMATION)
    people = (one for one in page.parties_for_choice if one.part == PartyRole.RESIDENT_HEARD and one.name != WITHHELD)
    heard = next(people, None)
    if heard is None or page.closed:
        return None
    return page.bar.kind == KIND_LABELS[Kind.ASB], number, heard.party
