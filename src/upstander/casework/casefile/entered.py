"""What each deed reads as once it is done, and what its entry says by itself (clause 9)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from upstander.casework.casefile.said import label, reported
from upstander.casework.casefile.sheaf import Sheaf
from upstander.policy.closing import OUTCOME_LABELS, Outcome
from upstander.policy.levels import LEVEL_LABELS
from upstander.policy.matters import LINK_LABELS, LinkKind
from upstander.policy.pausing import PAUSE_LABELS, PauseReason
from upstander.policy.roles import DEEDS, Deed, Level
from upstander.policy.sight import GROUND_LABELS, KEPT, Ground, may_see_whole_case
from upstander.records.journal import Entry

DONE: Mapping[Deed, tuple[str, str]] = {
    Deed.RECEIVE_REPORT: ("Reported", "Report"),
    Deed.OPEN_REPORT: ("Report read", "Look"),
    Deed.OPEN_CASE: ("Case opened", "Case"),
    Deed.JOIN_CASE: ("Report added to this case", "Report"),
    Deed.ASSIGN_CASE: ("Case assigned", "Officer"),
    Deed.TAKE_CASE: ("Case taken from the queue", "Officer"),
    Deed.SET_LEVEL: ("Who may see the case was set", "Officer"),
    Deed.DECLARE_INTERESTS: ("A conflict of interest was found", "Officer"),
    Deed.ANSWER_FLAG: ("A possible conflict of interest was decided", "Officer"),
    Deed.LIFT_CONFLICT: ("A conflict of interest was lifted", "Officer"),
    Deed.BREAK_GLASS: ("Opened in an emergency", "Look"),
    Deed.REVIEW_BREAK_GLASS: ("Opening in an emergency was looked at", "Look"),
    Deed.HAND_OVER_CASES: ("Case handed over", "Officer"),
    Deed.DECLARE_CONFLICT: ("A conflict of interest was declared", "Officer"),
    Deed.RECORD_FIRST_CONTACT: ("First contact", "Contact"),
    Deed.RECORD_INTERVIEW: ("Heard in full", "Contact"),
    Deed.RECORD_CONTACT: ("Contact", "Contact"),
    Deed.AGREE_UPDATES: ("Updates agreed", "Contact"),
    Deed.SET_SAFE_CONTACT: ("Safe contact set", "Contact"),
    Deed.GIVE_CONSENT: ("Consent given", "Consent"),
    Deed.WITHDRAW_CONSENT: ("Consent taken back", "Consent"),
    Deed.ASK_CONSENT_AGAIN: ("A consent is about to run out", "Consent"),
    Deed.LAPSE_CONSENTS: ("A consent ran out", "Consent"),
    Deed.SHARE_INFORMATION: ("Shared with an agency", "Sharing"),
    Deed.HAND_OUT_PACK: ("Handed out to an agency", "Sharing"),
    Deed.SEND_PACK: ("A link was sent to an agency", "Sharing"),
    Deed.OPEN_LINK: ("An agency opened its link", "Sharing"),
    Deed.RENEW_LINK: ("An agency asked for a new link", "Sharing"),
    Deed.OPEN_SHARED: ("Read by an agency", "Sharing"),
    Deed.REPLY_TO_SHARED: ("An agency wrote to us", "Sharing"),
    Deed.CONFIRM_RECALL: ("Deleted by an agency", "Sharing"),
    Deed.MAKE_REFERRAL: ("Referred to an agency", "Support"),
    Deed.ANSWER_REFERRAL: ("Answer to a referral", "Support"),
    Deed.RECALL_REFERRAL: ("Referral taken back", "Support"),
    Deed.RECALL_DISCLOSURE: ("Called back from an agency", "Sharing"),
    Deed.ISSUE_CODE: ("A code was issued", "Contact"),
    Deed.TAKE_MESSAGE: ("A message was left", "Message"),
    Deed.SEND_MESSAGE: ("Message", "Message"),
    Deed.ASSESS_RISK: ("Risk assessed", "Risk"),
    Deed.RECORD_PLAN: ("Action plan put to them", "Plan"),
    Deed.ANSWER_PLAN: ("Answer to the plan", "Plan"),
    Deed.RECORD_STEP: ("Step recorded", "Plan"),
    Deed.RECORD_INCIDENT: ("Incident added", "Incident"),
    Deed.RECORD_MOTIVE: ("Why they think it happened", "Incident"),
    Deed.HEAR_EVIDENCE: ("Recordings or photos heard or seen", "Evidence"),
    Deed.KEEP_FILE: ("File kept", "Evidence"),
    Deed.OPEN_FILE: ("File opened", "Look"),
    Deed.CORRECT_FILE: ("File moved to the right case", "Evidence"),
    Deed.READY_FILE: ("File checked", "Evidence"),
    Deed.RECORD_INVESTIGATION: ("Our own investigation", "Investigation"),
    Deed.REVIEW_CASE: ("Reviewed by a manager", "Review"),
    Deed.ADD_NOTE: ("Note", "Note"),
    Deed.MOVE_NOTE: ("Note moved to the right case", "Note"),
    Deed.MARK_SENSITIVE: ("What is sensitive to us was marked", "Sensitive"),
    Deed.NAME_PARTY: ("Somebody named in the case", "People"),
    Deed.CORRECT_PARTY: ("Somebody in the case corrected", "People"),
    Deed.CONSIDER_SUPPORT: ("Support considered", "Support"),
    Deed.RECORD_SUPPORT_NEED: ("What somebody needs", "Support"),
    Deed.RECORD_VULNERABILITY: ("Vulnerability recorded", "Support"),
    Deed.CONSIDER_AGENCY: ("Agency considered", "Support"),
    Deed.RECHECK_AGENCIES: ("The register of agencies was looked at again", "Support"),
    Deed.LINK_CASES: ("Linked to another case", "Link"),
    Deed.UNLINK_CASES: ("Link to another case ended", "Link"),
    Deed.PAUSE_CLOCK: ("A clock was paused", "Clock"),
    Deed.RESTART_CLOCK: ("A clock goes on", "Clock"),
    Deed.RAISE_ALERT: ("Alert sent to the next person", "Alert"),
    Deed.ANSWER_ALERT: ("Alert answered", "Alert"),
    Deed.CLOSE_CASE: ("Case closed", "Case"),
    Deed.REOPEN_CASE: ("Case reopened", "Case"),
    Deed.CHECK_AFTER_CLOSING: ("Asked how things are after closing", "Contact"),
    Deed.GIVE_APPROVAL: ("A second person said yes", "Approval"),
    Deed.REFUSE_APPROVAL: ("A second person said no", "Approval"),
    Deed.WITHDRAW_APPROVAL: ("What was asked for was taken back", "Approval"),
    Deed.LAPSE_APPROVAL: ("What was asked for has lapsed", "Approval"),
    Deed.RETRY_NOTICE: ("A notice that was stuck is tried again", "Contact"),
    Deed.GIVE_UP_NOTICE: ("A notice that was stuck was given up", "Contact"),
    Deed.OPEN_CASE_FILE: ("Case file read", "Look"),
    Deed.PREPARE_LETTER: ("Letter prepared", "Letter"),
    Deed.PRINT_LETTER: ("Letter printed", "Letter"),
    Deed.WITHDRAW_LETTER: ("Letter withdrawn", "Letter"),
    Deed.IMPORT_BATCH: ("Imported from another system", "Case"),
}
"""What each deed reads as once it is done, and the word beside it."""
REASONED = frozenset(
    {
        Deed.OPEN_CASE,
        Deed.JOIN_CASE,
        Deed.MOVE_NOTE,
        Deed.CORRECT_FILE,
        Deed.OPEN_FILE,
        Deed.CORRECT_PARTY,
        Deed.ANSWER_ALERT,
        Deed.RECORD_STEP,
        Deed.REOPEN_CASE,
        Deed.WITHDRAW_LETTER,
        Deed.GIVE_UP_NOTICE,
        Deed.LIFT_CONFLICT,
        Deed.RECALL_DISCLOSURE,
        Deed.RECALL_REFERRAL,
        Deed.CONFIRM_RECALL,
    }
)
"""The deeds whose reason stands in the entry itself."""


def said_by(sheaf: Sheaf, entry: Entry) -> list[str]:
    """Return what stands in the entry itself: a reason, where a deed leaves no fact of its own."""
    detail: dict[str, Any] = entry.detail
    if not entry.allowed:
        return [str(detail.get("why", ""))]
    if detail.get("asked") is True:
        return []
    if entry.deed in REASONED:
        return [str(detail.get(key, "")) for key in ("words", "because")]
    return TOLD[Deed(entry.deed)](sheaf, entry, detail) if entry.deed in TOLD else []


def _of_report(sheaf: Sheaf, entry: Entry, detail: dict[str, Any]) -> list[str]:
    return [reported(one.channel) for one in sheaf.rows["reports"] if one.entry_id == entry.pk]


def _of_pause(sheaf: Sheaf, entry: Entry, detail: dict[str, Any]) -> list[str]:
    pauses = [one for one in sheaf.rows["pauses"] if one.entry_id == entry.pk]
    return [f"{label(PAUSE_LABELS, PauseReason, one.reason)}. {one.words}" for one in pauses]


def _of_closing(sheaf: Sheaf, entry: Entry, detail: dict[str, Any]) -> list[str]:
    why = (sheaf.case.closing or {}) if sheaf.case.closed_at == entry.at else {}
    return [label(OUTCOME_LABELS, Outcome, str(detail.get("outcome", ""))), str(why.get("words", ""))]


def _of_queue(sheaf: Sheaf, entry: Entry, detail: dict[str, Any]) -> list[str]:
    return [] if detail.get("to") else [f"In the queue of {detail.get('team')}.", str(detail.get("because", ""))]


def _of_approval(sheaf: Sheaf, entry: Entry, detail: dict[str, Any]) -> list[str]:
    act = str(detail.get("act", ""))
    return [DEEDS[Deed(act)].title] if act in set(Deed) else []


def _of_updates(sheaf: Sheaf, entry: Entry, detail: dict[str, Any]) -> list[str]:
    return [f"Every {detail.get('every_days')} days."]


def _of_sharing(sheaf: Sheaf, entry: Entry, detail: dict[str, Any]) -> list[str]:
    if not may_see_whole_case(sheaf.work.parts).allowed:
        return [KEPT]
    return [f"To {detail.get('to', 'an agency')}. {detail.get('for', '')}.", f"{detail.get('on', '')}."]


def _of_lapse(sheaf: Sheaf, entry: Entry, detail: dict[str, Any]) -> list[str]:
    if not may_see_whole_case(sheaf.work.parts).allowed:
        return [KEPT]
    shared = int(detail.get("shared", 0))
    return [f"Called back with it: {shared}." if shared else "Nothing is shared under it any more."]


def _of_handing_out(sheaf: Sheaf, entry: Entry, detail: dict[str, Any]) -> list[str]:
    if not may_see_whole_case(sheaf.work.parts).allowed:
        return [KEPT]
    return [f"To {detail.get('to', 'an agency')}.", f"Its mark: {str(detail.get('sha256', ''))[:12]}."]


def _of_agencies(sheaf: Sheaf, entry: Entry, detail: dict[str, Any]) -> list[str]:
    left = int(detail.get("unanswered", 0))
    return [f"Without an answer: {left}." if left else "Every agency that helps here has its answer."]


def _of_mark(sheaf: Sheaf, entry: Entry, detail: dict[str, Any]) -> list[str]:
    return ["The mark was taken off." if detail.get("off") else "", str(detail.get("because", ""))]


def _of_printing(sheaf: Sheaf, entry: Entry, detail: dict[str, Any]) -> list[str]:
    return ["Printed again." if detail.get("again") else "", f"Its mark: {str(detail.get('sha256', ''))[:12]}."]


def _of_level(sheaf: Sheaf, entry: Entry, detail: dict[str, Any]) -> list[str]:
    if detail.get("asked"):
        return ["A second person was asked to let more people see it."]
    return [f"{label(LEVEL_LABELS, Level, str(detail.get('level')))}.", str(detail.get("because", ""))]


def _of_glass(sheaf: Sheaf, entry: Entry, detail: dict[str, Any]) -> list[str]:
    return [f"{label(GROUND_LABELS, Ground, str(detail.get('ground')))}.", "For four hours, for reading only."]


def _of_glass_review(sheaf: Sheaf, entry: Entry, detail: dict[str, Any]) -> list[str]:
    return ["It was justified." if detail.get("justified") else "It was not justified."]


def _of_link(sheaf: Sheaf, entry: Entry, detail: dict[str, Any]) -> list[str]:
    other = other_case(sheaf, detail)
    return [f"{other}: {label(LINK_LABELS, LinkKind, str(detail.get('kind', '')))}."] if other else []


def other_case(sheaf: Sheaf, detail: dict[str, Any]) -> str:
    """Return the other case of a link, where it is in sight too (decision 10)."""
    other = str(detail.get("other", ""))
    return other if other in sheaf.numbers.values() else ""


TOLD: Mapping[Deed, Callable[[Sheaf, Entry, dict[str, Any]], list[str]]] = {
    Deed.RECEIVE_REPORT: _of_report,
    Deed.LINK_CASES: _of_link,
    Deed.UNLINK_CASES: _of_link,
    Deed.PAUSE_CLOCK: _of_pause,
    Deed.CLOSE_CASE: _of_closing,
    Deed.ASSIGN_CASE: _of_queue,
    Deed.AGREE_UPDATES: _of_updates,
    Deed.SET_LEVEL: _of_level,
    Deed.BREAK_GLASS: _of_glass,
    Deed.REVIEW_BREAK_GLASS: _of_glass_review,
    Deed.RECHECK_AGENCIES: _of_agencies,
    Deed.MARK_SENSITIVE: _of_mark,
    Deed.PRINT_LETTER: _of_printing,
    Deed.SHARE_INFORMATION: _of_sharing,
    Deed.HAND_OUT_PACK: _of_handing_out,
    Deed.LAPSE_CONSENTS: _of_lapse,
    Deed.GIVE_APPROVAL: _of_approval,
    Deed.REFUSE_APPROVAL: _of_approval,
    Deed.WITHDRAW_APPROVAL: _of_approval,
    Deed.LAPSE_APPROVAL: _of_approval,
}
