"""What another system may do by a key: the least it needs, for an account's own rights, for a time (clauses 2 d, 7 a).

A key never does more than the account it acts as may do, and some deeds are for people alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from upstander.policy.roles import DEEDS, MAY, Deed, Role, is_administrator
from upstander.policy.ruling import Ruling, allow, enforces, refuse
from upstander.policy.terms import is_reason

LONGEST_DAYS = 365
NAME_AT_MOST = 80
COLLECT_WITHIN = timedelta(days=7)
A_MINUTE_AT_MOST = 300
"""How many questions one key may ask in a minute."""


class Read(StrEnum):
    """What can be read by a key. What is read is only ever what the account may see."""

    REPORTS = "reports"
    CASES = "cases"
    RECORD = "record"
    DUTIES = "duties"
    FIND = "find"
    PLACES = "places"


READ_LABELS: Mapping[Read, str] = {
    Read.REPORTS: "Reports that wait for triage, and each of them",
    Read.CASES: "The list of cases, and each case file",
    Read.RECORD: "The whole record of a case: also who looked, and what was refused",
    Read.DUTIES: "What the account must do next",
    Read.FIND: "Find a case by number, name, phone, home or words",
    Read.PLACES: "Plans for places, and each of them; they show no case",
}
OPENS: Mapping[Read, Deed] = {
    Read.REPORTS: Deed.OPEN_REPORT,
    Read.CASES: Deed.OPEN_CASE_FILE,
    Read.RECORD: Deed.OPEN_CASE_FILE,
}
"""Reading one file is a deed, and is entered as one."""

_TWO_PEOPLE = "Rights are given by two people who are signed in, never by a machine."
_SIGHT = "Who may see a case is settled by a person, who is named on the record."
_WORDS = "Two people answer for the words of a letter, by name."
_HOUSE = "The house is kept in order by administrators at a screen; no machine is one."
_DRY_RUN = "Files are taken over by page or by the command, after a dry run that somebody reads."
_A_KEY = "A key makes, shows and ends no keys."
_SECOND = "A second person looks for themselves, having just proved who they are."
_HEARD = "Somebody hears it from the person, reads it back, and is named on the record."
_BY_PHONE = "A person knows whom they send it to, and tells them the word by phone."
_OUTSIDE = "Somebody at an agency does it themselves, with a link and a word."
NOT_BY_KEY: Mapping[Deed, str] = {
    Deed.IMPORT_BATCH: _DRY_RUN,
    Deed.HAND_IN_FILE: _DRY_RUN,
    Deed.START_IMPORT: _DRY_RUN,
    Deed.DROP_FILE: _DRY_RUN,
    Deed.FIRST_ADMINISTRATORS: "The operator's own deed, before anybody can sign in.",
    Deed.ADD_STAFF: _HOUSE,
    Deed.CORRECT_STAFF: _HOUSE,
    Deed.MOVE_STAFF: _HOUSE,
    Deed.END_STAFF: _HOUSE,
    Deed.GRANT_ROLE: _TWO_PEOPLE,
    Deed.WITHDRAW_ROLE: _TWO_PEOPLE,
    Deed.ADD_TEAM: _HOUSE,
    Deed.RENAME_TEAM: _HOUSE,
    Deed.ADD_AREA: _HOUSE,
    Deed.RENAME_AREA: _HOUSE,
    Deed.TAKE_OFF_CALL: _HOUSE,
    Deed.ADD_AGENCY: _HOUSE,
    Deed.CORRECT_AGENCY: _HOUSE,
    Deed.END_AGENCY: _HOUSE,
    Deed.APPOINT_STAFF: _TWO_PEOPLE,
    Deed.INVITE_STAFF: "A link to choose a password is handed over by a person.",
    Deed.LOOK_AFTER_AREAS: _TWO_PEOPLE,
    Deed.PUT_ON_CALL: "Who is on call is settled by a person, with those who are asked.",
    Deed.RAISE_ALERT: "The worker's own deed.",
    Deed.LAPSE_APPROVAL: "The worker's own deed.",
    Deed.RECHECK_AGENCIES: "The worker's own deed.",
    Deed.ASK_CONSENT_AGAIN: "The worker's own deed.",
    Deed.LAPSE_CONSENTS: "The worker's own deed.",
    Deed.GIVE_APPROVAL: _SECOND,
    Deed.REFUSE_APPROVAL: _SECOND,
    Deed.WITHDRAW_APPROVAL: _SECOND,
    Deed.DRAFT_VERSION: _TWO_PEOPLE,
    Deed.DROP_DRAFT: _TWO_PEOPLE,
    Deed.ADOPT_VERSION: _TWO_PEOPLE,
    Deed.READY_FILE: "The worker's own deed.",
    Deed.KEEP_FILE: "A file is looked at and sealed as it comes, which a page and a command do.",
    Deed.OPEN_FILE: "Evidence is opened by a person, who is named on the record.",
    Deed.ISSUE_KEY: _A_KEY,
    Deed.COLLECT_KEY: _A_KEY,
    Deed.END_KEY: _A_KEY,
    Deed.PRINT_LETTER: "A person reads a letter before it goes on paper, and puts it into its envelope.",
    Deed.DRAFT_TEMPLATE: _WORDS,
    Deed.SIGN_TEMPLATE: _WORDS,
    Deed.SET_LEVEL: _SIGHT,
    Deed.DECLARE_INTERESTS: "Somebody says this of themselves.",
    Deed.ANSWER_FLAG: "A person decides, and not a name alone.",
    Deed.LIFT_CONFLICT: _SIGHT,
    Deed.BREAK_GLASS: "An emergency is a person's own, who has just proved who they are.",
    Deed.REVIEW_BREAK_GLASS: "A person outside the line looks for themselves.",
    Deed.GRANT_COVER: _SIGHT,
    Deed.END_COVER: _SIGHT,
    Deed.HAND_OVER_CASES: "A manager looks at what changes hands, and with whom.",
    Deed.RECORD_VULNERABILITY: "What makes somebody vulnerable is heard by a person, who is named on the record.",
    Deed.GIVE_CONSENT: _HEARD,
    Deed.WITHDRAW_CONSENT: _HEARD,
    Deed.SHARE_INFORMATION: _SECOND,
    Deed.MARK_SENSITIVE: "A person judges what would harm the organisation, and is named on the record.",
    Deed.HAND_OUT_PACK: "A person hands it to somebody at the agency, and is named on the record.",
    Deed.RECALL_DISCLOSURE: "A person calls it back, and makes sure that the agency has heard.",
    Deed.ADD_RECIPIENT: _BY_PHONE,
    Deed.END_RECIPIENT: _BY_PHONE,
    Deed.SEND_PACK: _BY_PHONE,
    Deed.OPEN_LINK: _OUTSIDE,
    Deed.RENEW_LINK: _OUTSIDE,
    Deed.OPEN_SHARED: _OUTSIDE,
    Deed.REPLY_TO_SHARED: _OUTSIDE,
    Deed.CHANGE_SIGN_IN: "How somebody signs in is theirs alone, at a screen.",
    Deed.RESET_SECOND_FACTOR: "A person makes sure who is asking.",
    Deed.TAKE_ROLES_FROM_CLAIMS: "Done when somebody comes in by the landlord's own sign-in.",
}
"""Deeds that no key is ever given for, and why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyAsked:
    """A key as it is asked for. `roles`: those of the account it acts as. `own`: that account is the asker's own."""

    name: str
    roles: frozenset[str]
    deeds: frozenset[str]
    reads: frozenset[str]
    days: int
    own: bool


