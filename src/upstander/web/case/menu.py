"""The ways around a case: its parts, and everything that may be done in it by whoever looks (clause 7 a)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from django.urls import reverse

from upstander.policy.deeds import Deed
from upstander.policy.roles import may_do
from upstander.policy.titles import DEEDS
from upstander.web import where

TABS = (
    ("summary", "Summary", "case"),
    ("people", "People", "case_people"),
    ("plan", "Action plan", "case_plan"),
    ("risk", "Risk", "case_risk"),
    ("agencies", "Agencies", "case_agencies"),
    ("files", "Files", "case_files"),
    ("letters", "Letters", "case_letters"),
    ("deeds", "Everything you can do", "case_deeds"),
    ("record", "Whole record", "case_record"),
)
AFTER_CLOSING = frozenset(
    {
        Deed.REOPEN_CASE,
        Deed.CHECK_AFTER_CLOSING,
        Deed.ADD_NOTE,
        Deed.MOVE_NOTE,
        Deed.MARK_SENSITIVE,
        Deed.KEEP_FILE,
        Deed.CORRECT_FILE,
        Deed.LINK_CASES,
        Deed.UNLINK_CASES,
        Deed.SEND_MESSAGE,
        Deed.ISSUE_CODE,
        Deed.PREPARE_LETTER,
        Deed.WITHDRAW_LETTER,
        Deed.SET_SAFE_CONTACT,
        Deed.WITHDRAW_CONSENT,
        Deed.RECALL_DISCLOSURE,
        Deed.RECORD_CONTACT,
        Deed.DECLARE_CONFLICT,
        Deed.SET_LEVEL,
    }
)
ONLY_CLOSED = frozenset({Deed.REOPEN_CASE, Deed.CHECK_AFTER_CLOSING})
Link = dict[str, object]


def tabs(number: str, *, current: str) -> list[Link]:
    """Return the parts of a case."""
    return [
        {"words": words, "href": reverse(name, args=[number]), "current": part == current} for part, words, name in TABS
    ]


def deeds_for(
    number: str, roles: Collection[str], matters: Mapping[str, Sequence[Deed]], *, closed: bool
) -> list[tuple[str, list[Link]]]:
    """Return the deeds of these roles, by matter; what only makes sense before or after closing is left out."""
    found = []
    for matter, deeds in matters.items():
        fits = [deed for deed in deeds if _fits(deed, closed=closed) and may_do(roles, deed).allowed]
        links: list[Link] = [{"words": DEEDS[deed].title, "href": where.task(number, deed)} for deed in fits]
        if links:
            found.append((matter, links))
    return found


def _fits(deed: Deed, *, closed: bool) -> bool:
    return deed in AFTER_CLOSING if closed else deed not in ONLY_CLOSED
