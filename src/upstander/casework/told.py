"""What somebody tells us, as plain values: the one shape that every door hands to `receive_report` (clause 2 e)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from upstander.policy.telling import Channel, Confidence, OnBehalf


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """When it happened, as surely as they know: the earliest and latest day, and their words."""

    earliest: date | None = None
    latest: date | None = None
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Complained:
    """Who they say did it, in as much as they know. `our_staff` sends the report outside the line of command."""

    name: str = ""
    address: str = ""
    description: str = ""
    our_staff: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Reporter:
    """Who tells us, and how they may be reached. `wishes` as in `records.people.SafeContact`."""

    name: str = ""
    phone: str = ""
    email: str = ""
    language: str = ""
    interpreter: str = ""
    trusted: str = ""
    wishes: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Danger:
    """What was said about danger; any of these alerts the person on call."""

    weapon: bool = False
    fire: bool = False
    threat_to_life: bool = False
    child_at_risk: bool = False
    not_safe_now: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A report as it was told. Codes are plain strings, as forms and files hand them over; rules check them."""

    idempotency_key: str
    story: str
    channel: str = Channel.WEB
    on_behalf: str = OnBehalf.ME
    confidence: str = Confidence.NAMED
    they_know: bool | None = None
    forms: tuple[str, ...] = ()
    category: str = ""
    deliberate: bool = False
    perceived: bool = False
    grounds: tuple[str, ...] = ()
    motive_words: str = ""
    danger: Danger = Danger()
    domestic_abuse: bool = False
    under_16: bool = False
    when: When = When()
    more_than_once: bool = False
    home_uprn: str = ""
    place: str = ""
    complained: Complained = Complained()
    evidence_mentioned: int = 0
    police: str = ""
    police_reference: str = ""
    reporter: Reporter = Reporter()
    handed_in_by: str = ""
