"""What a resident's page is given: frozen plain values, in words for them, and of nobody but them (3.2 b, 3.2 c)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class StageRow:
    """One of the five plain stages. `state`: done, now, or to_come."""

    words: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Officer:
    """Whom to ask for: a first name, and what they do."""

    first_name: str
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NextDate:
    """What happens next, by when, and whose turn it is. `late`: we said so, and have not kept it."""

    words: str
    by: datetime | None
    yours: bool
    late: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One message in the mailbox, the newest first. `mine`: they wrote it to us."""

    at: datetime
    mine: bool
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MyStep:
    """One step of the plan. `outcome` is empty while it is not done."""

    label: str
    what: str
    who_does_it: str
    group: str
    due_on: date
    protective: bool
    done_on: date | None
    outcome: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MyPlan:
    """The latest version of the plan, and their own answer to it; `my_answer` is empty while they gave none."""

    version: int
    aim: str
    in_force: bool
    words: str
    my_answer: str
    my_words: str
    steps: tuple[MyStep, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MyIncident:
    """Something they told us, as they told it."""

    at: datetime
    happened_on: date | None
    when_words: str
    story: str
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MyReason:
    """Why they said it happened. Every answer is kept; the newest first."""

    at: datetime
    perceived: bool
    grounds: tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """That somebody in this role opened the case on this day."""

    on: date
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MyContact:
    """How they said last that they can be reached (`policy.safe_contact.Wish`), and when; empty where nobody asked."""

    wishes: Mapping[str, Any]
    said_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MyCase:
    """The whole page. `ours` is what we promised next, even when it is their turn. `may_add`: incidents, reasons.

    `contact` is None where we do not know who they are.
    """

    number: str
    is_case: bool
    stages: tuple[StageRow, ...]
    officer: Officer | None
    next: NextDate | None
    ours: NextDate | None
    update_days: int | None
    messages: tuple[Letter, ...]
    plan: MyPlan | None
    told: tuple[MyIncident, ...]
    reasons: tuple[MyReason, ...]
    openings: tuple[Opening, ...]
    contact: MyContact | None
    may_add: bool
    closed_on: date | None
