"""The frozen value every rule takes first: the policy and procedure in force, with the landlord's numbers.

The policy says what, never in how many days (front page; clauses 3 a, 4, 5, 7 b). A case keeps the terms
it was opened under for its clocks and its track; what is *permitted* (tools, law, sharing grounds)
is always read from today's, by `with_permissions_of`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from upstander.policy.catalogue import (
    Answer,
    Band,
    CaseReview,
    CategoryLabel,
    Document,
    Law,
    LawStatus,
    Limits,
    PolicyFacts,
    Question,
    RiskForm,
    RiskLevel,
    SharingGround,
    Tool,
    ToolFamily,
)
from upstander.policy.clocks import Clock, ClockKey, Mark
from upstander.policy.grounds import RedFlag
from upstander.policy.reading import DAY, MONTH_OR_DAY, TermsError, dated, read, read_all, table, unique
from upstander.policy.roles import Role
from upstander.policy.workingdays import Unit, due_at

__all__ = [
    "Answer",
    "Band",
    "CaseReview",
    "CategoryLabel",
    "Clock",
    "ClockKey",
    "Document",
    "Law",
    "LawStatus",
    "Limits",
    "Mark",
    "PolicyFacts",
    "Question",
    "RiskForm",
    "RiskLevel",
    "SharingGround",
    "Terms",
    "TermsError",
    "Tool",
    "ToolFamily",
    "Unit",
    "is_reason",
    "terms_from",
]

REASON_AT_LEAST = 20
"""A reason shorter than this tells the next reader nothing."""

_STANDARD = {
    ClockKey.FIRST_CONTACT: ClockKey.FIRST_CONTACT_STANDARD,
    ClockKey.INTERVIEW: ClockKey.INTERVIEW_STANDARD,
    ClockKey.RISK_ASSESSMENT: ClockKey.RISK_ASSESSMENT_STANDARD,
    ClockKey.KEEP_INFORMED: ClockKey.KEEP_INFORMED_STANDARD,
}


@dataclass(frozen=True)
class Terms:
    """One policy version and one procedure version, as they stand in the database."""

    policy: PolicyFacts
    procedure_version: int
    clocks: tuple[Clock, ...]
    risk: RiskForm
    tools: tuple[Tool, ...]
    laws: tuple[Law, ...]
    sharing: tuple[SharingGround, ...]
    categories: tuple[CategoryLabel, ...]
    case_reviews: tuple[CaseReview, ...]
    limits: Limits

    @property
    def policy_version(self) -> int:
        """The number on the policy's front page."""
        return self.policy.number

    def clock(self, key: ClockKey | str, *, high: bool = True) -> Clock:
        """Return the clock with this key; for what is not high priority, its standard form where it has one."""
        wanted = ClockKey(key)
        wanted = wanted if high else _STANDARD.get(wanted, wanted)
        return next(clock for clock in self.clocks if clock.key is wanted)

    def due(self, key: ClockKey | str, start: datetime, *, high: bool = True) -> datetime:
        """Return when the clock with this key runs out, in UTC."""
        clock = self.clock(key, high=high)
        return due_at(start, clock.amount, clock.unit)

    def tool(self, code: str) -> Tool | None:
        """Return the tool with this code, if the catalogue has it."""
        return next((tool for tool in self.tools if tool.code == code), None)

    def ground(self, code: str) -> SharingGround | None:
        """Return the ground for sharing with this code, on or off, if the procedure has it."""
        return next((ground for ground in self.sharing if ground.code == code), None)

    def ground_label(self, code: str) -> str:
        """Return what a ground for sharing is called; one that the procedure no longer has, by its code."""
        held = self.ground(code)
        return held.label if held else code.replace("_", " ")

    def tools_on(self, day: date) -> tuple[Tool, ...]:
        """Return the tools that may be used on this day."""
        return tuple(tool for tool in self.tools if tool.in_force(day))

    def band(self, level: RiskLevel) -> Band:
        """Return the band that this level stands for; a level without one is treated as the band above it."""
        wanted = list(RiskLevel).index(RiskLevel(level))
        rising = sorted(self.risk.bands, key=lambda band: band.min)
        return next((band for band in rising if list(RiskLevel).index(band.level) >= wanted), rising[-1])

    def with_permissions_of(self, today: Terms) -> Terms:
        """Keep this case's clocks and track, with what today's terms permit."""
        return replace(self, tools=today.tools, laws=today.laws, sharing=today.sharing)


