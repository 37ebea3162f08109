"""What the rows of the landlord's procedure look like: risk form, tools, law, sharing grounds (clauses 4, 5, 7).

Only the shapes stand here; the rows are data, each with its source and the day it was last checked.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from upstander.policy.clocks import Mark
from upstander.policy.grounds import Category


class RiskLevel(StrEnum):
    """What a risk assessment comes to."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class ToolFamily(StrEnum):
    """The families of tools of clause 4; the last is the last resort."""

    PROTECT = "protect"
    INFORMAL = "informal"
    FORMAL = "formal"
    EVIDENCE = "evidence"
    PARTNERS = "partners"
    LEGAL = "legal"


class LawStatus(StrEnum):
    """Where an Act stands today."""

    IN_FORCE = "in_force"
    PARTLY_IN_FORCE = "partly_in_force"
    REPLACED = "replaced"
    REPEALED = "repealed"


@dataclass(frozen=True)
class Document:
    """One of the documents a decision is read with (clause 1)."""

    code: str
    title: str
    address: str = ""


@dataclass(frozen=True)
class PolicyFacts:
    """The policy's own front page. Dates as the policy gives them: a year and a month."""

    number: int
    title: str
    author: str
    issued: str
    review_by: str
    documents: tuple[Document, ...]


@dataclass(frozen=True)
class Answer:
    """One answer to a risk question; `red_flag` is a `RedFlag`, or empty."""

    code: str
    label: str
    score: int
    red_flag: str = ""


@dataclass(frozen=True)
class Question:
    """One question of the risk form."""

    code: str
    text: str
    domain: str
    mandatory: bool
    answers: tuple[Answer, ...]


@dataclass(frozen=True)
class Band:
    """Scores from `min` up to and with `max`, what they mean, and when to look again."""

    code: str
    label: str
    level: RiskLevel
    min: int
    max: int
    review_days: int
    actions: tuple[str, ...]


@dataclass(frozen=True)
class RiskForm:
    """The questions and bands of the risk assessment; no national form exists, and this does not claim to be one."""

    name: str
    national: bool
    source: str
    questions: tuple[Question, ...]
    bands: tuple[Band, ...]


@dataclass(frozen=True)
class Tool:
    """One tool of clause 4. `approaches`: it reaches the person complained of. `at_once`: needs no agreed plan."""

    code: str
    label: str
    family: ToolFamily
    approaches: bool = False
    at_once: bool = False
    on: bool = True
    from_on: str = ""
    to_on: str = ""
    approver: str = ""
    needs: str = ""
    tenures: tuple[str, ...] = ()
    note: str = ""

    def in_force(self, day: date) -> bool:
        """Say whether the tool may be used on this day."""
        return self.on and self.from_on <= day.isoformat() and (not self.to_on or day.isoformat() <= self.to_on)


@dataclass(frozen=True)
class Law:
    """One Act: whether the policy names it, where it stands, and what stands in its place."""

    code: str
    title: str
    status: LawStatus
    in_policy: bool
    source: str
    mark: Mark
    replaced_by: tuple[str, ...] = ()
    checked_on: str = ""


@dataclass(frozen=True)
class SharingGround:
    """One ground for letting information leave (clause 7 b). Off: known to today's law, not adopted in this policy.

    `decided`: who decided that one of those is adopted, or is no longer, and why.
    """

    code: str
    label: str
    on: bool
    in_policy: bool
    note: str = ""
    decided: str = ""


@dataclass(frozen=True)
class CategoryLabel:
    """How the landlord names one category of anti-social behaviour."""

    code: Category
    label: str


@dataclass(frozen=True)
class CaseReview:
    """When the anti-social behaviour case review ("community trigger") is met; each council may have its own row."""

    council: str
    complaints: int
    within_months: int
    reported_within_months: int
    source: str
    mark: Mark
    checked_on: str = ""


@dataclass(frozen=True)
class Limits:
    """How much can be written in one place, stated on the page; how rare agreed updates may become.

    `consent_asked_days`: how long before a consent runs out somebody is asked again.
    """

    story: int
    answer: int
    line: int
    updates_at_most_days: int
    consent_asked_days: int
