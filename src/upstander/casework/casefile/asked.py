"""What the page of one deed is given: the case it is about, and what there is to choose from (clause 7 a)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from upstander.casework.casefile.page import (
    AgencyView,
    Bar,
    LinkRow,
    NextDuty,
    PartyRow,
    PlanView,
    RiskRow,
    SafeWarning,
    StepRow,
)
from upstander.casework.casefile.support import PartySupport
from upstander.policy.ruling import Ruling
from upstander.policy.terms import RiskForm, Terms, Tool


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentRow:
    """One incident to choose from, how much of what was mentioned has been heard, and how much cannot be had."""

    incident: str
    when: str
    story: str
    mentioned: int
    heard: int
    gone: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteRow:
    """One note to choose from."""

    note: str
    text: str
    marked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FileChoice:
    """One file to choose from."""

    file: str
    name: str
    marked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficerRow:
    """One officer a case may be given to: in sight of it, and not in a conflict of interest with it."""

    staff: str
    name: str
    team: str
    team_name: str
    open_cases: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterChoice:
    """One letter, or the words of one, to choose from."""

    key: str
    words: str
    hint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeedPage:
    """What the page of any one deed needs: the case it is about, and what there is to choose from.

    `ruling` says whether the role includes the deed at all; `clause` and `title` stand above the question. `wishes`: by
    party, how they said they may be reached. `terms`: the case's own, with what is permitted today.
    """

    deed: str
    title: str
    clause: str
    ruling: Ruling
    bar: Bar
    safe: SafeWarning
    parties_for_choice: tuple[PartyRow, ...]
    open_duties: tuple[NextDuty, ...]
    plan: PlanView | None
    steps_to_do: tuple[StepRow, ...]
    incidents: tuple[IncidentRow, ...]
    notes: tuple[NoteRow, ...]
    files: tuple[FileChoice, ...]
    links: tuple[LinkRow, ...]
    agencies: AgencyView
    risks: tuple[RiskRow, ...]
    officers: tuple[OfficerRow, ...]
    risk_form: RiskForm
    wishes: dict[str, dict[str, Any]]
    terms: Terms
    tools: tuple[Tool, ...]
    high: bool
    closed: bool
    letters: tuple[LetterChoice, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Who somebody is, and what is their own; asking for it is entered in the journal."""

    party: str
    name: str
    phone: str
    email: str
    language: str
    interpreter: str
    confidence: str
    safe: SafeWarning
    support: PartySupport
    closed: bool
