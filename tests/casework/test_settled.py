"""A condition composed once asks for the same rows as one composed anew: for everybody, whatever they hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db.models import Q

from tests.cast import NOW, PEOPLE, a_case, a_report
from upstander.casework.actor import Actor, public
from upstander.casework.caseload.rows import owed_in_sight
from upstander.casework.covering import grant_cover
from upstander.records.case import Case
from upstander.records.duties import OwedDuty
from upstander.records.settled import settled
from upstander.records.waiting import in_sight

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
COMPOSED = (owed_in_sight, in_sight)


def both(composed, who):
    anew = composed.__wrapped__(who).values_list("pk", flat=True)
    return set(composed(who).values_list("pk", flat=True)), set(anew)


def covering(house, name, *, covered):
    keys = {"covered": str(house.staff[covered].pk), "staff": str(house.staff[name].pk)}
    grant_cover(
        house.actor("reid"), **keys, first_day=NOW.date(), last_day=NOW.date(), because="Away on leave until Friday."
    )


def everybody(house):
    for name in PEOPLE:
        who = house.actor(name, NOW + timedelta(hours=1))
        yield who
        yield replace(who, at=NOW - timedelta(days=500))
        yield replace(who, scope_teams=who.scope_teams | who.teams | {uuid4()})
        yield replace(who, teams=frozenset(), scope_areas=frozenset({house.mill.pk, house.ferry.pk}))
        yield replace(who, staff=None)
    yield public(at=NOW)


@pytest.mark.parametrize("composed", COMPOSED)
def test_everybody_is_shown_the_same_rows(house, composed):
    a_case(house)
    a_case(house, owner=None)
    a_report()
    covering(house, "lewis", covered="okafor")
    for _ in range(2):  # the second time everything has been composed before
        for who in everybody(house):
            found, anew = both(composed, who)
            assert found == anew, who


def test_two_of_a_kind_are_shown_their_own(house):
    a_case(house)
    okafor, lewis = (house.actor(name, NOW + timedelta(hours=1)) for name in ("okafor", "lewis"))
    assert okafor.roles == lewis.roles
    assert both(owed_in_sight, okafor)[0]
    assert not both(owed_in_sight, lewis)[0]


def test_the_moment_is_the_askers_own(house):
    a_case(house)
    okafor = house.actor("okafor", NOW + timedelta(hours=1))
    assert both(owed_in_sight, okafor)[0]
    assert not both(owed_in_sight, replace(okafor, at=NOW - timedelta(days=30)))[0]


def test_what_asks_for_anything_else_of_the_asker_is_refused(house):
    @settled
    def later(who):
        return OwedDuty.objects.filter(due_at__gt=who.at + timedelta(days=1))

    with pytest.raises(ValueError, match="more of the asker"):
        later(house.actor("okafor"))


def test_what_finds_nothing_or_everything_stays_as_it_is(house):
    a_case(house)
    nothing, everything = (
        settled(lambda who: Case.objects.none()),
        settled(lambda who: Case.objects.filter(~Q(pk__in=()))),
    )
    who: Actor = house.actor("okafor")
    assert not nothing(who).exists()
    assert everything(who).count() == 1


def test_a_condition_that_joins_is_refused(house):
    joined = settled(lambda who: OwedDuty.objects.filter(case__owner=who.staff))
    with pytest.raises(ValueError, match="joins"):
        joined(house.actor("okafor"))
