"""Keeping people informed, safely (clauses 3.2 c and 10 c: "at all times"; 3.2 a: so that they feel safe).

Being kept informed is a clock for each person. Reaching them comes second to not harming them: where
nobody has asked how it is safe to reach somebody, nobody reaches out.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from enum import StrEnum
from uuid import UUID

from upstander.policy.duty import Duty, DutyKind
from upstander.policy.grounds import PartyRole, Priority
from upstander.policy.ruling import Ruling, allow, enforces, refuse
from upstander.policy.terms import Clock, ClockKey, Terms, Unit, is_reason
from upstander.policy.workingdays import LONDON, close_of, london_day


class Way(StrEnum):
    """A way to reach somebody. `mailbox` waits behind their code until they come."""

    PHONE = "phone"
    TEXT = "text"
    EMAIL = "email"
    LETTER = "letter"
    VISIT = "visit"
    VOICEMAIL = "voicemail"
    IN_PERSON = "in_person"
    MAILBOX = "mailbox"


class Safety(StrEnum):
    """What somebody said about one way of reaching them."""

    SAFE = "safe"
    UNSAFE = "unsafe"
    NEVER = "never"
    UNKNOWN = "unknown"


class CodeWay(StrEnum):
    """How a code reaches its owner. There is no third way: a code in a message opens the file to whoever reads it."""

    HANDED_OVER = "handed_over"
    POSTED = "posted"


WAY_LABELS: Mapping[Way, str] = {
    Way.PHONE: "Phone call",
    Way.TEXT: "Text message",
    Way.EMAIL: "Email",
    Way.LETTER: "Letter",
    Way.VISIT: "Visit",
    Way.VOICEMAIL: "Voicemail",
    Way.IN_PERSON: "In person, where they came to us",
    Way.MAILBOX: "Message that waits behind their code",
}

_THEY_COME_TO_US = frozenset({Way.MAILBOX, Way.IN_PERSON})
_MAY_HOLD_A_CODE = frozenset(
    {PartyRole.RESIDENT_HEARD, PartyRole.WITNESS, PartyRole.REPRESENTATIVE, PartyRole.AFFECTED}
)


@enforces("3.2 c", "10 c")
def must_inform(
    terms: Terms, *, person: UUID, priority: Priority | str, last_contact: datetime, agreed_days: int | None = None
) -> tuple[Duty, ...]:
    """Return the next update owed to somebody: as agreed with them, or by the landlord's standard."""
    if agreed_days is not None:
        due = close_of(london_day(last_contact) + timedelta(days=agreed_days))
        why = f"We agreed to update them every {agreed_days} days." if agreed_days > 1 else "We agreed a daily update."
        return (Duty(DutyKind.KEEP_INFORMED, due, "3.2 c", why, person),)
    due = terms.due(ClockKey.KEEP_INFORMED, last_contact, high=priority != Priority.STANDARD)
    return (Duty(DutyKind.KEEP_INFORMED, due, "3.2 c", "We keep people informed at all times.", person),)


@enforces("3.2 c")
def must_answer_message(terms: Terms, *, person: UUID | None, received_at: datetime) -> tuple[Duty, ...]:
    """Return that a message is read and answered."""
    due = terms.due(ClockKey.ANSWER_MESSAGE, received_at)
    return (Duty(DutyKind.ANSWER_MESSAGE, due, "3.2 c", "They wrote to us and are waiting for an answer.", person),)


@enforces("3.2 a", "7 a")
def may_contact(
    way: Way | str, *, safety: Safety | str | None, at: datetime, hours: tuple[time, time] | None = None
) -> Ruling:
    """Say whether somebody may be reached this way now. `hours`: from and until, in London; may pass midnight."""
    if way not in set(Way):
        return refuse("3.2 a", "We do not know this way of reaching somebody.", "Choose one of the ways listed.")
    if way in _THEY_COME_TO_US:
        return allow("3.2 a", "They come to us, in their own time.")
    match safety:
        case Safety.SAFE:
            return _within_hours(hours, at)
        case Safety.UNSAFE | Safety.NEVER:
            return refuse(
                "3.2 a",
                "They told us that this way is not safe for them.",
                "Use a way they said is safe, or leave a message that waits behind their code.",
            )
        case _:
            return refuse(
                "3.2 a",
                "We do not know whether this way is safe for them, so we do not use it.",
                "Leave a message that waits behind their code. When you next speak, ask how to reach them safely.",
            )


