"""Take one check of sight away at a time: at least 95 in 100 of what is left is noticed, by a grid and by tables."""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from types import FunctionType
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from tests.cast import NOW, PEOPLE
from tests.house.mutants import instead, mutants
from tests.house.narrow import (
    entered_where_it_was_tried,
    refused_by_clause,
    seen_by_code_or_by_staff,
    seen_by_role_and_place_together,
    seen_on_the_day_only,
)
from tests.house.sightings import AFTER, BEFORE, DURING, Grid, grid
from tests.policy import test_sight as tables
from tests.visitors import undone
from upstander.casework import blocked, opened
from upstander.casework.actor import Actor, resident
from upstander.policy import roles
from upstander.policy import sight as rules
from upstander.policy.roles import MAY, SUPERVISORS, Deed, Role
from upstander.policy.ruling import Refused, allow
from upstander.policy.sight import ReportSighting, Sighting
from upstander.records import sight
from upstander.records.case import ResidentCode
from upstander.records.interests import BlockedAttempt

pytestmark = pytest.mark.django_db(databases=["default", "keys"])

CAUGHT = 0.95


def seen_by_query(held: Grid) -> None:
    """The queries show what the rules say, for everybody, before, during and after."""
    for name, shift in itertools.product(PEOPLE, (DURING, BEFORE, AFTER)):
        who = held.house.actor(name, NOW + shift)
        facts = {key: held.facts(name, key, shift) for key in held.cases}
        facts = {key: _closed(held, key, one) for key, one in facts.items()}
        may = {key for key, one in facts.items() if rules.may_see_case(one).allowed}
        read = {key for key, one in facts.items() if rules.may_read_case(one).allowed}
        acts = set(sight.cases(who).values_list("pk", flat=True)) & set(held.cases)
        rows = {case.pk: case for case in sight.readable(who) if case.pk in held.cases}
        if shift == BEFORE:  # what is assigned begins in a moment, and so does everything that is lent
            assert acts <= may, name
            assert set(rows) <= may, name
            continue
        assert (acts, set(rows)) == (may, read), (name, shift)
        if shift == DURING:
            assert set(sight.readable(who, to_act=True).values_list("pk", flat=True)) & set(held.cases) == may
            for key, row in rows.items():
                own = facts[key]
                told = (row.is_assigned, row.is_covered, row.is_alerted, row.glass or "")
                assert told == (own.assigned, own.covering, own.alerted, own.glass), name


def _closed(held: Grid, key: UUID, facts: Sighting) -> Sighting:
    case = held.cases[key][0]
    return replace(facts, in_queue_of_own_team=facts.in_queue_of_own_team and case.closed_at is None)


def reports_by_query(held: Grid) -> None:
    """The same for reports."""
    for name, (_, role, where) in PEOPLE.items():
        who = held.house.actor(name)
        mine = set(sight.cases(who).values_list("pk", flat=True))
        for report in held.reports:
            facts = ReportSighting(
                roles=frozenset({role} if role else ()),
                alerted=name in ("patel", "quinn"),
                conflicted=report.conflicts.filter(staff=held.house.staff[name], ended=None).exists(),
                supervises_area=report.area_id is not None and role in SUPERVISORS and where in ("north", "both"),
                without_area=report.area_id is None,
                sees_case=None if report.case_id is None else report.case_id in mine,
                route=report.route,
            )
            shown = sight.reports(who).filter(pk=report.pk).exists()
            assert shown == rules.may_see_report(facts).allowed, (name, report.route, report.area_id, report.case_id)
            waits = sight.reports(who, waiting=True).filter(pk=report.pk).exists()
            assert waits == (shown and report.case_id is None)


