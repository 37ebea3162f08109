"""An agency's own way in: a person we know there, a link and a word, two weeks, and nothing beside what was released.

Clause 7 b: what is shared is bound to whom it was released for. A link alone opens nothing, and works once.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from upstander.policy.duty import Duty, DutyKind
from upstander.policy.ruling import Ruling, allow, enforces, refuse
from upstander.policy.terms import ClockKey, Terms, is_reason

TRIES = 5
"""How often a word may be tried with one link."""
NEW_LINK_AFTER = timedelta(minutes=10)
LINE = 200
ANYBODYS = frozenset(
    {"gmail.com", "googlemail.com", "outlook.com", "hotmail.com", "hotmail.co.uk", "live.co.uk", "icloud.com"}
    | {"yahoo.com", "yahoo.co.uk", "btinternet.com", "aol.com", "proton.me", "protonmail.com", "sky.com"}
)
"""Where anybody may have an address: there only the one in the register is the agency's."""
REPLY_AT_MOST = 10_000
VISIT_QUIET_FOR = timedelta(minutes=30)
VISIT_LONGEST = timedelta(hours=4)
_CANNOT = "This link and this word open nothing."
_ANEW = "Check the word with whoever told it to you by phone, or ask them to send it anew."


@enforces("7 b")
def may_add_recipient(*, open_agency: bool | None, name: str, email: str, agency_email: str, taken: bool) -> Ruling:
    """Say whether somebody at an agency may be sent what is shared. `agency_email`: the agency's own in the register.

    Their address has to be one of the agency's own: a slip of the pen must not reach a neighbour.
    """
    if not open_agency:
        return refuse("7 b", "This agency is not in the register today.", "Choose one that helps here now.")
    if len(name.split()) < 2 or len(name) > LINE:
        how = "Give the first and last name, or rank and number."
        return refuse("7 b", "Nobody could tell who this is.", how)
    if _domain(email) == "":
        return refuse(
            "7 b", "This is no e-mail address.", "Write it as they gave it to you, such as name@agency.example."
        )
    if _domain(agency_email) == "":
        how = "Ask an administrator to put the agency's e-mail address into the register."
        return refuse(
            "7 b", "The register has no e-mail address of this agency, so we cannot tell what is theirs.", how
        )
    ours = {email.strip().lower(), agency_email.strip().lower()}
    if _domain(email) != _domain(agency_email) or (_domain(email) in ANYBODYS and len(ours) > 1):
        why = "It is not an address of this agency, as the register has it."
        return refuse("7 b", why, "Ask them for their address at work. An administrator can correct the agency's own.")
    if not taken:
        return allow("7 b", "What is released for their agency may be sent to them.")
    return refuse("7 b", "Somebody with this address is in the list.", "Choose them there.")


@enforces("7 b")
def may_end_recipient(*, ended: bool, because: str) -> Ruling:
    """Say whether somebody is sent nothing any more; their links and visits end with it."""
    if ended:
        return refuse("7 b", "They were taken off the list before.", "There is nothing to do.")
    if is_reason(because):
        return allow("7 b", "From this moment on nothing is sent to them, and no link of theirs opens.")
    return refuse("7 b", "Nobody could tell later why.", "Say why in 20 letters or more.")


@enforces("7 b")
def may_send_pack(*, ended: bool, of_this_agency: bool, still: Ruling) -> Ruling:
    """Say whether a link to what was released may go to somebody. `still`: whether it may be handed out now."""
    if ended:
        return refuse("7 b", "They are no longer in the list of their agency.", "Choose somebody who is.")
    if not of_this_agency:
        return refuse("7 b", "It was released for another agency.", "Choose somebody of the agency it is for.")
    if still.allowed:
        return allow(
            still.clause, "A link goes to them. It opens nothing without the word, which you tell them by phone."
        )
    return refuse(still.clause, still.why, still.how)


