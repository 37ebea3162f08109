"""The parts of a case page, each from the rows gathered: the bar, the warning, what comes next, people, plan, risk."""

from __future__ import annotations

from upstander.casework.casefile.page import Bar, KeyFact, LinkRow, NextDuty, PartyRow, RiskRow
from upstander.casework.casefile.said import called, label
from upstander.casework.casefile.sheaf import Sheaf, other_end
from upstander.policy.due import day_words, due_words, how_due
from upstander.policy.duty import DUTY_TEXT, DutyKind
from upstander.policy.grounds import (
    GROUNDS,
    KIND_LABELS,
    PARTY_ROLE_LABELS,
    RED_FLAG_LABELS,
    Kind,
    PartyRole,
    RedFlag,
    known_grounds,
)
from upstander.policy.levels import LEVEL_LABELS
from upstander.policy.matters import LINK_LABELS, LinkKind
from upstander.policy.naming import UNKNOWN, is_kept_apart, name_shown
from upstander.policy.roles import Deed, Level
from upstander.policy.sight import KEPT, Part
from upstander.policy.telling import CONFIDENCE_LABELS, Confidence
from upstander.policy.terms import RiskLevel
from upstander.policy.workingdays import london_day
from upstander.records.case import Party
from upstander.records.duties import OwedDuty


def bar(sheaf: Sheaf) -> Bar:
    """Which case this is."""
    case, today = sheaf.case, sheaf.work.today
    ends = london_day(case.closed_at) if case.closed_at else today
    return Bar(
        number=case.number,
        who=_resident_name(sheaf),
        home=_address(sheaf, case.home) or "No home of ours",
        risk=risk_label(sheaf, case.risk),
        officer=case.owner.name if case.owner else f"In the queue of {case.team.name if case.team else 'no team'}",
        day=(ends - london_day(case.received_at)).days + 1,
        kind=KIND_LABELS[Kind(case.kind)],
        stage=case.stage.capitalize(),
        closed_on=ends if case.closed_at else None,
    )


def risk_label(sheaf: Sheaf, level: str) -> str:
    """Return the landlord's word for a level of risk."""
    return sheaf.work.terms.band(RiskLevel(level)).label if level in set(RiskLevel) else "Not assessed"


def home_of(sheaf: Sheaf, home: str) -> str:
    """Return the address of a home of ours, or the words in which a place was given."""
    return sheaf.homes.get(home, "" if home.isdigit() else home)


def _address(sheaf: Sheaf, home: str) -> str:
    """Return an address as far as whoever reads may see it; that there is none is not told either."""
    return home_of(sheaf, home) if Part.SAFE_CONTACT in sheaf.work.parts else KEPT


def duties(sheaf: Sheaf) -> tuple[NextDuty, ...]:
    """Return everything that is owed in this case, the soonest due first, what waits for somebody else last."""
    order = list(DutyKind)
    rows = sorted(
        sheaf.rows["duties"],
        key=lambda owed: (owed.paused_at is not None, owed.due_at, order.index(DutyKind(owed.kind))),
    )
    return tuple(_duty(sheaf, owed) for owed in rows)


def parties(sheaf: Sheaf) -> tuple[PartyRow, ...]:
    """Return who is in the case; who is kept apart is not named."""
    return tuple(_party(sheaf, party) for party in sheaf.rows["parties"])


def risks(sheaf: Sheaf) -> tuple[RiskRow, ...]:
    """Return the last assessments, the latest first."""
    return tuple(
        RiskRow(
            who=called(sheaf, row.party_id),
            party=str(row.party_id),
            level=row.level,
            label=risk_label(sheaf, row.level),
            score=row.score,
            band=row.band,
            red_flags=tuple(label(RED_FLAG_LABELS, RedFlag, flag) for flag in row.red_flags),
            why_overridden=row.why_overridden,
            review_by=row.review_by,
            answers=row.answers,
        )
        for row in sheaf.rows["risks"]
    )


def links(sheaf: Sheaf) -> tuple[LinkRow, ...]:
    """Return the linked cases that are in sight too."""
    return tuple(
        LinkRow(
            link=str(link.pk),
            number=sheaf.numbers[other_end(link, sheaf.case)],
            kind=link.kind,
            label=label(LINK_LABELS, LinkKind, link.kind),
            reason=link.reason,
        )
        for link in sheaf.rows["links"]
        if link.ended_id is None
    )


