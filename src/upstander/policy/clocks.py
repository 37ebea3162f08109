"""Which clocks there are, and what the procedure says of each (clause 3 a, "prompt"; clause 3.2 c)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from upstander.policy.workingdays import Unit


class ClockKey(StrEnum):
    """Every clock the product knows; the procedure must give a number for each."""

    TRIAGE = "triage"
    TAKE_CASE = "take_case"
    ANSWER_ALERT = "answer_alert"
    RAISE_ALERT = "raise_alert"
    FIRST_CONTACT = "first_contact"
    FIRST_CONTACT_STANDARD = "first_contact_standard"
    INTERVIEW = "interview"
    INTERVIEW_OUTER = "interview_outer"
    INTERVIEW_STANDARD = "interview_standard"
    RISK_ASSESSMENT = "risk_assessment"
    RISK_ASSESSMENT_OUTER = "risk_assessment_outer"
    RISK_ASSESSMENT_STANDARD = "risk_assessment_standard"
    ACTION_PLAN = "action_plan"
    PLAN_CHANGE = "plan_change"
    GRAFFITI = "graffiti"
    SAFETY_REPAIR = "safety_repair"
    HEAR_EVIDENCE = "hear_evidence"
    WITNESS = "witness"
    ALLEGED = "alleged"
    SUPPORT = "support"
    CONSIDER_AGENCIES = "consider_agencies"
    TELL_SHARED = "tell_shared"
    INVESTIGATION = "investigation"
    POLICE_WAIT = "police_wait"
    KEEP_INFORMED = "keep_informed"
    KEEP_INFORMED_STANDARD = "keep_informed_standard"
    ANSWER_MESSAGE = "answer_message"
    SAFE_CONTACT_CHECK = "safe_contact_check"
    CASE_REVIEW_FIRST = "case_review_first"
    CASE_REVIEW_NEXT = "case_review_next"
    INFORMATION_INVITED = "information_invited"
    AGENT_REQUEST = "agent_request"
    AFTER_CLOSING = "after_closing"
    ANSWER_REFERRAL = "answer_referral"
    FINISH_REFERRAL = "finish_referral"
    CONFIRM_RECALL = "confirm_recall"
    REVIEW_ACKNOWLEDGED = "review_acknowledged"
    REVIEW_ANSWERED = "review_answered"
    REVIEW_EXTENDED = "review_extended"
    PANEL_ACKNOWLEDGED = "panel_acknowledged"
    PANEL_ANSWERED = "panel_answered"
    PANEL_EXTENDED = "panel_extended"
    OMBUDSMAN = "ombudsman"
    VISIT_REMINDER = "visit_reminder"
    VISIT_CALL_OFFICER = "visit_call_officer"
    VISIT_CALL_BUDDY = "visit_call_buddy"
    VISIT_CALL_POLICE = "visit_call_police"
    PLACE_REVIEW = "place_review"


class Mark(StrEnum):
    """How well a number is known: seen in its source, seen second-hand, or general knowledge and ours."""

    SEEN = "S"
    SECOND_HAND = "S2"
    KNOWN = "K"


@dataclass(frozen=True)
class Clock:
    """How long the landlord gives itself for one promise; the policy states no number."""

    key: ClockKey
    label: str
    amount: int
    unit: Unit
    starts: str
    source: str
    mark: Mark
    checked_on: str = ""
