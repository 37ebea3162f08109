"""Who is shown by name inside a case, and who is kept apart (clause 3.2 b: victims and witnesses are confidential)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from upstander.policy.grounds import PartyRole
from upstander.policy.ruling import Ruling, allow, enforces, refuse
from upstander.policy.telling import Confidence, OnBehalf

WITHHELD = "Name withheld"
WHO_THEY_ARE = ("name", "phone", "email", "trusted")
UNKNOWN = "Not known yet"


@enforces("3.2 b", "2 d")
def is_kept_apart(*, part: PartyRole | str, confidence: Confidence | str) -> bool:
    """Whether who somebody is stands apart from the file: every witness, and whoever asked for it."""
    return part == PartyRole.WITNESS or confidence == Confidence.NAME_WITHHELD


def without_reporter(answers: Mapping[str, Any], *, confidence: Confidence | str, on_behalf: str) -> dict[str, Any]:
    """Return what a report's reader is shown of its answers: who told us is left out where they are kept apart."""
    part = PartyRole.WITNESS if on_behalf == OnBehalf.WITNESS else PartyRole.RESIDENT_HEARD
    held = dict(answers)
    if is_kept_apart(part=part, confidence=confidence):
        told = answers.get("reporter") or {}
        apart = {line: WITHHELD for line in WHO_THEY_ARE if told.get(line)}
        held["reporter"] = {**told, **apart}
    return held


def name_shown(name: str, *, part: PartyRole | str, confidence: Confidence | str) -> str:
    """Return what a page of the case calls somebody."""
    if is_kept_apart(part=part, confidence=confidence):
        return "Witness" if part == PartyRole.WITNESS else WITHHELD
    return name.strip() or UNKNOWN


@enforces("3.2 b", "7 a")
def may_be_found_by_name(*, part: PartyRole | str, confidence: Confidence | str) -> Ruling:
    """Say whether a case may be found by this person's name, phone or home: one who is kept apart is not."""
    if not is_kept_apart(part=part, confidence=confidence):
        return allow("7 a", "They are named in the case.")
    return refuse("3.2 b", "Who they are stands apart from the file.", "Find the case by its number or its home.")
