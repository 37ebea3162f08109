"""One row for each deed that another system may do: the function, and what it is done to. The rest is made from it.

A deed without a row is in `policy.apikeys.NOT_BY_KEY`, with the reason; a house test holds the two together.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from upstander.casework import (
    alerts,
    assigning,
    clocks,
    closing,
    codes,
    confirming,
    considering,
    contacts,
    evidence,
    files,
    incidents,
    investigating,
    letters,
    matters,
    messages,
    motives,
    notes,
    notices,
    parties,
    plans,
    referrals,
    reporting,
    risk,
    safe_contact,
    steps,
    support,
    triage,
)
from upstander.casework.placeplans import deeds as placeplans
from upstander.policy.deeds import Deed


class About(StrEnum):
    """What a deed is done to: its address follows from it."""

    CASE = "case"
    REPORT = "report"
    EITHER = "either"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Row:
    """One deed, and what it is done to."""

    deed: Deed
    do: Callable[..., Any]
    about: About = About.CASE


TABLE: tuple[Row, ...] = (
    Row(Deed.RECEIVE_REPORT, reporting.receive_report, About.NOTHING),
    Row(Deed.TAKE_MESSAGE, messages.take_message, About.NOTHING),
    Row(Deed.RETRY_NOTICE, notices.retry_notice, About.NOTHING),
    Row(Deed.GIVE_UP_NOTICE, notices.give_up_notice, About.NOTHING),
    Row(Deed.MAKE_PLACE_PLAN, placeplans.make_place_plan, About.NOTHING),
    Row(Deed.CHANGE_PLACE_PLAN, placeplans.change_place_plan, About.NOTHING),
    Row(Deed.REVIEW_PLACE_PLAN, placeplans.review_place_plan, About.NOTHING),
    Row(Deed.END_PLACE_PLAN, placeplans.end_place_plan, About.NOTHING),
    Row(Deed.OPEN_CASE, triage.open_case, About.REPORT),
    Row(Deed.JOIN_CASE, triage.join_case, About.REPORT),
    Row(Deed.CLOSE_REPORT, triage.close_report, About.REPORT),
    Row(Deed.ANSWER_ALERT, alerts.answer_alert, About.EITHER),
    Row(Deed.ISSUE_CODE, codes.issue_code, About.EITHER),
    Row(Deed.SEND_MESSAGE, messages.send_message, About.EITHER),
    Row(Deed.SET_SAFE_CONTACT, safe_contact.set_safe_contact, About.EITHER),
    Row(Deed.ASSIGN_CASE, assigning.assign_case),
    Row(Deed.TAKE_CASE, assigning.take_case),
    Row(Deed.DECLARE_CONFLICT, assigning.declare_conflict),
    Row(Deed.RECORD_FIRST_CONTACT, contacts.record_first_contact),
    Row(Deed.RECORD_INTERVIEW, contacts.record_interview),
    Row(Deed.RECORD_CONTACT, contacts.record_contact),
    Row(Deed.AGREE_UPDATES, contacts.agree_updates),
    Row(Deed.PREPARE_LETTER, letters.prepare_letter),
    Row(Deed.WITHDRAW_LETTER, letters.withdraw_letter),
    Row(Deed.ASSESS_RISK, risk.assess_risk),
    Row(Deed.RECORD_PLAN, plans.record_plan),
    Row(Deed.ANSWER_PLAN, plans.answer_plan),
    Row(Deed.RECORD_STEP, steps.record_step),
    Row(Deed.RECORD_INCIDENT, incidents.record_incident),
    Row(Deed.RECORD_MOTIVE, motives.record_motive),
    Row(Deed.HEAR_EVIDENCE, evidence.hear_evidence),
    Row(Deed.RECORD_INVESTIGATION, investigating.record_investigation),
    Row(Deed.REVIEW_CASE, investigating.review_case),
    Row(Deed.ADD_NOTE, notes.add_note),
    Row(Deed.MOVE_NOTE, notes.move_note),
    Row(Deed.CORRECT_FILE, files.correct_file),
    Row(Deed.NAME_PARTY, parties.name_party),
    Row(Deed.CORRECT_PARTY, parties.correct_party),
    Row(Deed.CONSIDER_SUPPORT, support.consider_support),
    Row(Deed.RECORD_SUPPORT_NEED, support.record_support_need),
    Row(Deed.CONSIDER_AGENCY, considering.consider_agency),
    Row(Deed.MAKE_REFERRAL, referrals.make_referral),
    Row(Deed.ANSWER_REFERRAL, referrals.answer_referral),
    Row(Deed.RECALL_REFERRAL, referrals.recall_referral),
    Row(Deed.CONFIRM_RECALL, confirming.confirm_recall),
    Row(Deed.LINK_CASES, matters.link_cases),
    Row(Deed.UNLINK_CASES, matters.unlink_cases),
    Row(Deed.PAUSE_CLOCK, clocks.pause_clock),
    Row(Deed.RESTART_CLOCK, clocks.restart_clock),
    Row(Deed.CLOSE_CASE, closing.close_case),
    Row(Deed.REOPEN_CASE, closing.reopen_case),
    Row(Deed.CHECK_AFTER_CLOSING, closing.check_after_closing),
)
READ_BY_GET = frozenset({Deed.OPEN_CASE_FILE, Deed.OPEN_REPORT})
"""Reading one file is a deed, and its address is the file's own."""
