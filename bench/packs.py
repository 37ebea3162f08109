"""A pack of two hundred entries: asked for, released, and drawn, in a process of its own (`python -m bench.packs`).

`bench.one` fills a house with one case that holds as much as a pack takes, and asks this for its figures.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from dataclasses import replace
from datetime import datetime, timedelta

ENTRIES = 200
AGENCY = "Packs and Sons"
STORY = "Entry {n}: he shouted on the stairs of 2 Ferry Court again, and Dean Marsh knocked until past midnight."
SAID = {"instrument": "Order of the county court, F00ZZ123", "why": "The court has ordered it, and names each entry."}


def case_to_share(house: object, *, entries: int = ENTRIES) -> str:
    """Make a case with so many incidents, and an agency; return its number."""
    from tests.cast import NOW, Landlord, a_case
    from upstander.casework import agencies, incidents
    from upstander.casework.told import When

    assert isinstance(house, Landlord)
    agencies.add_agency(house.actor("moss"), name=AGENCY, kind="other", everywhere=True, phone="020 79460018")
    number = a_case(house)
    for n in range(entries - 1):
        incidents.record_incident(
            house.actor("okafor", NOW + timedelta(minutes=n)),
            number,
            story=STORY.format(n=n),
            forms=("verbal_abuse",),
            when=When(earliest=NOW.date() - timedelta(days=n % 300)),
        )
    return number


def made_and_drawn(number: str, *, at: datetime) -> dict[str, float]:
    """Ask for the pack, release it, and draw it, by the deeds; return processor time, memory, lines and bytes."""
    from upstander.casework.actor import member
    from upstander.casework.agencies import register
    from upstander.casework.approvals import give_approval
    from upstander.casework.handingout import hand_out_pack
    from upstander.casework.inbox import one_approval
    from upstander.casework.sharing import share_information
    from upstander.records.case import Case
    from upstander.records.disclosures import Disclosure
    from upstander.records.staff import Staff

    case = Case.objects.get(number=number)
    party = str(case.parties.get(part="resident_heard", ended=None).pk)
    asker, other = (
        member(Staff.objects.get(email=f"{name}@landlord.example").pk, at=at) for name in ("okafor", "reid")
    )
    (helps,) = (one.key for one in register(on=at.date(), words=AGENCY).rows)
    given = {"agency": helps, "purpose": "safety", "ground": "required_by_law"}
    began = time.process_time()
    asked = share_information(asker, number, **given, parts={party: ["incidents"]}, said=SAID).approval
    give_approval(replace(other, proved_at=at), approval=asked, saw=one_approval(other, approval=asked).saw)
    held = Disclosure.objects.latest("released_at")
    paper = hand_out_pack(asker, number, disclosure=str(held.pk))
    return {
        "pack_s": time.process_time() - began,
        "pack_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "pack_lines": len(held.pack),
        "pack_bytes": len(paper.content),
    }


def main(number: str) -> None:
    """Print the figures of one case as one line of JSON."""
    import django

    django.setup()
    from tests.cast import NOW

    print(json.dumps(made_and_drawn(number, at=NOW + timedelta(days=1))))


if __name__ == "__main__":
    main(sys.argv[1])