@enforces("7 b")
def may_open_link(*, known: bool, right_word: bool, tries: int, used: bool, live: Ruling) -> Ruling:
    """Say whether a link opens. `tries`: before this one. `live`: whether it may be read by its recipient now.

    Without the right word nothing is said of whether there is such a link, or what became of it.
    """
    if not known or not right_word or tries >= TRIES:
        return refuse("7 b", _CANNOT, f"{_ANEW} After {TRIES} wrong words a link is dead.")
    if used:
        return refuse("7 b", "This link was used before: each works once.", "Let us send you a new one, below.")
    if live.allowed:
        return allow("7 b", "It opens to whom it was sent.")
    return refuse(live.clause, live.why, live.how)


@enforces("7 b")
def may_renew_link(
    *, known: bool, right_word: bool, tries: int, last_sent: datetime, at: datetime, live: Ruling
) -> Ruling:
    """Say whether another link goes to the same person, at the address that we have of them."""
    if not known or not right_word or tries >= TRIES:
        return refuse("7 b", _CANNOT, f"{_ANEW} After {TRIES} wrong words a link is dead.")
    if at - last_sent < NEW_LINK_AFTER:
        return refuse(
            "7 b", "A link was sent only minutes ago.", "Look for it in your mail, or try again in ten minutes."
        )
    if live.allowed:
        return allow("7 b", "A new link goes to the address that we have of you.")
    return refuse(live.clause, live.why, live.how)


@enforces("7 b", "7 b 1")
def may_read_shared(*, ended: bool, recalled: bool, still: Ruling) -> Ruling:
    """Say whether what was sent may be read by its recipient now. `still`: whether it may be handed out now."""
    if ended:
        return refuse("7 b", "You are no longer in the list of your agency.", "Ask your agency, or phone us.")
    if recalled:
        how = "Delete what you kept of it, and tell us that you have. Phone us if you still need something."
        return refuse("7 b 1", "It was called back.", how)
    if still.allowed:
        return allow(still.clause, "It is read by whom it was released for.")
    return refuse(
        still.clause, "It can no longer be read.", "Phone us: if it is still needed, it has to be released again."
    )


@enforces("3.1")
def may_reply(*, words: str) -> Ruling:
    """Say whether an agency's words may be added: there are some, and not too many."""
    if not words.strip():
        return refuse("3.1", "There is nothing written.", "Write what you want to tell us.")
    if len(words) <= REPLY_AT_MOST:
        return allow("3.1", "It is with the officer.")
    return refuse(
        "3.1", f"This is longer than {REPLY_AT_MOST:,} letters.", "Make it shorter, or send the rest as a file."
    )


@enforces("7 b 1")
def may_confirm_recall(*, recalled: bool, confirmed: bool, words: str) -> Ruling:
    """Say whether it may be recorded that an agency has deleted what was called back."""
    if not recalled:
        return refuse("7 b 1", "It was not called back.", "Call it back first, if it should not be used any more.")
    if confirmed:
        return refuse("7 b 1", "This is on the record already.", "There is nothing to do.")
    if words.strip():
        return allow("7 b 1", "It is on the record that it was deleted.")
    return refuse("7 b 1", "Nobody could tell later how we know.", "Write who said so, and what was deleted.")


@enforces("7 b 1")
def must_confirm_recall(terms: Terms, *, left: bool, at: datetime) -> tuple[Duty, ...]:
    """Return that the agency is asked to delete what was called back. `left`: it had been handed out."""
    if not left:
        return ()
    why = "What was called back may have been kept. Only they can delete it."
    return (Duty(DutyKind.CONFIRM_RECALL, terms.due(ClockKey.CONFIRM_RECALL, at), "7 b 1", why),)


def is_in_time(open_until: date, *, on: date) -> bool:
    """Whether the two weeks of a pack are not over."""
    return on <= open_until


def _domain(email: str) -> str:
    name, at, domain = email.strip().lower().rpartition("@")
    return domain if at and name and "." in domain and " " not in email.strip() else ""
