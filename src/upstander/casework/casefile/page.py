"""What a case page is given: frozen plain values, never rows, in the words that staff read (clauses 7 a, 3.2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from upstander.casework.casefile.leaving import ConsentHeld, DisclosureHeld
from upstander.policy.due import Due
from upstander.policy.ruling import Ruling


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """The identity bar: which case this is. `who` is "Name withheld" or "Not known yet" where that is so."""

    number: str
    who: str
    home: str
    risk: str
    officer: str
    day: int
    kind: str
    stage: str
    closed_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SafeWarning:
    """How the resident may be reached, one sentence a line. `known` is false where nobody may contact them."""

    lines: tuple[str, ...]
    known: bool
    checked_on: date | None = None
    stale: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NextDuty:
    """One thing that must be done next, and why. `deed` is the key of its page; `party` and `step` preselect in it."""

    duty: str
    verb: str
    due_at: datetime
    due: str
    state: Due
    clause: str
    why: str
    deed: str
    kind: str
    who: str = ""
    party: str = ""
    step: str = ""
    paused: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """One line of the timeline: an entry with its facts in plain words. `seq` is its number in the journal.

    `sensitive`: marked as such; it goes on no paper.
    """

    seq: int
    at: datetime
    by: str
    deed: str
    title: str
    tag: str
    lines: tuple[str, ...]
    clause: str
    refused: bool = False
    sensitive: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyFact:
    """One key fact beside the case."""

    label: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyRow:
    """Somebody in the case. `apart`: who they are is kept apart, and asked for by `identity`."""

    party: str
    part: str
    part_label: str
    name: str
    apart: bool
    description: str
    confidence: str
    updates: str
    home: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRow:
    """One step of the plan. `may_start` says whether it may, and what is missing where it may not."""

    step: str
    code: str
    tool: str
    label: str
    what: str
    who_does_it: str
    agency: str
    group: str
    due_on: date
    protective: bool
    approaches: bool
    may_start: Ruling
    done_on: date | None = None
    outcome: str = ""
    outcome_words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerRow:
    """What one person answered to this version of the plan; `answer` is empty while they have not."""

    party: str
    name: str
    answer: str
    label: str
    given: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanView:
    """The latest version of the plan. `why_not` says what is missing while it is not in force."""

    plan: str
    version: int
    aim: str
    in_force: bool
    why_not: str
    how: str
    approach_agreed_by: tuple[str, ...]
    steps: tuple[StepRow, ...]
    answers: tuple[AnswerRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskRow:
    """One risk assessment, as it was decided; the latest first. `answers`: code of question to code of answer."""

    party: str
    who: str
    level: str
    label: str
    score: int
    band: str
    red_flags: tuple[str, ...]
    why_overridden: str
    review_by: datetime
    answers: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkRow:
    """A linked case that is in sight too."""

    link: str
    number: str
    kind: str
    label: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyAnswerRow:
    """What was answered for an agency, why, by whom and when."""

    label: str
    why: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyRow:
    """An agency, with every answer for it, the latest first. `helps`: in this borough today. `to_answer`: none yet."""

    agency: str
    name: str
    kind: str
    phone: str
    email: str
    does: str
    helps: bool
    to_answer: bool
    answers: tuple[AgencyAnswerRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyView:
    """The agencies of the case's borough; `left`: how many have no answer; `complete`: whether all were considered."""

    rows: tuple[AgencyRow, ...]
    left: int
    complete: Ruling


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePage:
    """The case page. `next` holds at most five; `before` is the key of the timeline's next page, or None.

    `consents`, `disclosures`: where the whole file was asked for, and whoever asks may see the whole case.
    """

    bar: Bar
    safe: SafeWarning
    next: tuple[NextDuty, ...]
    more_duties: int
    timeline: tuple[Happening, ...]
    before: int | None
    facts: tuple[KeyFact, ...]
    parties: tuple[PartyRow, ...]
    plan: PlanView | None
    risks: tuple[RiskRow, ...]
    links: tuple[LinkRow, ...]
    agencies: AgencyView
    consents: tuple[ConsentHeld, ...] = ()
    disclosures: tuple[DisclosureHeld, ...] = ()
