"""Which deeds go together: what a role may do is put together from these (clauses 2 d, 7)."""

from __future__ import annotations

from upstander.policy.deeds import Deed

READING = frozenset({Deed.OPEN_CASE_FILE, Deed.SEND_MESSAGE})
CONSENT = frozenset({Deed.GIVE_CONSENT, Deed.WITHDRAW_CONSENT})
REFERRALS = frozenset({Deed.MAKE_REFERRAL, Deed.ANSWER_REFERRAL, Deed.RECALL_REFERRAL})
RECIPIENTS = frozenset({Deed.ADD_RECIPIENT, Deed.END_RECIPIENT})
SHARING = (
    CONSENT
    | REFERRALS
    | RECIPIENTS
    | frozenset({Deed.SHARE_INFORMATION, Deed.HAND_OUT_PACK, Deed.SEND_PACK})
    | frozenset({Deed.RECALL_DISCLOSURE, Deed.CONFIRM_RECALL})
)
PARTNERS = frozenset(
    {
        Deed.OPEN_LINK,
        Deed.RENEW_LINK,
        Deed.OPEN_SHARED,
        Deed.HAND_OUT_PACK,
        Deed.ANSWER_REFERRAL,
        Deed.REPLY_TO_SHARED,
        Deed.CONFIRM_RECALL,
        Deed.KEEP_FILE,
        Deed.RECEIVE_REPORT,
    }
)
"""What an agency does from outside, with what was shared with it, and with nothing else."""
TAKING_REPORTS = frozenset({Deed.RECEIVE_REPORT, Deed.TAKE_MESSAGE})
APPROVING = frozenset({Deed.GIVE_APPROVAL, Deed.REFUSE_APPROVAL, Deed.WITHDRAW_APPROVAL})
LETTER_WORDS = frozenset({Deed.DRAFT_TEMPLATE, Deed.SIGN_TEMPLATE})
VERSIONS = frozenset({Deed.DRAFT_VERSION, Deed.DROP_DRAFT, Deed.ADOPT_VERSION})
TRIAGE = frozenset({Deed.OPEN_REPORT, Deed.OPEN_CASE, Deed.JOIN_CASE, Deed.CLOSE_REPORT, Deed.ANSWER_ALERT})
CASEWORK = (
    READING
    | SHARING
    | frozenset(
        {
            Deed.TAKE_CASE,
            Deed.RECORD_FIRST_CONTACT,
            Deed.RECORD_INTERVIEW,
            Deed.ASSESS_RISK,
            Deed.RECORD_PLAN,
            Deed.ANSWER_PLAN,
            Deed.RECORD_STEP,
            Deed.RECORD_CONTACT,
            Deed.AGREE_UPDATES,
            Deed.RECORD_INCIDENT,
            Deed.RECORD_MOTIVE,
            Deed.ADD_NOTE,
            Deed.MOVE_NOTE,
            Deed.MARK_SENSITIVE,
            Deed.NAME_PARTY,
            Deed.CORRECT_PARTY,
            Deed.SET_SAFE_CONTACT,
            Deed.CONSIDER_SUPPORT,
            Deed.RECORD_SUPPORT_NEED,
            Deed.RECORD_VULNERABILITY,
            Deed.CONSIDER_AGENCY,
            Deed.LINK_CASES,
            Deed.UNLINK_CASES,
            Deed.PAUSE_CLOCK,
            Deed.RESTART_CLOCK,
            Deed.RECORD_INVESTIGATION,
            Deed.HEAR_EVIDENCE,
            Deed.KEEP_FILE,
            Deed.OPEN_FILE,
            Deed.CORRECT_FILE,
            Deed.ANSWER_ALERT,
            Deed.OPEN_REPORT,
            Deed.DECLARE_CONFLICT,
            Deed.ISSUE_CODE,
            Deed.CLOSE_CASE,
            Deed.CHECK_AFTER_CLOSING,
            Deed.SET_LEVEL,
            Deed.BREAK_GLASS,
            Deed.DECLARE_INTERESTS,
            Deed.PREPARE_LETTER,
            Deed.PRINT_LETTER,
            Deed.WITHDRAW_LETTER,
        }
    )
)
STUCK_NOTICES = frozenset({Deed.RETRY_NOTICE, Deed.GIVE_UP_NOTICE})
SUPERVISING = (
    CASEWORK
    | TRIAGE
    | STUCK_NOTICES
    | frozenset({Deed.ASSIGN_CASE, Deed.REVIEW_CASE, Deed.REOPEN_CASE, Deed.HAND_OVER_CASES})
    | frozenset({Deed.ANSWER_FLAG, Deed.LIFT_CONFLICT})
)
PLACE_PLANS = frozenset({Deed.MAKE_PLACE_PLAN, Deed.CHANGE_PLACE_PLAN, Deed.REVIEW_PLACE_PLAN, Deed.END_PLACE_PLAN})
COVER = frozenset({Deed.GRANT_COVER, Deed.END_COVER})
OUTSIDE_THE_LINE = frozenset({Deed.REVIEW_BREAK_GLASS, Deed.ANSWER_FLAG})
ADMINISTERING = frozenset(
    {
        Deed.ADD_STAFF,
        Deed.CORRECT_STAFF,
        Deed.MOVE_STAFF,
        Deed.END_STAFF,
        Deed.INVITE_STAFF,
        Deed.GRANT_ROLE,
        Deed.RESET_SECOND_FACTOR,
        Deed.WITHDRAW_ROLE,
        Deed.ADD_TEAM,
        Deed.RENAME_TEAM,
        Deed.ADD_AREA,
        Deed.RENAME_AREA,
        Deed.LOOK_AFTER_AREAS,
        Deed.PUT_ON_CALL,
        Deed.TAKE_OFF_CALL,
        Deed.ADD_AGENCY,
        Deed.CORRECT_AGENCY,
        Deed.END_AGENCY,
        Deed.HAND_IN_FILE,
        Deed.START_IMPORT,
        Deed.DROP_FILE,
        Deed.IMPORT_BATCH,
    }
)

OWN = frozenset({Deed.CHANGE_SIGN_IN})  # how one signs in oneself