def is_reason(words: str) -> bool:
    """Say whether these words are long enough to be a reason somebody else can follow."""
    return len(" ".join(words.split())) >= REASON_AT_LEAST


def terms_from(procedure: Mapping[str, object]) -> Terms:
    """Read the procedure's tables, as `procedure.toml` holds them; loud on anything missing, misspelt or impossible."""
    version = procedure.get("version")
    if not isinstance(version, int) or isinstance(version, bool):
        raise TermsError("version: a number was expected")
    terms = Terms(
        policy=read(PolicyFacts, table(procedure, "policy"), "policy"),
        procedure_version=version,
        clocks=read_all(Clock, procedure, "clocks"),
        risk=read(RiskForm, table(procedure, "risk"), "risk"),
        tools=read_all(Tool, procedure, "tools"),
        laws=read_all(Law, procedure, "laws"),
        sharing=read_all(SharingGround, procedure, "sharing"),
        categories=read_all(CategoryLabel, procedure, "categories"),
        case_reviews=read_all(CaseReview, procedure, "case_reviews"),
        limits=read(Limits, table(procedure, "limits"), "limits"),
    )
    _check_known_keys(procedure)
    _check_clocks(terms)
    _check_risk(terms.risk)
    _check_lists(terms)
    return terms


def _check_known_keys(procedure: Mapping[str, object]) -> None:
    known = (set(Terms.__dataclass_fields__) - {"procedure_version"}) | {"version"}
    for key in procedure:
        if key not in known:
            raise TermsError(f"{key}: not a known key")


def _check_clocks(terms: Terms) -> None:
    unique([clock.key for clock in terms.clocks], "clocks")
    for key in ClockKey:
        if all(clock.key is not key for clock in terms.clocks):
            raise TermsError(f"clocks: {key} is missing")
    for clock in terms.clocks:
        if clock.amount < 0:
            raise TermsError(f"clocks.{clock.key}.amount: {clock.amount} is less than nothing")
        if clock.checked_on and clock.mark is not Mark.SEEN:
            raise TermsError(f"clocks.{clock.key}.checked_on: only what was seen in its source was checked")
        dated(clock.checked_on, MONTH_OR_DAY, f"clocks.{clock.key}.checked_on")


def _check_risk(form: RiskForm) -> None:
    unique([question.code for question in form.questions], "risk.questions")
    for question in form.questions:
        where = f"risk.questions.{question.code}"
        unique([answer.code for answer in question.answers], where)
        if not question.answers:
            raise TermsError(f"{where}.answers: missing")
        for answer in question.answers:
            if answer.score < 0 or answer.red_flag not in {"", *RedFlag}:
                raise TermsError(f"{where}.{answer.code}: a score below nothing, or an unknown red flag")
    highest = sum(max(answer.score for answer in question.answers) for question in form.questions)
    following = 0
    for band in sorted(form.bands, key=lambda band: band.min):
        if band.min != following or band.max < band.min or band.review_days < 1:
            raise TermsError(f"risk.bands.{band.code}: the bands leave a gap, overlap, or never look again")
        following = band.max + 1
    if following <= highest:
        raise TermsError(f"risk.bands: no band holds a score of {highest}")


def _check_lists(terms: Terms) -> None:
    unique([tool.code for tool in terms.tools], "tools")
    unique([law.code for law in terms.laws], "laws")
    unique([ground.code for ground in terms.sharing], "sharing")
    unique([category.code for category in terms.categories], "categories")
    for tool in terms.tools:
        dated(tool.from_on, DAY, f"tools.{tool.code}.from_on")
        dated(tool.to_on, DAY, f"tools.{tool.code}.to_on")
        if tool.approver not in {"", *Role}:
            raise TermsError(f"tools.{tool.code}.approver: {tool.approver!r} is no role")
    dated(terms.policy.issued, MONTH_OR_DAY, "policy.issued")
    dated(terms.policy.review_by, MONTH_OR_DAY, "policy.review_by")
