"""What the demo shows of support: a witness and a person complained of, each with needs of their own (2 i, 3.3, 8)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from upstander.casework import caseload
from upstander.casework.actor import Actor
from upstander.casework.casefile import deed_page
from upstander.casework.support import consider_support, record_support_need
from upstander.casework.vulnerability import record_vulnerability
from upstander.demo.landlord import Landlord
from upstander.policy.deeds import Deed
from upstander.policy.grounds import PartyRole
from upstander.policy.support import Need, NeedState, SupportOutcome
from upstander.policy.telling import WhoSaid
from upstander.policy.vulnerability import Vulnerability
from upstander.policy.workingdays import london_day

TEAMS = ("Southwark team", "Lewisham team", "Tower Hamlets team")
Said = tuple[int, Need, NeedState, WhoSaid, str]
NEEDS: Mapping[PartyRole, tuple[Said, ...]] = {
    PartyRole.WITNESS: (
        (6, Need.ISOLATION, NeedState.OPEN, WhoSaid.OFFICER, "Has nobody on the stairs to talk to since it began."),
        (5, Need.SAFETY_AT_HOME, NeedState.OPEN, WhoSaid.FAMILY, "A chain on the door, and a light on the landing."),
        (1, Need.SAFETY_AT_HOME, NeedState.MET, WhoSaid.OFFICER, "The chain and the light are in."),
    ),
    PartyRole.ALLEGED_PERPETRATOR: (
        (4, Need.SUBSTANCES, NeedState.OPEN, WhoSaid.AGENCY, "Has asked the clinic for a place, and waits for it."),
        (2, Need.TENANCY, NeedState.OPEN, WhoSaid.OFFICER, "Rent is behind. Letters lie unopened behind the door."),
    ),
}
"""Days ago, what, how it stood, who said so, and their words; nobody spoke to either for this."""
VULNERABLE: Mapping[PartyRole, tuple[Vulnerability, str]] = {
    PartyRole.WITNESS: (Vulnerability.AGE, "Eighty-one, and lives alone."),
    PartyRole.ALLEGED_PERPETRATOR: (Vulnerability.BEREAVED, "Lived with their mother, who died in the summer."),
}


def needed(landlord: Landlord, *, now: datetime) -> None:
    """Write down what each of them needs; one is thought of anew, and the other waits for that."""
    for part, said in NEEDS.items():
        who, number, party = next(_in_this_part(landlord, now, part))
        today = london_day(now)
        for days, need, state, by, words in said:
            record_support_need(
                who, number, party=party, need=need, state=state, words=words, said_by=by, on=today - timedelta(days)
            )
        what, words = VULNERABLE[part]
        record_vulnerability(who, number, party=party, answers=(what,), words=words, said_by=WhoSaid.OFFICER, on=today)
        if part == PartyRole.WITNESS:
            words = "Told them of the befriending scheme; they will think about it."
            consider_support(who, number, party=party, outcome=SupportOutcome.OFFERED, words=words)


def _in_this_part(landlord: Landlord, now: datetime, part: PartyRole) -> Iterator[tuple[Actor, str, str]]:
    """Yield whoever has this part in an open case, with their case and its officer."""
    for officer in (one for team in TEAMS for one in landlord.officers(team)):
        who = landlord.actor(officer, now)
        for number in {row.number: None for row in caseload.my_work(who).rows if row.number.startswith("HC-")}:
            page = deed_page(who, number, deed=Deed.RECORD_SUPPORT_NEED)
            named = [one for one in page.parties_for_choice if one.part == part and one.name != "Not known yet"]
            if named and not page.closed:
                yield who, number, named[0].party
