"""Many at once, on real threads and real commits: no error, nothing lost, nothing twice, one whole chain."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import pytest
from django.db import connections

from tests.cast import NOW, a_case, a_report, landlord, told
from upstander.casework import assigning, triage
from upstander.casework.actor import public
from upstander.casework.handover import hand_over_cases
from upstander.casework.reporting import receive_report
from upstander.policy.ruling import Refused
from upstander.records import journal
from upstander.records.case import Assignment, Case
from upstander.records.journal import Entry
from upstander.records.outbox import OutboxItem
from upstander.records.reports import Report

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])
AT_ONCE = 8
T = TypeVar("T")


def at_once(work: Callable[[int], T], how_many: int = AT_ONCE) -> list[T | BaseException]:
    """Do the work on eight threads, each with connections of its own; return results and errors alike."""

    def one(number: int) -> T | BaseException:
        try:
            return work(number)
        except Exception as trouble:  # noqa: BLE001 - the test looks at each of them
            return trouble
        finally:
            connections.close_all()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(one, range(how_many)))


def test_eight_reports_at_once_again_and_again():
    landlord()
    before = Entry.objects.count()
    done = at_once(lambda _: a_report().number, how_many=80)
    assert [trouble for trouble in done if isinstance(trouble, BaseException)] == []
    assert len(set(done)) == 80
    assert Report.objects.count() == 80
    assert Entry.objects.count() == before + 80
    assert list(journal.breaks()) == []


def test_one_form_sent_eight_times_at_once_is_one_report():
    landlord()
    given = told()
    done = at_once(lambda _: receive_report(public(at=NOW), given))
    assert len({answer.number for answer in done}) == 1
    assert len({answer.code for answer in done}) == 1
    assert Report.objects.count() == 1


def test_two_managers_open_one_report_as_one_case():
    house = landlord()
    number = a_report().number
    done = at_once(lambda _: triage.open_case(house.actor("reid"), number, team=str(house.north.pk)))
    assert sum(isinstance(answer, Refused) for answer in done) == AT_ONCE - 1
    assert Case.objects.count() == 1


def test_two_officers_take_one_case_and_one_of_them_is_told():
    house = landlord()
    number = a_case(house, owner=None)
    done = at_once(lambda n: assigning.take_case(house.actor("okafor" if n % 2 else "lewis"), number))
    assert sum(not isinstance(answer, BaseException) for answer in done) == 1
    assert Assignment.objects.filter(end=None).count() == 1
    assert list(journal.breaks()) == []


def test_two_hand_overs_at_once_give_each_case_once():
    house = landlord()
    numbers = [a_case(house, home_uprn=f"99000000010{n}") for n in range(1, 7)]
    officer = str(house.staff["okafor"].pk)
    before = Entry.objects.count()

    def hand(n: int) -> object:
        to, by = (("lewis", "reid"), ("silva", "achebe"))[n % 2]
        staff = str(house.staff[to].pk)
        return hand_over_cases(
            house.actor(by), officer=officer, staff=staff, because="She leaves us at the end of the week."
        )

    done = at_once(hand)
    (given,) = [answer for answer in done if not isinstance(answer, BaseException)]
    assert all(isinstance(answer, Refused) for answer in done if answer is not given), done
    assert sorted(given.numbers) == sorted(numbers)
    assert len({case.owner_id for case in Case.objects.all()}) == 1
    assert Assignment.objects.filter(end=None).count() == len(numbers)
    assert Entry.objects.filter(seq__gt=before, allowed=True).count() == len(numbers) + 1
    assert OutboxItem.objects.filter(notice="handed_over").count() == 1
    assert list(journal.breaks()) == []