@enforces("3.2 c")
def may_record_contact(
    *,
    reached: bool,
    words: str,
    contacted_at: datetime,
    now: datetime,
    allowed_way: bool,
    because: str = "",
    way: Way | str = Way.PHONE,
) -> Ruling:
    """Say whether a contact may be written down. What happened is never hidden: an unsafe way needs its reason."""
    if way not in set(Way):
        return refuse("3.2 c", "We do not know this way of reaching somebody.", "Choose one of the ways listed.")
    if contacted_at > now:
        return refuse("3.2 c", "That moment has not come yet.", "Give the time at which you spoke, or tried to.")
    if not words.strip():
        asked = "Write what was said and agreed." if reached else "Write what you tried, and what you will do next."
        return refuse("3.2 c", "The next reader cannot tell what happened.", asked)
    if allowed_way or is_reason(because):
        return allow("3.2 c", "They were reached." if reached else "The attempt, and why it missed, are on the record.")
    return refuse(
        "3.2 a",
        "They had not said that this way is safe for them.",
        "Record it all the same, and say in a sentence why it was used; then ask them whether they are safe.",
    )


@enforces("3.2 c")
def may_agree_updates(terms: Terms, *, every_days: int, priority: Priority | str, person_asked: bool) -> Ruling:
    """Say whether updates may be agreed so far apart. Rarer than the standard only where they asked for it."""
    longest = terms.limits.updates_at_most_days
    standard = _in_days(terms.clock(ClockKey.KEEP_INFORMED, high=priority != Priority.STANDARD))
    if not 1 <= every_days <= longest:
        return refuse(
            "3.2 c",
            f"Updates can be between a day and {longest} days apart, so that nobody is forgotten.",
            f"Agree a number of days from 1 to {longest}.",
        )
    if every_days <= standard:
        return allow("3.2 c", "This is at least as often as our standard.")
    if person_asked:
        return allow("3.2 c", "They asked for fewer updates.")
    return refuse(
        "3.2 c",
        f"Our standard is every {standard} days, and only they can ask for fewer updates.",
        "Ask what they want. If they asked for this, say so.",
    )


@enforces("3.2 c")
def may_take_message(terms: Terms, *, words: str, from_whom: str) -> Ruling:
    """Say whether a colleague may take a message for a case. They need no sight of it, and are shown nothing of it."""
    if not words.strip():
        return refuse("3.2 c", "There is no message yet.", "Write what they said, in their words where you can.")
    if len(words) > terms.limits.answer:
        return refuse("3.2 c", f"A message holds {terms.limits.answer} characters.", "Send it in two messages.")
    if from_whom.strip():
        return allow("3.2 c", "The officer of the case is told, and owes an answer.")
    return refuse("3.2 c", "The officer cannot tell who left this.", "Write who called, as they gave their name.")


@enforces("3.2 a", "7 a")
def may_issue_code(
    way: CodeWay | str,
    *,
    part: PartyRole | str,
    identity_checked: bool,
    to_the_person: bool,
    letters: Safety | str | None = None,
) -> Ruling:
    """Say whether somebody may be given the code to their own part of a case. Staff never see it."""
    if part not in _MAY_HOLD_A_CODE:
        return refuse(
            "7 a",
            "A code opens what is said to the people we hear, and this person is not one of them here.",
            "Tell them what they may know yourself. If they have something to report, it gets a case of its own.",
        )
    if not identity_checked:
        return refuse("7 a", "We have not made sure who they are.", "Check who they are first, as for any file.")
    if not to_the_person:
        return refuse("7 a", "A code belongs to one person alone.", "Give it to that person, and to nobody for them.")
    if way == CodeWay.HANDED_OVER:
        return allow("3.2 a", "It goes from hand to hand.")
    if way == CodeWay.POSTED and letters == Safety.SAFE:
        return allow("3.2 a", "They said that letters to this address are safe.")
    return refuse(
        "3.2 a",
        "Somebody else might read it on the way.",
        "Hand it over, or post it to an address where they said letters are safe.",
    )


def _within_hours(hours: tuple[time, time] | None, at: datetime) -> Ruling:
    if hours is None:
        return allow("3.2 a", "They said that this way is safe.")
    if at.tzinfo is None:
        raise ValueError("Whether it is a safe hour needs a moment with its time zone.")
    start, end = hours
    now = at.astimezone(LONDON).time()
    inside = start <= now < end if start <= end else now >= start or now < end
    if inside:
        return allow("3.2 a", "They said that this way is safe at this hour.")
    return refuse(
        "3.2 a",
        "It is outside the hours they said are safe.",
        f"Wait until {start:%H:%M}, or leave a message that waits behind their code.",
    )


def _in_days(clock: Clock) -> int:
    return clock.amount * 7 // 5 if clock.unit is Unit.WORKING_DAYS else clock.amount