def key_facts(sheaf: Sheaf) -> tuple[KeyFact, ...]:
    """Return what an officer needs beside the case; what nobody has said is left out."""
    found = [
        ("Why they think it happened", _grounds(sheaf)),
        ("Incidents", _incidents(sheaf)),
        ("Recordings and photos", _recordings(sheaf)),
        ("Police", _police(sheaf)),
        ("Language", _language(sheaf)),
        ("Complained of", _complained(sheaf)),
        ("Who may see it", LEVEL_LABELS[Level(sheaf.case.level)] if sheaf.case.level != Level.ORDINARY else ""),
        ("Priority", sheaf.case.priority.capitalize()),
        ("Area", sheaf.case.area.name if sheaf.case.area else ""),
        ("Worked under", f"Procedure version {sheaf.work.terms.procedure_version}"),
    ]
    return tuple(KeyFact(label=name, value=value) for name, value in found if value)


def _duty(sheaf: Sheaf, owed: OwedDuty) -> NextDuty:
    kind, at, paused = DutyKind(owed.kind), sheaf.work.at, owed.paused_at is not None
    text = DUTY_TEXT[kind]
    return NextDuty(
        duty=str(owed.pk),
        verb=text.verb,
        due_at=owed.due_at,
        due=due_words(owed.due_at, at=at, paused=paused),
        state=how_due(owed.due_at, at=at, paused=paused),
        clause=owed.clause,
        why=owed.why,
        deed=_deed(sheaf, owed, text.deed),
        kind=kind,
        who=called(sheaf, owed.party_id) if owed.party_id else "",
        party=str(owed.party_id or ""),
        step=str(owed.step_id or ""),
        paused=paused,
    )


def _deed(sheaf: Sheaf, owed: OwedDuty, deed: Deed) -> Deed:
    """Once a plan has been put to somebody, what is owed next is their answer."""
    waits = owed.kind == DutyKind.AGREE_PLAN and bool(sheaf.rows["plan"])
    return Deed.ANSWER_PLAN if waits else deed


def _party(sheaf: Sheaf, party: Party) -> PartyRow:
    person = sheaf.person_of(party)
    return PartyRow(
        party=str(party.pk),
        part=party.part,
        part_label=PARTY_ROLE_LABELS[PartyRole(party.part)],
        name=name_shown(person.name if person else "", part=party.part, confidence=party.confidence),
        apart=is_kept_apart(part=party.part, confidence=party.confidence),
        description=party.description,
        confidence=label(CONFIDENCE_LABELS, Confidence, party.confidence) if party.confidence else "",
        updates=f"Every {party.update_days} days, as agreed" if party.update_days else "",
        home="" if person is None or party.part == PartyRole.WITNESS else _address(sheaf, person.home),
    )


def resident(sheaf: Sheaf) -> Party | None:
    """Return the resident heard in this case."""
    return sheaf.party(PartyRole.RESIDENT_HEARD)


def _resident_name(sheaf: Sheaf) -> str:
    heard = resident(sheaf)
    person = sheaf.person_of(heard)
    if heard is None:
        return UNKNOWN
    return name_shown(person.name if person else "", part=heard.part, confidence=heard.confidence)


def _grounds(sheaf: Sheaf) -> str:
    return "; ".join(GROUNDS[ground].label for ground in sorted(known_grounds(sheaf.case.grounds)))


def _incidents(sheaf: Sheaf) -> str:
    held = sheaf.rows["incidents"]
    days = sorted(one.happened_on for one in held if one.happened_on)
    return f"{len(held)} since {day_words(days[0])}" if days else str(len(held))


def _recordings(sheaf: Sheaf) -> str:
    mentioned = sum(one.evidence_mentioned for one in sheaf.rows["incidents"])
    heard, gone = (sum(getattr(one, name) for one in sheaf.rows["heard"]) for name in ("how_many", "gone"))
    lost = f", {gone} can no longer be had" if gone else ""
    return f"{mentioned} mentioned, {heard} heard or seen{lost}" if mentioned else ""


def _police(sheaf: Sheaf) -> str:
    said = {one.police for one in sheaf.rows["incidents"] if one.police}
    return "; ".join(sorted(answer.replace("_", " ").capitalize() for answer in said))


def _language(sheaf: Sheaf) -> str:
    person = sheaf.person_of(resident(sheaf))
    return "; ".join(filter(None, (person.language, person.interpreter))) if person else ""


def _complained(sheaf: Sheaf) -> str:
    accused = sheaf.party(PartyRole.ALLEGED_PERPETRATOR)
    if accused is None:
        return "Nobody named"
    person = sheaf.person_of(accused)
    return "; ".join(filter(None, (person.name if person else "", accused.description)))
