"""What is owed, by when, and why: the shape every `must_*` rule answers in, and the words staff read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from upstander.policy.roles import Deed


class DutyKind(StrEnum):
    """Each kind of duty that a clock can run for."""

    TRIAGE = "triage"
    ANSWER_ALERT = "answer_alert"
    TAKE_CASE = "take_case"
    FIRST_CONTACT = "first_contact"
    INTERVIEW = "interview"
    ASSESS_RISK = "assess_risk"
    REVIEW_RISK = "review_risk"
    AGREE_PLAN = "agree_plan"
    CHANGE_PLAN = "change_plan"
    DO_STEP = "do_step"
    REMOVE_GRAFFITI = "remove_graffiti"
    SAFETY_REPAIR = "safety_repair"
    CONTACT_WITNESS = "contact_witness"
    CONTACT_ALLEGED = "contact_alleged"
    KEEP_INFORMED = "keep_informed"
    ANSWER_MESSAGE = "answer_message"
    HEAR_EVIDENCE = "hear_evidence"
    INVESTIGATE = "investigate"
    CONSIDER_SUPPORT = "consider_support"
    CONSIDER_AGENCIES = "consider_agencies"
    TELL_SHARED = "tell_shared"
    ASK_CONSENT_AGAIN = "ask_consent_again"
    REVIEW_POLICE = "review_police"
    REVIEW_CASE = "review_case"
    CHASE_REFERRAL = "chase_referral"
    CONFIRM_RECALL = "confirm_recall"
    AFTER_CLOSING = "after_closing"


@dataclass(frozen=True, slots=True)
class Duty:
    """One thing owed: `due_at` is aware UTC; `person` is the party it is owed to, if one."""

    kind: DutyKind
    due_at: datetime
    clause: str
    why: str
    person: UUID | None = None


@dataclass(frozen=True, slots=True)
class DutyText:
    """How a duty reads on a page: a verb phrase, the clause, the promise behind it, the deed that ends it."""

    verb: str
    clause: str
    why: str
    deed: Deed


DUTY_TEXT: Mapping[DutyKind, DutyText] = {
    DutyKind.TRIAGE: DutyText(
        "Decide what this report becomes", "2 e", "every report is taken seriously", Deed.OPEN_CASE
    ),
    DutyKind.ANSWER_ALERT: DutyText("Answer the alert now", "2 e", "somebody may be in danger", Deed.ANSWER_ALERT),
    DutyKind.TAKE_CASE: DutyText(
        "Take this case from the queue", "2 e", "no case waits without an officer", Deed.TAKE_CASE
    ),
    DutyKind.FIRST_CONTACT: DutyText(
        "Make first contact", "3.2 c", "we keep people informed at all times", Deed.RECORD_FIRST_CONTACT
    ),
    DutyKind.INTERVIEW: DutyText(
        "Hear them in full", "3 a", "we investigate every incident thoroughly", Deed.RECORD_INTERVIEW
    ),
    DutyKind.ASSESS_RISK: DutyText("Assess the risk", "2 a", "people live without fear", Deed.ASSESS_RISK),
    DutyKind.REVIEW_RISK: DutyText("Look at the risk again", "2 a", "risk changes", Deed.ASSESS_RISK),
    DutyKind.AGREE_PLAN: DutyText(
        "Agree the action plan", "3.2 d", "a plan they feel they can agree with", Deed.RECORD_PLAN
    ),
    DutyKind.CHANGE_PLAN: DutyText(
        "Answer the change asked for in the plan", "3.2 d", "the plan must be agreeable to all", Deed.RECORD_PLAN
    ),
    DutyKind.DO_STEP: DutyText("Do the next step of the plan", "4", "an agreed step is a promise", Deed.RECORD_STEP),
    DutyKind.REMOVE_GRAFFITI: DutyText("Have the graffiti removed", "3 a", "our action is prompt", Deed.RECORD_STEP),
    DutyKind.SAFETY_REPAIR: DutyText("Have the safety repair done", "3 a", "our action is prompt", Deed.RECORD_STEP),
    DutyKind.CONTACT_WITNESS: DutyText(
        "Contact the witness", "3.2 c", "witnesses are kept informed too", Deed.RECORD_CONTACT
    ),
    DutyKind.CONTACT_ALLEGED: DutyText(
        "Hear the other side", "10 c", "all parties are kept informed", Deed.RECORD_CONTACT
    ),
    DutyKind.KEEP_INFORMED: DutyText(
        "Update them", "3.2 c", "we keep people informed at all times", Deed.RECORD_CONTACT
    ),
    DutyKind.ANSWER_MESSAGE: DutyText(
        "Read and answer their message", "3.2 c", "we keep people informed at all times", Deed.SEND_MESSAGE
    ),
    DutyKind.HEAR_EVIDENCE: DutyText(
        "Collect and hear the recordings", "3 a", "nothing reported is lost or unheard", Deed.HEAR_EVIDENCE
    ),
    DutyKind.INVESTIGATE: DutyText(
        "Record what we found ourselves", "3 a", "we investigate every incident ourselves", Deed.RECORD_INVESTIGATION
    ),
    DutyKind.CONSIDER_SUPPORT: DutyText(
        "Consider their support needs", "2 i", "everybody involved is offered support alike", Deed.CONSIDER_SUPPORT
    ),
    DutyKind.CONSIDER_AGENCIES: DutyText(
        "Say for each agency whether it is needed",
        "3.1",
        "every agency that helps here is considered",
        Deed.CONSIDER_AGENCY,
    ),
    DutyKind.TELL_SHARED: DutyText(
        "Tell them what was shared about them", "7 b 6", "people are told what was shared", Deed.RECORD_CONTACT
    ),
    DutyKind.ASK_CONSENT_AGAIN: DutyText(
        "Ask them again what we may share", "7 b 1", "what is shared is what they agree to now", Deed.GIVE_CONSENT
    ),
    DutyKind.REVIEW_POLICE: DutyText(
        "Check with the police, and go on ourselves",
        "3 a",
        "we investigate ourselves; waiting has an end",
        Deed.RECORD_INVESTIGATION,
    ),
    DutyKind.REVIEW_CASE: DutyText(
        "Review this open high-risk case", "2 e", "reports are a high priority", Deed.REVIEW_CASE
    ),
    DutyKind.CHASE_REFERRAL: DutyText(
        "Ask the agency what came of the referral", "3.2 e", "we work with agencies", Deed.ANSWER_REFERRAL
    ),
    DutyKind.CONFIRM_RECALL: DutyText(
        "Make sure the agency deleted what was called back", "7 b 1", "consent can be taken back", Deed.CONFIRM_RECALL
    ),
    DutyKind.AFTER_CLOSING: DutyText(
        "Ask how things are after closing", "3.2 c", "closing is not the end of care", Deed.CHECK_AFTER_CLOSING
    ),
}
