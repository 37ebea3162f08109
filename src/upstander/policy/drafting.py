"""Writing the next version: what may be changed in it, and where it does not fit together (front page; clause 2 g).

A draft is the procedure's own table, changed place by place: "clocks.triage.amount", "risk.bands.high.review_days".
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from upstander.policy.clocks import ClockKey
from upstander.policy.reading import TermsError
from upstander.policy.terms import Terms, is_reason, terms_from

Table = Mapping[str, Any]

PARTS: Mapping[str, str] = {
    "clocks": "The clocks",
    "risk": "The risk assessment",
    "tools": "The tools",
    "sharing": "The grounds for sharing",
    "limits": "The limits",
    "policy": "The policy's front page",
}
CHANGEABLE: Mapping[tuple[str, ...], frozenset[str]] = {
    ("clocks",): frozenset({"amount", "unit"}),
    ("risk", "questions"): frozenset({"text", "mandatory", "label", "score"}),
    ("risk", "bands"): frozenset({"label", "min", "max", "review_days"}),
    ("tools",): frozenset({"on"}),
    ("sharing",): frozenset({"on", "decided"}),
    ("limits",): frozenset({"story", "answer", "line", "updates_at_most_days", "consent_asked_days"}),
    ("policy",): frozenset({"number", "title", "author", "issued", "review_by"}),
}
ABSENT = frozenset({"on", "decided"})
"""What may be written where nothing stands yet."""
LEAVE_OUT, ASK_ALSO = "leave_out", "ask_also"


@dataclass(frozen=True, slots=True)
class Trouble:
    """Where a draft does not fit together, and what is wrong there."""

    where: str
    words: str


def changed(body: Table, given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the table with these places changed. Raises TermsError for a place that may not be.

    Besides the places: `risk.leave_out` (codes of questions), and `risk.ask_also` (text, mandatory, and answers as
    pairs of words and score).
    """
    new: dict[str, Any] = copied(body)
    for where, value in given.items():
        match where.split("."):
            case ["risk", "leave_out"]:
                new["risk"]["questions"] = [row for row in new["risk"]["questions"] if row["code"] not in value]
            case ["risk", "ask_also"]:
                _ask_also(new, value)
            case _:
                _put(new, where, value)
    return new


def trouble_in(body: Table, given: Mapping[str, Any]) -> Trouble | None:
    """Return where the table would not fit together with these changes, at one of the places given, if anywhere."""
    try:
        _require_decided(terms_from(body), terms_from(changed(body, given)))
    except TermsError as wrong:
        where, _, words = str(wrong).partition(": ")
        return Trouble(_nearest(_by_code(where, body), list(given)), words[:1].upper() + words[1:])
    return None


def completed(body: Table, shipped: Table) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Return a table kept by an older version with what it lacks, as shipped, and the places that it lacks."""
    new: dict[str, Any] = copied(body)
    missing = [key for key in shipped if key not in new]
    new |= {key: copied(shipped[key]) for key in missing}
    for part in ("limits", "policy"):
        lacking = [key for key in shipped[part] if key not in new[part]]
        new[part] |= {key: copied(shipped[part][key]) for key in lacking}
        missing += [f"{part}.{key}" for key in lacking]
    held = {clock["key"] for clock in new["clocks"]}
    lacking = [key for key in ClockKey if key not in held]
    new["clocks"] = [*new["clocks"], *(copied(row) for row in shipped["clocks"] if row["key"] in lacking)]
    return new, (*missing, *(f"clocks.{key}" for key in lacking))


def copied(value: Any) -> Any:
    """Return a table with all that is in it once more, so that the first is not touched."""
    if isinstance(value, Mapping):
        return {key: copied(one) for key, one in value.items()}
    return [copied(one) for one in value] if isinstance(value, list) else value


def _put(body: dict[str, Any], where: str, value: Any) -> None:
    *way, name = where.split(".")
    if not any(tuple(way[: len(part)]) == part and name in names for part, names in CHANGEABLE.items()):
        raise TermsError(f"{where}: this cannot be changed here")
    row: Any = body
    for step in way:
        row = _inside(row, step)
    if not isinstance(row, dict) or (name not in row and name not in ABSENT):
        raise TermsError(f"{where}: there is no such place")
    row[name] = value


def _require_decided(before: Terms, after: Terms) -> None:
    """Raise TermsError for a ground for sharing that is switched without who decided it, and why (clause 7 b 4)."""
    held = {ground.code: ground for ground in before.sharing}
    for ground in after.sharing:
        was = held.get(ground.code)
        switched = was is not None and ground.on is not was.on
        if (switched or ground.on) and not ground.in_policy and not is_reason(ground.decided):
            raise TermsError(f"sharing.{ground.code}.decided: say who decided it, and why, in 20 letters or more")
        if was is not None and switched and not ground.in_policy and ground.decided == was.decided:
            raise TermsError(f"sharing.{ground.code}.decided: say who decided this, and why; it says why the last time")
        if ground.in_policy and ground != was:
            raise TermsError(f"sharing.{ground.code}.on: a ground of the policy itself cannot be changed here")


def _inside(row: Any, step: str) -> Any:
    if isinstance(row, list):
        return next((one for one in row if one.get("code", one.get("key")) == step), None)
    return row.get(step) if isinstance(row, dict) else None


def _ask_also(body: dict[str, Any], value: Mapping[str, Any]) -> None:
    questions = body["risk"]["questions"]
    taken = {row["code"] for row in questions}
    code = next(code for n in range(1, len(taken) + 2) if (code := f"added_{n}") not in taken)
    answers = [
        {"code": f"answer_{n}", "label": label, "score": score} for n, (label, score) in enumerate(value["answers"], 1)
    ]
    asked = {"text": value["text"], "mandatory": bool(value["mandatory"]), "domain": "added by the landlord"}
    body["risk"]["questions"] = [*questions, {"code": code, **asked, "answers": answers}]


def _by_code(where: str, body: Table) -> str:
    """Return the place of an error in a list by the code of its row: "clocks[0].amount" is "clocks.triage.amount"."""

    def code(found: re.Match[str]) -> str:
        row = body[found["part"]][int(found["row"])]
        return f"{found['part']}.{row.get('code', row.get('key', ''))}"

    return re.sub(r"^(?P<part>clocks|tools|sharing)\[(?P<row>\d+)\]", code, where)


def _nearest(where: str, places: list[str]) -> str:
    """Return the place that was changed which an error speaks of: its own, or the nearest to it."""
    if where in places:
        return where
    steps = where.split(".")
    while steps:
        beneath = [place for place in places if _follows(place.split("."), steps)]
        if beneath:
            return next((place for place in reversed(beneath) if place.endswith(".max")), beneath[0])
        steps.pop()
    return ""


def _follows(place: list[str], steps: list[str]) -> bool:
    rest = iter(place)
    return all(step in rest for step in steps)
