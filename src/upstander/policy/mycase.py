"""What somebody may read of a case with their own code, in words for them (clauses 3.2 b, 3.2 c, 10 c)."""

from __future__ import annotations

from collections.abc import Mapping

from upstander.policy.duty import DutyKind
from upstander.policy.grounds import PartyRole
from upstander.policy.ruling import Ruling, allow, enforces, refuse

OUR_TURN: Mapping[DutyKind, str] = {
    DutyKind.TRIAGE: "We read your report and decide who will help you",
    DutyKind.FIRST_CONTACT: "We contact you",
    DutyKind.CONTACT_WITNESS: "We contact you",
    DutyKind.INTERVIEW: "We talk with you and listen to all of it",
    DutyKind.AGREE_PLAN: "We make a plan with you",
    DutyKind.CHANGE_PLAN: "We answer the change you asked for",
    DutyKind.ANSWER_MESSAGE: "We answer your message",
    DutyKind.ASK_CONSENT_AGAIN: "We ask you again what we may share",
    DutyKind.KEEP_INFORMED: "We tell you where things stand",
    DutyKind.AFTER_CLOSING: "We ask you how things are",
}
"""What is owed to the reader and may be named to them. Anything else in the file is not theirs to read here."""

YOUR_TURN = "Read your plan, and tell us whether you agree"

PLAN_AGREED = "Everybody this plan is for has agreed to it. We are acting on it."
PLAN_ASKED = "We are asking you whether you agree. What keeps you safe starts now."
PLAN_WAITS = "We have your answer. The plan starts once everybody it is for has agreed; what keeps you safe starts now."
_READS_THE_PLAN = frozenset({PartyRole.RESIDENT_HEARD, PartyRole.REPRESENTATIVE})
_CASE_IS_THEIRS = _READS_THE_PLAN


@enforces("3.2 b", "3.2 d")
def may_read_plan(part: PartyRole | str) -> Ruling:
    """Say whether the plan may be read with a code in this part: it says where somebody is safe, and how."""
    if part in _READS_THE_PLAN:
        return allow("3.2 d", "It is your plan.")
    return refuse(
        "3.2 b", "The plan is about somebody else's safety.", "Ask us in a message what is being done about it."
    )


@enforces("7 a")
def may_read_openings(part: PartyRole | str) -> Ruling:
    """Say whether somebody may see which roles opened the file, and on which days."""
    if part in _CASE_IS_THEIRS:
        return allow("7 a", "You can see who looked at your case.")
    return refuse("7 a", "The file is about somebody else.", "Ask us in a message who has read what you told us.")


def plan_words(*, in_force: bool, answered: bool) -> str:
    """Return how the plan stands, to one of the people it is for; what anybody else said of it is theirs."""
    if in_force:
        return PLAN_AGREED
    return PLAN_WAITS if answered else PLAN_ASKED


def first_name(name: str) -> str:
    """Return what a resident calls the officer of their case."""
    return name.split()[0] if name.strip() else ""
