"""What the grid cannot tell apart: one fact changed at a time, and sight follows it (clause 7 a)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db.models import QuerySet

from tests.cast import NOW
from tests.house.sightings import Grid
from tests.visitors import undone
from upstander.casework import opened
from upstander.casework.actor import Actor, resident
from upstander.policy.roles import DEEDS, Deed, Level, Role, Route, may_do
from upstander.policy.ruling import Refused
from upstander.records import sight
from upstander.records.case import Assignment, Case, ResidentCode
from upstander.records.duties import OwedDuty
from upstander.records.grants import Cover
from upstander.records.interests import ReportConflict
from upstander.records.journal import Entry


def seen_on_the_day_only(held: Grid) -> None:
    """An assignment that has not begun, or whose holder has lost it, and what has been answered, give no sight."""
    case = _of(held, "okafor", Level.ORDINARY)
    okafor, lewis = (held.house.actor(name) for name in ("okafor", "lewis"))
    assert _sees(okafor, case)
    assert _sees(lewis, case)  # covers for okafor
    for change in ({"start": NOW + timedelta(days=1)}, {"end": NOW - timedelta(minutes=1)}):
        with undone():
            Assignment.objects.filter(case=case, staff=okafor.staff).update(**change)
            assert not _sees(okafor, case)
            assert not _sees(lewis, case)
    alerted, haddad = held.cases[held.alerted][0], held.house.actor("haddad")
    assert _sees(haddad, alerted)
    with undone():
        _answered(OwedDuty.objects.filter(case=alerted, staff=haddad.staff), alerted.entry)
        assert not _sees(haddad, alerted)
    waiting, patel = held.reports[0], held.house.actor("patel")
    assert sight.reports(patel).filter(pk=waiting.pk).exists()
    kept_from = {"sealed_by": waiting.sealed_by, "entry": waiting.entry, "reason": "narrow", "staff_id": patel.staff}
    with undone():
        ReportConflict.objects.create(report=waiting, **kept_from)
        assert not sight.reports(patel).filter(pk=waiting.pk).exists()
    with undone():
        _answered(OwedDuty.objects.filter(report=waiting, staff=patel.staff), waiting.entry)
        assert not sight.reports(patel).filter(pk=waiting.pk).exists()


def seen_by_role_and_place_together(held: Grid) -> None:
    """A place without the role that goes with it shows nothing, nor a role that goes with another place."""
    house, case = held.house, _of(held, "okafor", Level.ORDINARY)
    patel = replace(
        house.actor("patel"), scope_teams=frozenset({house.north.pk}), scope_areas=frozenset({case.area_id})
    )
    with undone():
        Cover.objects.filter(staff=patel.staff).delete()
        assert not _sees(patel, case)
    queued, haddad = _of(held, None, Level.ORDINARY), house.actor("haddad")
    assert not _sees(replace(haddad, teams=frozenset({queued.team_id})), queued)
    restricted = _of(held, "okafor", Level.RESTRICTED)
    lewis = replace(house.actor("lewis"), teams=frozenset(), scope_teams=frozenset({restricted.team_id}))
    assert _sees(lewis, restricted)
    assert not _sees(replace(lewis, scope_teams=frozenset()), restricted)


def seen_by_code_or_by_staff(held: Grid) -> None:
    """A code opens a case for a resident and for nobody else; and a resident's own, whoever they are besides."""
    code = ResidentCode.objects.filter(party__isnull=False).select_related("party")[0]
    who = resident(code.pk, at=NOW)
    for seen in (sight.cases, sight.readable, sight.reports):
        assert not seen(replace(who, roles=frozenset({Role.HOUSING_MANAGER}))).exists()
    also = replace(who, staff=held.house.staff["lewis"].pk)
    assert [case.pk for case in sight.readable(also)] == [code.party.case_id]


def refused_by_clause(held: Grid) -> None:
    """A deed that is refused says the clause of the deed."""
    assert may_do([], Deed.GRANT_COVER).clause == DEEDS[Deed.GRANT_COVER].clause
    assert {may_do([], deed).clause for deed in Deed} == {DEEDS[deed].clause for deed in Deed}


def entered_where_it_was_tried(held: Grid) -> None:
    """A refusal is entered in the record of the case it was tried in; a key reads nothing opened in an emergency."""
    case, okafor = _of(held, "okafor", Level.ORDINARY), held.house.actor("okafor")
    with undone():
        with pytest.raises(Refused), opened.opened(okafor, case.number, Deed.ASSIGN_CASE):
            pass
        assert Entry.objects.order_by("-seq")[0].case_id == case.pk
    with undone(), opened.opened_to_read(okafor, case.number) as work:
        assert (work.held_case, work.report) == (case, None)
    waiting = held.reports[0]
    with undone(), opened.opened_report_to_read(held.house.actor("reid"), waiting.number) as work:
        assert (work.held_case, work.report) == (None, waiting)
    glass, haddad = _of(held, "okafor", Level.NAMED_ONLY), held.house.actor("haddad")
    with undone(), opened.opened_to_read(haddad, glass.number):
        pass
    keyed = replace(haddad, by_key=uuid4())
    with undone(), pytest.raises(opened.NotFound), opened.opened_to_read(keyed, glass.number):
        pass


def _of(held: Grid, owner: str | None, level: Level) -> Case:
    return next(
        case
        for case, whose, conflict in held.cases.values()
        if (whose, case.level, case.route, conflict) == (owner, level, Route.ORDINARY, False)
    )


def _sees(who: Actor, case: Case) -> bool:
    return sight.cases(who).filter(pk=case.pk).exists()


def _answered(owed: QuerySet[OwedDuty], entry: Entry) -> None:
    owed.update(done=entry, done_at=NOW)
