"""What somebody told us, in plain words, for whoever decides what the report becomes (clauses 2 d, 3 b)."""

from __future__ import annotations

from typing import Any

from upstander.casework.reports import ReportPage
from upstander.policy.grounds import FORMS, GROUNDS, known_forms, known_grounds
from upstander.policy.informing import WAY_LABELS, Way
from upstander.policy.safe_contact import CHANNELS, WISHES, Wish, safety_of
from upstander.policy.telling import CONFIDENCE_LABELS, POLICE_LABELS, Confidence, OnBehalf, Police

ON_BEHALF = {
    OnBehalf.ME: "It happened to them",
    OnBehalf.WITNESS: "They saw or heard it",
    OnBehalf.SOMEONE_ELSE: "It happened to somebody else",
    OnBehalf.WORKS_WITH_THEM: "They work with the person it happened to",
}
DANGER = {
    "weapon": "a weapon",
    "fire": "fire",
    "threat_to_life": "a threat to life",
    "child_at_risk": "a child at risk",
    "not_safe_now": "they do not feel safe now",
}
Row = dict[str, str]


def rows(report: ReportPage) -> list[Row]:
    """Return everything that was told beside the story; what nobody said is left out."""
    said: dict[str, Any] = report.answers
    found = (
        ("Who it happened to", _of(ON_BEHALF, OnBehalf, said.get("on_behalf"))),
        ("Told us for them", str(said.get("handed_in_by") or "")),
        ("In confidence", _of(CONFIDENCE_LABELS, Confidence, said.get("confidence"))),
        ("What kind", ", ".join(sorted(FORMS[form].label for form in known_forms(report.forms)))),
        ("Why they think it happened", _why(report, said)),
        ("When", _when(said)),
        ("Where", report.address or str(said.get("place") or "")),
        ("Who did it", _complained(said)),
        ("Danger", ", ".join(words for key, words in DANGER.items() if (said.get("danger") or {}).get(key))),
        ("Recordings and photos", str(report.evidence_mentioned or "")),
        ("Police", _police(said)),
        *_reporter(said),
    )
    return [{"key": key, "value": value} for key, value in found if value]


def _of(labels: Any, kind: Any, code: Any) -> str:
    return str(labels[kind(code)]) if code in set(kind) else ""


def _why(report: ReportPage, said: dict[str, Any]) -> str:
    grounds = ", ".join(sorted(GROUNDS[ground].label for ground in known_grounds(report.grounds)))
    return "\n".join(filter(None, (grounds, str(said.get("motive_words") or ""))))


def _when(said: dict[str, Any]) -> str:
    when = said.get("when") or {}
    words = str(when.get("words") or when.get("earliest") or "")
    return f"{words} (it has happened before)" if words and said.get("more_than_once") else words


def _complained(said: dict[str, Any]) -> str:
    held = said.get("complained") or {}
    words = [str(held.get(key) or "") for key in ("name", "address", "description")]
    ours = "They say it is somebody who works for us" if held.get("our_staff") else ""
    return "\n".join(filter(None, (*words, ours)))


def _police(said: dict[str, Any]) -> str:
    told = _of(POLICE_LABELS, Police, said.get("police"))
    return "; ".join(filter(None, (told, str(said.get("police_reference") or ""))))


def _reporter(said: dict[str, Any]) -> list[tuple[str, str]]:
    held = said.get("reporter") or {}
    wishes = held.get("wishes") or {}
    ways = [
        f"{WAY_LABELS[Way(way)]}: {safety_of(wishes, way)}" for way in CHANNELS if safety_of(wishes, way) != "unknown"
    ]
    words = [f"{WISHES[wish]}: {wishes[wish]}" for wish in Wish if wish != Wish.CHANNELS and wishes.get(wish)]
    return [
        ("Reported by", str(held.get("name") or "")),
        ("Phone", str(held.get("phone") or "")),
        ("Email", str(held.get("email") or "")),
        ("Language", ", ".join(filter(None, (str(held.get("language") or ""), str(held.get("interpreter") or ""))))),
        ("Somebody they trust", str(held.get("trusted") or "")),
        ("How to reach them safely", "\n".join([*ways, *words]) or "Not said. Nobody contacts them until they have."),
    ]
