"""How much may stand in a field, and which codes: by the name of the deed's own argument (clause 9).

The same limits as on the pages; whatever has no row here is a line. The rules ask everything again.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from upstander.policy.closing import AfterState, Outcome
from upstander.policy.codes import IdentityCheck
from upstander.policy.considering import Consideration
from upstander.policy.contacts import Purpose
from upstander.policy.deeds import Deed
from upstander.policy.grounds import Category, Form, Ground, PartyRole
from upstander.policy.informing import CodeWay, Way
from upstander.policy.matters import LinkKind
from upstander.policy.pausing import PauseReason
from upstander.policy.placeplans import MOST_OF_ONE, PlaceResult, ResourceUnit
from upstander.policy.plans import Given, PlanReply, StepOutcome
from upstander.policy.referrals import ReferralAnswer
from upstander.policy.support import Need, NeedState, SupportOutcome
from upstander.policy.telling import Channel, Confidence, OnBehalf, Police, WhoSaid
from upstander.policy.terms import RiskLevel
from upstander.policy.triage import TriageEnd

LINE, ANSWER, STORY, ID, CODE, MANY, COUNT = 200, 5_000, 50_000, 36, 40, 50, 500
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2100, 1, 1)

LENGTHS: Mapping[str, int] = {
    **dict.fromkeys(("story", "text", "done", "finding"), STORY),
    **dict.fromkeys(("words", "because", "findings", "directions", "description", "how_checked", "why"), ANSWER),
    **dict.fromkeys(("motive_words", "aim", "what", "place"), ANSWER),
    **dict.fromkeys(("party", "told_by", "step", "duty", "incident", "note", "link", "team", "staff", "owner"), ID),
    **dict.fromkeys(("others_present", "approach_agreed_by", "category", "tool", "code"), CODE),
    **dict.fromkeys(("number", "case_number", "other", "to", "duplicate_of"), 20),
    **dict.fromkeys(("template", "letter", "agency", "plan", "area", "block", "groups"), ID),
    "time": 20,
    "home_uprn": 20,
    "phone": 30,
    "email": 254,
}
"""Characters."""

COUNTS: Mapping[str, int] = {"every_days": 365, "version": 10_000, "before": 10**15, "amount": MOST_OF_ONE}
"""The most that a number may be; 500 where nothing is said."""

CODES: Mapping[str, type[StrEnum]] = {
    "category": Category,
    "channel": Channel,
    "confidence": Confidence,
    "forms": Form,
    "given": Given,
    "grounds": Ground,
    "identity": IdentityCheck,
    "level": RiskLevel,
    "on_behalf": OnBehalf,
    "others_present": PartyRole,
    "part": PartyRole,
    "police": Police,
    "purpose": Purpose,
    "reply": PlanReply,
    "unit": ResourceUnit,
    "way": Way,
}
"""The codes that a field takes, whatever the deed."""

CODES_OF: Mapping[Deed, Mapping[str, type[StrEnum]]] = {
    Deed.CLOSE_REPORT: {"reason": TriageEnd},
    Deed.PAUSE_CLOCK: {"reason": PauseReason},
    Deed.ISSUE_CODE: {"way": CodeWay},
    Deed.LINK_CASES: {"kind": LinkKind},
    Deed.RECORD_STEP: {"outcome": StepOutcome},
    Deed.CONSIDER_SUPPORT: {"outcome": SupportOutcome},
    Deed.RECORD_SUPPORT_NEED: {"need": Need, "state": NeedState, "said_by": WhoSaid},
    Deed.CONSIDER_AGENCY: {"answer": Consideration},
    Deed.ANSWER_REFERRAL: {"answer": ReferralAnswer},
    Deed.CLOSE_CASE: {"outcome": Outcome},
    Deed.REVIEW_PLACE_PLAN: {"result": PlaceResult},
    Deed.END_PLACE_PLAN: {"result": PlaceResult},
    Deed.CHECK_AFTER_CLOSING: {"state": AfterState},
}
"""The codes that a field takes in this deed."""


def codes_of(deed: Deed) -> Mapping[str, type[StrEnum]]:
    """Return the codes of the fields of a deed."""
    return {**CODES, **CODES_OF.get(deed, {})}
