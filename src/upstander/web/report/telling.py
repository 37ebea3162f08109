"""The answers of a journey as the one shape that every door hands to `receive_report` (clause 2 e)."""

from __future__ import annotations

from typing import Any

from upstander.casework.told import Complained, Danger, Reporter, Told, When
from upstander.policy.grounds import known_grounds
from upstander.policy.telling import Channel, Confidence, OnBehalf
from upstander.policy.when import Approximate
from upstander.web.report.place import NOT_LISTED
from upstander.web.report.question import Said

NOT_ASKED = Confidence.NAME_WITHHELD  # whoever was not asked has their name kept from others until they say
THEY_KNOW = {"yes": True, "no": False}
INTERPRETERS = {"yes": "Interpreter", "woman": "Interpreter, a woman", "man": "Interpreter, a man"}


def told_from(said: Said, *, key: str, when: Approximate | None, channel: str = Channel.WEB) -> Told:
    """Put the answers together. `key` was minted with the form: sent twice, it is one report."""
    dangers = said.get("dangers") or ()
    grounds = tuple(sorted(known_grounds(said.get("grounds") or ())))
    return Told(
        idempotency_key=key,
        channel=channel,
        on_behalf=said.get("on_behalf") or OnBehalf.ME,
        they_know=THEY_KNOW.get(said.get("they_know") or ""),
        danger=_danger(dangers, not_safe_now=said.get("safe_now") == "no"),
        under_16="under_16" in dangers,
        domestic_abuse=said.get("known") == "family",
        story=said.get("story") or "",
        forms=tuple(said.get("forms_of_it") or ()),
        more_than_once=said.get("times") == "more",
        when=When(earliest=when.earliest, latest=when.latest, words=when.words) if when else When(),
        home_uprn=_home(said),
        place=_place(said),
        complained=_complained(said),
        perceived=bool(grounds),
        grounds=grounds,
        motive_words=said.get("motive_words") or "",
        deliberate=said.get("aimed") == "yes",
        evidence_mentioned=said.get("evidence") or 0,
        police=said.get("police") or "",
        police_reference=said.get("police_reference") or "",
        confidence=said.get("confidence") or NOT_ASKED,
        reporter=_reporter(said),
    )


def _danger(dangers: Any, *, not_safe_now: bool) -> Danger:
    return Danger(
        weapon="weapon" in dangers,
        fire="fire" in dangers,
        threat_to_life="threat_to_life" in dangers,
        child_at_risk="child_at_risk" in dangers,
        not_safe_now=not_safe_now,
    )


def _home(said: Said) -> str:
    uprn = str(said.get("home_uprn") or "")
    return "" if uprn == NOT_LISTED else uprn


def _place(said: Said) -> str:
    return "\n".join(filter(None, (said.get("place"), said.get("address"), _unmatched_postcode(said))))


def _unmatched_postcode(said: Said) -> str:
    return "" if said.get("homes_there") and said.get("home_uprn") != NOT_LISTED else said.get("postcode") or ""


def _complained(said: Said) -> Complained:
    return Complained(
        name=said.get("accused_name") or "",
        address=said.get("accused_address") or "",
        description=said.get("accused_description") or "",
        our_staff=said.get("known") == "staff",
    )


def _reporter(said: Said) -> Reporter:
    trusted = " ".join(filter(None, (said.get("trusted_name"), said.get("trusted_how"))))
    return Reporter(
        name=said.get("name") or "",
        phone=said.get("phone") or "",
        email=said.get("email") or "",
        language=said.get("language") or "",
        interpreter=INTERPRETERS.get(said.get("interpreter") or "", ""),
        trusted=trusted,
        wishes=_wishes(said) if said.get("confidence") != Confidence.NO_CONTACT else {},
    )


def _wishes(said: Said) -> dict[str, Any]:
    """Say safe of the way they chose, and never of a voicemail they did not allow; the rest stays unknown."""
    channels = {said["way"]: "safe"} if said.get("way") else {}
    if said.get("way") == "visit":
        channels["phone"] = "safe"  # the number they gave to agree a time for it
    if said.get("voicemail"):
        channels["voicemail"] = "safe" if said["voicemail"] == "yes" else "never"
    words = {"hours": said.get("hours"), "others_who_read": said.get("others"), "letters_to": said.get("letters_to")}
    return {"channels": channels} | {wish: text for wish, text in words.items() if text}
