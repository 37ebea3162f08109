"""What a household of the demo tells, as a report."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from typing import Any

from upstander.casework.told import Complained, Danger, Reporter, Told, When
from upstander.demo.landlord import Household
from upstander.policy.telling import Channel, Confidence, OnBehalf
from upstander.policy.workingdays import london_day

ACCUSED = ("Dean Marsh", "Carl Hobbs", "Tracey Lunt", "Wayne Pickett", "Shane Doyle", "Gary Stubbs", "Kevin Rudge")
WISHES: tuple[dict[str, Any], ...] = (
    {"channels": {"phone": "safe", "voicemail": "never"}, "hours": "weekdays after 4pm"},
    {"channels": {"text": "safe", "phone": "unsafe"}, "others_who_read": "My sister sometimes has my phone."},
    {"channels": {"email": "safe", "letter": "unsafe"}, "call_me": "my first name only"},
    {"channels": {"phone": "safe", "letter": "safe"}, "code_word": "Ask for the library book."},
)


def told(tale: dict[str, Any], of: Household, at: datetime, chance: random.Random) -> Told:
    """Return this tale as this household would send it."""
    day = london_day(at) - timedelta(days=chance.choice((0, 0, 1, 1, 2, 5)))
    return Told(
        idempotency_key=f"demo-{chance.getrandbits(96):024x}",
        story=tale["story"],
        channel=chance.choice((Channel.WEB, Channel.WEB, Channel.PHONE)),
        on_behalf=tale.get("on_behalf", OnBehalf.ME),
        confidence=chance.choice((Confidence.NAMED, Confidence.NAMED, Confidence.NAME_WITHHELD)),
        forms=tuple(tale["forms"]),
        category=tale.get("category", ""),
        deliberate=tale.get("deliberate", False),
        perceived=bool(tale.get("grounds")),
        grounds=tuple(tale.get("grounds", ())),
        motive_words=tale.get("motive", ""),
        danger=Danger(
            weapon=tale.get("weapon", False),
            fire=tale.get("fire", False),
            child_at_risk=tale.get("child", False),
            not_safe_now=tale.get("not_safe", False),
        ),
        when=When(earliest=day, latest=day, words="in the evening"),
        more_than_once=chance.random() < 0.6,
        home_uprn=of.home.uprn,
        complained=_complained(tale, of, chance),
        evidence_mentioned=tale.get("evidence", 0),
        reporter=_reporter(of, chance),
    )


def _complained(tale: dict[str, Any], of: Household, chance: random.Random) -> Complained:
    if not tale.get("accused"):
        return Complained()
    name = chance.choice(ACCUSED) if tale["accused"].startswith(("neighbour", "tenant", "resident")) else ""
    street = of.home.address.split(", ", 1)[-1]
    return Complained(name=name, address=f"Flat {chance.randint(30, 60)}, {street}", description=tale["accused"])


def _reporter(of: Household, chance: random.Random) -> Reporter:
    return Reporter(
        name=of.name,
        phone=of.phone or f"07700 900{chance.randint(100, 999)}",
        email="",
        language=of.language,
        interpreter="" if of.language == "English" else f"{of.language}, not a member of the family",
        wishes=chance.choice(WISHES),
    )