def residents_see_their_own(held: Grid) -> None:
    """A code opens its own case and no other; an ended one opens none; without one nobody sees anything."""
    for code in ResidentCode.objects.filter(party__isnull=False).select_related("party")[:2]:
        who = resident(code.pk, at=NOW)
        assert (
            [case.pk for case in sight.cases(who)] == [case.pk for case in sight.readable(who)] == [code.party.case_id]
        )
        assert sight.reports(who).count() == 1
        with undone():
            ResidentCode.objects.filter(pk=code.pk).update(ended=code.entry)
            assert not sight.cases(who).exists()
            assert not sight.reports(who).exists()
        with undone():
            type(code.party).objects.filter(pk=code.party_id).update(ended=code.entry)
            assert not sight.cases(who).exists()
    nobody = Actor(at=NOW, roles=frozenset({Role.HOUSING_MANAGER, Role.SAFEGUARDING_LEAD}))
    for seen in (sight.cases, sight.readable, sight.reports):
        assert not seen(nobody).exists()


def rules_by_table(held: Grid) -> None:
    """The tables of the rules themselves."""
    for row in tables.PARTS:
        tables.test_who_may_see_which_part_of_a_case(*row)
    for row in tables.REPORTS:
        tables.test_who_may_see_a_report_and_which_part(*row)
    tables.test_an_emergency_is_for_reading_only()
    own = Sighting(roles=frozenset({Role.RESIDENT}), own_case=True)
    assert rules.may_see_case(own).allowed
    tables.test_a_queue_is_for_its_officers()
    assert not rules.may_see_case(replace(own, own_case=False, assigned=True, alerted=True)).allowed


def roles_by_table(held: Grid) -> None:
    """Nobody does what their roles do not include, and a key does only what it was given for."""
    for role, deed in itertools.product(Role, Deed):
        assert roles.may_do([role], deed).allowed is (deed in MAY[role])
        assert roles.may_do([role], deed, only=frozenset({deed})).allowed is (deed in MAY[role])
    assert not roles.may_do([Role.HOUSING_OFFICER], Deed.ADD_NOTE, only=frozenset()).allowed
    assert not roles.may_do(["mayor"], "delete_everything").allowed
    assert roles.may_do(["mayor"], "delete_everything").clause == "7 a"
    assert [role for role in Role if roles.is_supervisor([role])] == [*_SUPERVISING]


_SUPERVISING = [role for role in Role if role in SUPERVISORS | {Role.SAFEGUARDING_LEAD}]


def _outcome(door: Any, *given: Any, **more: Any) -> str:
    try:
        with undone(), door(*given, **more) as work:
            if not work.entries:
                work.enter(allow("7 a", "tried"))
            return str((work.held_case or work.report).number)
    except (opened.NotFound, Refused, opened.NothingEntered) as no:
        return type(no).__name__


def opened_by_nobody_else(held: Grid) -> None:
    """The one way to do a deed asks sight, number, role, and for something to be entered."""
    house, (_, (case, _, _), *_), waiting = held.house, held.cases.values(), held.reports[0]
    okafor, haddad, quinn = (house.actor(name) for name in ("okafor", "haddad", "quinn"))
    other = next(one for one, owner, _ in held.cases.values() if owner == "okafor" and one.pk != case.pk)
    one, note = case.number, Deed.ADD_NOTE
    assert [_outcome(opened.opened, okafor, n, note) for n in (one, other.number)] == [one, other.number]
    assert _outcome(opened.opened, okafor, "HC-2026-9999", note) == "NotFound"
    assert _outcome(opened.opened, haddad, one, note) == "NotFound"
    assert _outcome(opened.opened, haddad, one, Deed.OPEN_CASE_FILE, reading=True) == one
    assert _outcome(opened.opened_to_read, haddad, one) == one
    assert _outcome(opened.opened_to_read, haddad, one, to_act=True) == "NotFound"
    assert _outcome(opened.opened_to_read, quinn, one) == "NotFound"
    assert _outcome(opened.opened, okafor, one, Deed.ASSIGN_CASE) == "Refused"
    assert _outcome(opened.opened, replace(okafor, only=frozenset()), one, note) == "Refused"
    reid, number = house.actor("reid"), waiting.number
    for door in (opened.opened_report, opened.opened_either):
        assert _outcome(door, reid, number, Deed.OPEN_REPORT) == number
        assert _outcome(door, reid, number, Deed.OPEN_REPORT, reading=True) == number
        assert _outcome(door, haddad, number, Deed.OPEN_REPORT) == "NotFound"
        assert _outcome(door, quinn, number, Deed.OPEN_REPORT, reading=True) == "NotFound"
        assert _outcome(door, house.actor("patel"), number, Deed.CLOSE_REPORT) == "Refused"
    assert _outcome(opened.opened_report_to_read, reid, number) == number
    assert _outcome(opened.opened_report_to_read, haddad, number) == "NotFound"
    assert _outcome(opened.opened_either, okafor, one, note) == one
    with pytest.raises(Refused), undone(), opened.begun(quinn, Deed.GRANT_COVER):
        pass
    with pytest.raises(opened.NothingEntered), undone(), opened.opened(okafor, one, note):
        pass
    _attempts(held)


