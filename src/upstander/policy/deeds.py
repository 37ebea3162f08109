"""Everything that can be done, by the name of the one function that does it, with the clause it serves (clause 9)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Deed(StrEnum):
    """Everything that can be done. The value is the name of the one function that does it."""

    RECEIVE_REPORT = "receive_report"
    OPEN_CASE = "open_case"
    JOIN_CASE = "join_case"
    CLOSE_REPORT = "close_report"
    ASSIGN_CASE = "assign_case"
    TAKE_CASE = "take_case"
    RECORD_FIRST_CONTACT = "record_first_contact"
    RECORD_INTERVIEW = "record_interview"
    ASSESS_RISK = "assess_risk"
    RECORD_PLAN = "record_plan"
    ANSWER_PLAN = "answer_plan"
    RECORD_STEP = "record_step"
    RECORD_CONTACT = "record_contact"
    AGREE_UPDATES = "agree_updates"
    RECORD_INCIDENT = "record_incident"
    RECORD_MOTIVE = "record_motive"
    ADD_NOTE = "add_note"
    MOVE_NOTE = "move_note"
    NAME_PARTY = "name_party"
    CORRECT_PARTY = "correct_party"
    SET_SAFE_CONTACT = "set_safe_contact"
    GIVE_CONSENT = "give_consent"
    WITHDRAW_CONSENT = "withdraw_consent"
    SHARE_INFORMATION = "share_information"
    RECALL_DISCLOSURE = "recall_disclosure"
    HAND_OUT_PACK = "hand_out_pack"
    CONSIDER_SUPPORT = "consider_support"
    CONSIDER_AGENCY = "consider_agency"
    LINK_CASES = "link_cases"
    UNLINK_CASES = "unlink_cases"
    PAUSE_CLOCK = "pause_clock"
    RESTART_CLOCK = "restart_clock"
    RECORD_INVESTIGATION = "record_investigation"
    HEAR_EVIDENCE = "hear_evidence"
    REVIEW_CASE = "review_case"
    ANSWER_ALERT = "answer_alert"
    ISSUE_CODE = "issue_code"
    TAKE_MESSAGE = "take_message"
    SEND_MESSAGE = "send_message"
    OPEN_CASE_FILE = "open_case_file"
    OPEN_REPORT = "open_report"
    CLOSE_CASE = "close_case"
    REOPEN_CASE = "reopen_case"
    CHECK_AFTER_CLOSING = "check_after_closing"
    IMPORT_BATCH = "import_batch"
    APPOINT_STAFF = "appoint_staff"
    INVITE_STAFF = "invite_staff"
    ADD_STAFF = "add_staff"
    CORRECT_STAFF = "correct_staff"
    MOVE_STAFF = "move_staff"
    END_STAFF = "end_staff"
    GRANT_ROLE = "grant_role"
    WITHDRAW_ROLE = "withdraw_role"
    FIRST_ADMINISTRATORS = "first_administrators"
    ADD_TEAM = "add_team"
    RENAME_TEAM = "rename_team"
    ADD_AREA = "add_area"
    RENAME_AREA = "rename_area"
    TAKE_OFF_CALL = "take_off_call"
    ADD_AGENCY = "add_agency"
    CORRECT_AGENCY = "correct_agency"
    END_AGENCY = "end_agency"
    HAND_IN_FILE = "hand_in_file"
    START_IMPORT = "start_import"
    DROP_FILE = "drop_file"
    LOOK_AFTER_AREAS = "look_after_areas"
    PUT_ON_CALL = "put_on_call"
    RAISE_ALERT = "raise_alert"
    DECLARE_CONFLICT = "declare_conflict"
    CHANGE_SIGN_IN = "change_sign_in"
    RESET_SECOND_FACTOR = "reset_second_factor"
    TAKE_ROLES_FROM_CLAIMS = "take_roles_from_claims"
    KEEP_FILE = "keep_file"
    OPEN_FILE = "open_file"
    CORRECT_FILE = "correct_file"
    READY_FILE = "ready_file"
    DRAFT_TEMPLATE = "draft_template"
    SIGN_TEMPLATE = "sign_template"
    PREPARE_LETTER = "prepare_letter"
    PRINT_LETTER = "print_letter"
    WITHDRAW_LETTER = "withdraw_letter"
    ISSUE_KEY = "issue_key"
    COLLECT_KEY = "collect_key"
    END_KEY = "end_key"
    SET_LEVEL = "set_level"
    DECLARE_INTERESTS = "declare_interests"
    ANSWER_FLAG = "answer_flag"
    LIFT_CONFLICT = "lift_conflict"
    BREAK_GLASS = "break_glass"
    REVIEW_BREAK_GLASS = "review_break_glass"
    GRANT_COVER = "grant_cover"
    END_COVER = "end_cover"
    HAND_OVER_CASES = "hand_over_cases"
    GIVE_APPROVAL = "give_approval"
    REFUSE_APPROVAL = "refuse_approval"
    WITHDRAW_APPROVAL = "withdraw_approval"
    LAPSE_APPROVAL = "lapse_approval"
    RETRY_NOTICE = "retry_notice"
    GIVE_UP_NOTICE = "give_up_notice"
    DRAFT_VERSION = "draft_version"
    DROP_DRAFT = "drop_draft"
    ADOPT_VERSION = "adopt_version"


@dataclass(frozen=True, slots=True)
class DeedFacts:
    """The clause a deed serves, and how it reads as a link: verb and object."""

    clause: str
    title: str


DEEDS: Mapping[Deed, DeedFacts] = {
    Deed.RECEIVE_REPORT: DeedFacts("2 e", "Report something that happened"),
    Deed.OPEN_CASE: DeedFacts("2 e", "Open a case"),
    Deed.JOIN_CASE: DeedFacts("2 e", "Add this report to an open case"),
    Deed.CLOSE_REPORT: DeedFacts("2 e", "Close this report with a reason"),
    Deed.ASSIGN_CASE: DeedFacts("2 e", "Assign the case"),
    Deed.TAKE_CASE: DeedFacts("2 e", "Take the case from the queue"),
    Deed.RECORD_FIRST_CONTACT: DeedFacts("3.2 c", "Record first contact"),
    Deed.RECORD_INTERVIEW: DeedFacts("3 a", "Record an interview"),
    Deed.ASSESS_RISK: DeedFacts("2 a", "Assess risk"),
    Deed.RECORD_PLAN: DeedFacts("3.2 d", "Record or change the action plan"),
    Deed.ANSWER_PLAN: DeedFacts("3.2 d", "Record an answer to the plan"),
    Deed.RECORD_STEP: DeedFacts("4", "Record a step done"),
    Deed.RECORD_CONTACT: DeedFacts("3.2 c", "Record a contact"),
    Deed.AGREE_UPDATES: DeedFacts("3.2 c", "Agree how often we update"),
    Deed.RECORD_INCIDENT: DeedFacts("3 a", "Add an incident"),
    Deed.RECORD_MOTIVE: DeedFacts("3 b", "Record why they think it happened"),
    Deed.ADD_NOTE: DeedFacts("9", "Add a note"),
    Deed.MOVE_NOTE: DeedFacts("7 a", "Move a note put on the wrong case"),
    Deed.NAME_PARTY: DeedFacts("10 c", "Name a person in the case"),
    Deed.CORRECT_PARTY: DeedFacts("10 c", "Correct a person in the case"),
    Deed.SET_SAFE_CONTACT: DeedFacts("3.2 a", "Set how to contact someone safely"),
    Deed.GIVE_CONSENT: DeedFacts("7 b 1", "Record what somebody agrees to share"),
    Deed.WITHDRAW_CONSENT: DeedFacts("7 b 1", "Take back what somebody agreed to share"),
    Deed.SHARE_INFORMATION: DeedFacts("7 b", "Share with an agency"),
    Deed.HAND_OUT_PACK: DeedFacts("7 b", "Hand out what was shared"),
    Deed.RECALL_DISCLOSURE: DeedFacts("7 b", "Call back what was shared"),
    Deed.CONSIDER_SUPPORT: DeedFacts("2 i", "Consider support"),
    Deed.CONSIDER_AGENCY: DeedFacts("3.1", "Consider an agency"),
    Deed.LINK_CASES: DeedFacts("2 b", "Link cases"),
    Deed.UNLINK_CASES: DeedFacts("2 b", "Unlink cases"),
    Deed.PAUSE_CLOCK: DeedFacts("3.2 c", "Pause a clock"),
    Deed.RESTART_CLOCK: DeedFacts("3.2 c", "Restart a clock"),
    Deed.RECORD_INVESTIGATION: DeedFacts("3 a", "Record our own investigation"),
    Deed.HEAR_EVIDENCE: DeedFacts("3 a", "Record evidence heard or seen"),
    Deed.REVIEW_CASE: DeedFacts("2 e", "Review the case"),
    Deed.ANSWER_ALERT: DeedFacts("2 e", "Answer the alert"),
    Deed.ISSUE_CODE: DeedFacts("3.2 a", "Issue a code"),
    Deed.TAKE_MESSAGE: DeedFacts("3.2 c", "Take a message for a colleague's case"),
    Deed.SEND_MESSAGE: DeedFacts("3.2 c", "Send a message"),
    Deed.OPEN_CASE_FILE: DeedFacts("7 a", "Open the case file"),
    Deed.OPEN_REPORT: DeedFacts("7 a", "Open a report"),
    Deed.CLOSE_CASE: DeedFacts("3.2 c", "Close the case"),
    Deed.REOPEN_CASE: DeedFacts("2 e", "Reopen a case closed by mistake"),
    Deed.CHECK_AFTER_CLOSING: DeedFacts("3.2 c", "Record the check after closing"),
    Deed.IMPORT_BATCH: DeedFacts("9", "Import a batch of rows"),
    Deed.APPOINT_STAFF: DeedFacts("7 a", "Appoint a member of staff"),
    Deed.DECLARE_CONFLICT: DeedFacts("7 a", "Say that you know somebody in this case"),
    Deed.SET_LEVEL: DeedFacts("7 a", "Set who may see the case"),
    Deed.DECLARE_INTERESTS: DeedFacts("7 a", "Say whom you are related to"),
    Deed.ANSWER_FLAG: DeedFacts("7 a", "Decide on a possible conflict of interest"),
    Deed.LIFT_CONFLICT: DeedFacts("7 a", "Lift a conflict of interest"),
    Deed.BREAK_GLASS: DeedFacts("7 a", "Open a case in an emergency"),
    Deed.REVIEW_BREAK_GLASS: DeedFacts("7 a", "Look at a case opened in an emergency"),
    Deed.GRANT_COVER: DeedFacts("2 e", "Let a colleague cover for another"),
    Deed.END_COVER: DeedFacts("7 a", "End a cover"),
    Deed.HAND_OVER_CASES: DeedFacts("2 e", "Hand over cases"),
    Deed.ADD_STAFF: DeedFacts("7 a", "Add a person to the staff"),
    Deed.CORRECT_STAFF: DeedFacts("7 a", "Correct a name or an e-mail address"),
    Deed.MOVE_STAFF: DeedFacts("7 a", "Move somebody to another team"),
    Deed.END_STAFF: DeedFacts("7 a", "Somebody leaves"),
    Deed.GRANT_ROLE: DeedFacts("7 a", "Ask for a role for somebody"),
    Deed.WITHDRAW_ROLE: DeedFacts("7 a", "Withdraw a role"),
    Deed.FIRST_ADMINISTRATORS: DeedFacts("7 a", "Name the first two administrators"),
    Deed.ADD_TEAM: DeedFacts("7 a", "Add a team"),
    Deed.RENAME_TEAM: DeedFacts("7 a", "Rename a team"),
    Deed.ADD_AREA: DeedFacts("7 a", "Add an area"),
    Deed.RENAME_AREA: DeedFacts("7 a", "Rename an area"),
    Deed.TAKE_OFF_CALL: DeedFacts("2 e", "Take somebody off call"),
    Deed.ADD_AGENCY: DeedFacts("2 i", "Add an agency"),
    Deed.CORRECT_AGENCY: DeedFacts("2 i", "Correct an agency"),
    Deed.END_AGENCY: DeedFacts("2 i", "End an agency"),
    Deed.HAND_IN_FILE: DeedFacts("9", "Hand in a file to import"),
    Deed.START_IMPORT: DeedFacts("9", "Take in a file"),
    Deed.DROP_FILE: DeedFacts("9", "Delete a file that was handed in"),
    Deed.INVITE_STAFF: DeedFacts("7 a", "Let a member of staff choose a password"),
    Deed.LOOK_AFTER_AREAS: DeedFacts("7 a", "Say which areas a team looks after"),
    Deed.PUT_ON_CALL: DeedFacts("2 e", "Say who is on call, and when"),
    Deed.GIVE_APPROVAL: DeedFacts("2 d", "Say yes to what somebody else asked for"),
    Deed.REFUSE_APPROVAL: DeedFacts("2 d", "Say no to what somebody else asked for"),
    Deed.WITHDRAW_APPROVAL: DeedFacts("9", "Take back what you asked for"),
    Deed.LAPSE_APPROVAL: DeedFacts("9", "Let lapse what nobody answered"),
    Deed.RETRY_NOTICE: DeedFacts("3.2 c", "Try a notice again"),
    Deed.GIVE_UP_NOTICE: DeedFacts("3.2 c", "Give up a notice"),
    Deed.ISSUE_KEY: DeedFacts("7 a", "Ask for a key for another system"),
    Deed.COLLECT_KEY: DeedFacts("7 a", "Collect a key"),
    Deed.END_KEY: DeedFacts("7 a", "End a key"),
    Deed.KEEP_FILE: DeedFacts("3 a", "Keep a photo, recording or document"),
    Deed.OPEN_FILE: DeedFacts("7 a", "Open a file"),
    Deed.CORRECT_FILE: DeedFacts("7 a", "Move a file put on the wrong case"),
    Deed.READY_FILE: DeedFacts("7 a", "Check a file and make its safe copy"),
    Deed.CHANGE_SIGN_IN: DeedFacts("7 a", "Change how you sign in"),
    Deed.RESET_SECOND_FACTOR: DeedFacts("7 a", "Reset somebody's second step"),
    Deed.TAKE_ROLES_FROM_CLAIMS: DeedFacts("7 a", "Take roles from the landlord's own sign-in"),
    Deed.DRAFT_VERSION: DeedFacts("front", "Write the next version"),
    Deed.DROP_DRAFT: DeedFacts("front", "Drop the draft of the next version"),
    Deed.ADOPT_VERSION: DeedFacts("front", "Adopt the next version"),
    Deed.RAISE_ALERT: DeedFacts("2 e", "Send an unanswered alert to the next person"),
    Deed.DRAFT_TEMPLATE: DeedFacts("2 d", "Write the words of a letter"),
    Deed.SIGN_TEMPLATE: DeedFacts("2 d", "Sign the words of a letter"),
    Deed.PREPARE_LETTER: DeedFacts("3.2 a", "Prepare a letter"),
    Deed.PRINT_LETTER: DeedFacts("3.2 a", "Print a letter"),
    Deed.WITHDRAW_LETTER: DeedFacts("2 d", "Withdraw a letter"),
}
