"""The one table of the pages of deeds in a case, and the order in which they are offered."""

from __future__ import annotations

from collections.abc import Mapping

from upstander.policy.deeds import Deed
from upstander.web.case.deeds import (
    agencies,
    alerts,
    assigning,
    clocks,
    closing,
    codes,
    contacts,
    evidence,
    files,
    incidents,
    investigating,
    letters,
    levels,
    matters,
    messages,
    motives,
    notes,
    parties,
    plans,
    risk,
    safe_contact,
    steps,
    support,
)
from upstander.web.deed.page import Page

PAGES: Mapping[Deed, Page] = {
    **contacts.PAGES,
    **safe_contact.PAGES,
    **messages.PAGES,
    **codes.PAGES,
    **letters.PAGES,
    **incidents.PAGES,
    **motives.PAGES,
    **evidence.PAGES,
    **files.PAGES,
    **notes.PAGES,
    **parties.PAGES,
    **support.PAGES,
    **agencies.PAGES,
    **risk.PAGES,
    **plans.PAGES,
    **steps.PAGES,
    **matters.PAGES,
    **clocks.PAGES,
    **investigating.PAGES,
    **alerts.PAGES,
    **assigning.PAGES,
    **levels.PAGES,
    **closing.PAGES,
}

DEEDS_BY_MATTER: Mapping[str, tuple[Deed, ...]] = {
    "Hearing from them and telling them": (
        Deed.RECORD_FIRST_CONTACT,
        Deed.RECORD_INTERVIEW,
        Deed.RECORD_CONTACT,
        Deed.SEND_MESSAGE,
        Deed.AGREE_UPDATES,
        Deed.SET_SAFE_CONTACT,
        Deed.ISSUE_CODE,
        Deed.PREPARE_LETTER,
        Deed.WITHDRAW_LETTER,
    ),
    "What happened": (
        Deed.RECORD_INCIDENT,
        Deed.RECORD_MOTIVE,
        Deed.HEAR_EVIDENCE,
        Deed.KEEP_FILE,
        Deed.CORRECT_FILE,
        Deed.RECORD_INVESTIGATION,
        Deed.ADD_NOTE,
        Deed.MOVE_NOTE,
    ),
    "Keeping people safe": (
        Deed.ANSWER_ALERT,
        Deed.ASSESS_RISK,
        Deed.RECORD_PLAN,
        Deed.ANSWER_PLAN,
        Deed.RECORD_STEP,
        Deed.CONSIDER_SUPPORT,
        Deed.CONSIDER_AGENCY,
    ),
    "People and cases": (Deed.NAME_PARTY, Deed.CORRECT_PARTY, Deed.LINK_CASES, Deed.UNLINK_CASES),
    "Who works it, and its clocks": (
        Deed.TAKE_CASE,
        Deed.ASSIGN_CASE,
        Deed.REVIEW_CASE,
        Deed.PAUSE_CLOCK,
        Deed.RESTART_CLOCK,
        Deed.SET_LEVEL,
        Deed.DECLARE_CONFLICT,
    ),
    "Ending it": (Deed.CLOSE_CASE, Deed.REOPEN_CASE, Deed.CHECK_AFTER_CLOSING),
}