def deeds_of(roles: Iterable[str]) -> frozenset[Deed]:
    """Return the deeds that a key of an account with these roles can be given for."""
    held = {deed for role in roles for deed in MAY[Role(role)]}
    return frozenset(held) - frozenset(NOT_BY_KEY) - frozenset(OPENS.values())


def only_of(deeds: Iterable[str], reads: Iterable[str]) -> frozenset[str]:
    """Return every deed that a key does: those it was given for, and the opening of what it reads."""
    return frozenset(deeds) | {OPENS[Read(read)] for read in reads if read in OPENS}


@enforces("7 a", "2 d")
def may_issue_key(asked: KeyAsked) -> Ruling:
    """Say whether a key can be made as it is asked for."""
    if not asked.name.strip() or len(asked.name) > NAME_AT_MOST:
        return refuse("7 a", "Nobody could tell later whose key this is.", "Name the system that will use it.")
    if asked.own:
        return refuse("7 a", "Nobody makes a key that acts as themselves.", "Choose an account made for the system.")
    if not 1 <= asked.days <= LONGEST_DAYS:
        return refuse("7 a", "A key works for a year at most.", f"Give a number of days from 1 to {LONGEST_DAYS}.")
    if not asked.deeds | asked.reads:
        return refuse("7 a", "This key would do nothing.", "Choose what it is for, and nothing more.")
    if not asked.reads <= set(Read) or not asked.deeds <= set(Deed):
        return refuse("7 a", "There is no such deed or list.", "Choose from what the page offers.")
    more = sorted(asked.deeds - deeds_of(asked.roles))
    if not more:
        return allow("7 a", "The key does a part of what its account may do, until a day.")
    return refuse(
        "7 a",
        f"“{DEEDS[Deed(more[0])].title}” is more than this account may do, or is for people alone.",
        "Leave it out, or have the account appointed to a role that includes it.",
    )


@enforces("7 a")
def may_collect_key(*, own: bool, collected: bool, ended: bool, collect_by: datetime, at: datetime) -> Ruling:
    """Say whether the secret of a key can be shown, which happens once. `own`: whoever asked for it asks now."""
    if not own:
        return refuse("7 a", "Only whoever asked for this key is shown it.", "Ask them to collect it.")
    if collected:
        return refuse("7 a", "This key was shown already, and is kept nowhere.", "End it, and ask for another.")
    if not ended and at < collect_by:
        return allow("7 a", "It is shown once, to whoever asked for it.")
    return refuse("7 a", "This key can no longer be collected.", "Ask for another.")


@enforces("7 a")
def may_end_key(*, ended: bool, because: str) -> Ruling:
    """Say whether a key can be ended, which needs one person only."""
    if ended:
        return refuse("7 a", "This key has ended already.", "There is nothing to do.")
    if is_reason(because):
        return allow("7 a", "It stops working at once.")
    return refuse("7 a", "Nobody could tell later why it was ended.", "Give the reason in 20 characters or more.")


@enforces("7 a")
def may_read(reads: Collection[str], read: str) -> Ruling:
    """Say whether a key reads this. `reads`: what it was given for."""
    if read in reads:
        return allow("7 a", "The key was given for this.")
    return refuse("7 a", "Your key was not given for this.", "Ask an administrator for a key that was.")


@enforces("7 a")
def may_see_keys(roles: Iterable[str]) -> Ruling:
    """Say whether somebody may see which keys there are."""
    if is_administrator(roles):
        return allow("7 a", "Administrators keep the keys.")
    return refuse("7 a", "Your role does not include this.", "Ask an administrator.")