def _attempts(held: Grid) -> None:
    kept = next(case for case, _, conflict in held.cases.values() if conflict)
    for name, number, raised in (("okafor", kept.number, 1), ("okafor", "HC-2026-9999", 0), ("haddad", kept.number, 0)):
        with undone():
            blocked.raise_attempt(held.house.actor(name), number, deed=Deed.OPEN_CASE_FILE)
            assert BlockedAttempt.objects.count() == raised
    with undone():
        with pytest.raises(opened.NotFound), opened.opened(held.house.actor("okafor"), kept.number, Deed.ADD_NOTE):
            pass
        assert BlockedAttempt.objects.count() == 1
    with undone():
        with pytest.raises(opened.NotFound), opened.opened(held.house.actor("reid"), kept.number, Deed.ADD_NOTE):
            pass
        assert BlockedAttempt.objects.count() == 1


Check = Callable[[Grid], None]
BY_QUERY: tuple[Check, ...] = (
    *(seen_on_the_day_only, seen_by_role_and_place_together, seen_by_code_or_by_staff),
    *(seen_by_query, reports_by_query, residents_see_their_own),
)
TAKEN: Mapping[Any, tuple[str, tuple[Check, ...]]] = {
    rules: (
        "may_see_case may_read_case may_see_report may_see_part may_see_part_of_report _ways_of_seeing"
        " _ways_of_having _in_own_queue _ways_to_a_report",
        (rules_by_table, *BY_QUERY),
    ),
    sight: ("cases readable reports live _granted _blocked _assigned _covered _alerts", BY_QUERY),
    roles: ("may_do is_supervisor", (roles_by_table, refused_by_clause)),
    opened: (
        "opened opened_report opened_either opened_to_read opened_report_to_read _opened _with_names begun _done",
        (entered_where_it_was_tried, opened_by_nobody_else),
    ),
}
STEP = 6 if connection.vendor == "postgresql" and os.environ.get("UPSTANDER_TEST_SIGHT") != "all" else 1
"""Every check on SQLite, and with UPSTANDER_TEST_SIGHT=all; one in six, always the same, on PostgreSQL."""


def notices(held: Grid, checks: tuple[Check, ...]) -> bool:
    """Whether one of these checks fails."""
    for check in checks:
        try:
            with undone():
                check(held)
        except (Exception, pytest.fail.Exception):  # noqa: BLE001 - whatever it is, it is noticed
            return True
    return False


def without_one() -> list[tuple[Any, str, FunctionType, tuple[Check, ...]]]:
    """Every function of sight without one of its checks, and what is to notice."""
    found = [
        (getattr(module, name), what, mutant, checks)
        for module, (names, checks) in TAKEN.items()
        for name in names.split()
        for what, mutant in mutants(getattr(module, name))
    ]
    assert len(found) > 200
    return found[::STEP]


@pytest.mark.slow
def test_a_check_that_is_gone_is_noticed() -> None:
    taken, unseen, held = without_one(), [], grid()
    for check in {check for _, checks in TAKEN.values() for check in checks}:
        with undone():
            check(held)
    for function, what, mutant, checks in taken:
        with instead(function, mutant):
            if not notices(held, checks):
                unseen.append(what)
                print(what, flush=True)
    share = 1 - len(unseen) / len(taken)
    print(f"{len(taken)} checks taken away one at a time, {len(taken) - len(unseen)} noticed: {share:.1%}")
    assert share >= CAUGHT, "\n".join(unseen)
