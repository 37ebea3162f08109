"""Referring somebody to an agency: made with what was released for it, answered, done, or taken back (3.2 e, 3.1).

A referral holds nothing about anybody: it says what is asked of the agency, which reads only what was released.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from upstander.policy.duty import Duty, DutyKind
from upstander.policy.ruling import Ruling, allow, enforces, refuse
from upstander.policy.terms import ClockKey, Terms, is_reason

WORDS_AT_MOST = 5_000


class ReferralState(StrEnum):
    """Where a referral stands."""

    MADE = "made"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    DONE = "done"
    RECALLED = "recalled"


STATE_LABELS: Mapping[ReferralState, str] = {
    ReferralState.MADE: "Waiting for their answer",
    ReferralState.ACCEPTED: "Accepted",
    ReferralState.DECLINED: "Declined",
    ReferralState.DONE: "Done",
    ReferralState.RECALLED: "Taken back",
}
OPEN = frozenset({ReferralState.MADE, ReferralState.ACCEPTED})


class ReferralAnswer(StrEnum):
    """What an agency says to a referral; or that we asked it again."""

    ACCEPT = "accept"
    DECLINE = "decline"
    DONE = "done"
    ASKED_AGAIN = "asked_again"


ANSWER_LABELS: Mapping[ReferralAnswer, str] = {
    ReferralAnswer.ACCEPT: "They accept",
    ReferralAnswer.DECLINE: "They decline",
    ReferralAnswer.DONE: "It is done",
    ReferralAnswer.ASKED_AGAIN: "No answer yet: we asked them again",
}
STATE_FOR_AGENCY: Mapping[ReferralState, str] = {
    ReferralState.MADE: "Waiting for your answer",
    ReferralState.ACCEPTED: "You accepted",
    ReferralState.DECLINED: "You cannot help",
    ReferralState.DONE: "Done",
    ReferralState.RECALLED: "Taken back: there is nothing more to do",
}
ANSWER_FOR_AGENCY: Mapping[ReferralAnswer, str] = {
    ReferralAnswer.ACCEPT: "You accepted",
    ReferralAnswer.DECLINE: "You cannot help",
    ReferralAnswer.DONE: "You said that it is done",
    ReferralAnswer.ASKED_AGAIN: "We asked you again",
}
"""The same, as the agency itself reads it."""
AFTER: Mapping[tuple[ReferralState, ReferralAnswer], ReferralState] = {
    (ReferralState.MADE, ReferralAnswer.ACCEPT): ReferralState.ACCEPTED,
    (ReferralState.MADE, ReferralAnswer.DECLINE): ReferralState.DECLINED,
    (ReferralState.MADE, ReferralAnswer.DONE): ReferralState.DONE,
    (ReferralState.MADE, ReferralAnswer.ASKED_AGAIN): ReferralState.MADE,
    (ReferralState.ACCEPTED, ReferralAnswer.DECLINE): ReferralState.DECLINED,
    (ReferralState.ACCEPTED, ReferralAnswer.DONE): ReferralState.DONE,
    (ReferralState.ACCEPTED, ReferralAnswer.ASKED_AGAIN): ReferralState.ACCEPTED,
}


@enforces("3.2 e", "3.3", "7 b")
def may_refer(
    *, about: str, people: Collection[str], here: Ruling, still: Ruling, open_before: bool, wish: str
) -> Ruling:
    """Say whether somebody may be referred with what was released. `people`: whom the pack is about.

    `here`: whether the agency helps in the borough of the case. `still`: whether the pack may be handed out now.
    `open_before`: the same referral waits already.
    """
    if not here.allowed:
        return refuse(here.clause, here.why, here.how)
    if not still.allowed:
        return refuse(still.clause, still.why, still.how)
    if about not in people:
        how = "Choose a pack that is about them, or share what this agency needs first."
        return refuse("7 b", "What was released is not about this person.", how)
    if open_before:
        return refuse(
            "3.2 e", "They are referred to this agency already.", "Record what the agency says, or take it back."
        )
    if len(wish) > WORDS_AT_MOST:
        return refuse("3.2 e", f"This is longer than {WORDS_AT_MOST:,} letters.", "Say what is asked for, and no more.")
    if is_reason(wish):
        return allow("3.2 e", "They are referred. The agency reads what was released, and what we ask.")
    return refuse(
        "3.2 e", "The agency could not tell what is asked of it.", "Say what would help, in 20 letters or more."
    )


@enforces("3.2 e")
def may_answer_referral(*, state: str, answer: str, words: str, from_agency: bool) -> Ruling:
    """Say whether an answer may be recorded. `from_agency`: they give it themselves, and not we for them."""
    if answer not in set(ReferralAnswer) or (from_agency and answer == ReferralAnswer.ASKED_AGAIN):
        return refuse("3.2 e", "We do not know this answer.", "Choose one of the answers listed.")
    if state not in OPEN:
        return refuse("3.2 e", "This referral has ended.", "If they are still needed, refer them anew.")
    if (state, answer) not in AFTER:
        return refuse("3.2 e", "They accepted it before.", "Say that it is done, or that they cannot go on.")
    if len(words) > WORDS_AT_MOST:
        return refuse("3.2 e", f"This is longer than {WORDS_AT_MOST:,} letters.", "Make it shorter.")
    if answer == ReferralAnswer.ACCEPT or is_reason(words):
        return allow("3.2 e", "The answer is on the record.")
    if answer == ReferralAnswer.DECLINE:
        how = "Say why in 20 letters or more, so that we can find help elsewhere."
        return refuse("3.2 e", "Nobody could tell why it was declined.", how)
    return refuse("3.2 e", "Nobody could tell what came of it.", "Say what was done in 20 letters or more.")


@enforces("3.2 e")
def may_recall_referral(*, state: str, because: str) -> Ruling:
    """Say whether a referral may be taken back: while it is open, and with a reason."""
    if state not in OPEN:
        return refuse("3.2 e", "This referral has ended.", "There is nothing to take back.")
    if is_reason(because):
        return allow("3.2 e", "It is taken back. Call back what was shared too, if they should not use it any more.")
    return refuse("3.2 e", "Nobody could tell later why.", "Say why in 20 letters or more.")


def ask_by(terms: Terms, *, state: str, at: datetime) -> datetime:
    """Return when an agency is asked: for its answer, or once it accepted for what came of it."""
    return terms.due(ClockKey.ANSWER_REFERRAL if state == ReferralState.MADE else ClockKey.FINISH_REFERRAL, at)


@enforces("3.2 e")
def must_chase_referral(*, state: str, person: UUID, ask_by: datetime) -> tuple[Duty, ...]:
    """Return that an agency is asked for its answer, or for what came of it."""
    if state == ReferralState.MADE:
        why = "A referral without an answer helps nobody."
    elif state == ReferralState.ACCEPTED:
        why = "They accepted. We ask what came of it."
    else:
        return ()
    return (Duty(DutyKind.CHASE_REFERRAL, ask_by, "3.2 e", why, person),)
