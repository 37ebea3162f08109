"""What must I do now: every open duty in exactly one view, with its why, in sight only, at one price."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.casework.many import many_cases
from tests.casework.test_casefile import plain, statements
from tests.casework.working import REASON, case_of, duty_of
from tests.cast import NOW, a_case, a_report
from upstander.casework.actor import public, resident
from upstander.casework.casefile import deed_page, open_case_file
from upstander.casework.caseload import find, my_work, team_board, team_work
from upstander.casework.clocks import pause_clock
from upstander.casework.opened import NotFound
from upstander.casework.told import Danger
from upstander.policy.due import Due
from upstander.policy.roles import DEEDS, Deed
from upstander.records.case import Conflict, ResidentCode
from upstander.records.duties import OwedDuty

AT_MOST = 9
SOON = NOW + timedelta(days=1, hours=5)


@pytest.fixture
def number(house):
    return a_case(house)


def counts(page):
    return {count.view: count.words for count in page.counts}


def test_each_line_says_what_whose_when_and_why(house, number):
    page = my_work(house.actor("okafor", SOON))
    first = next(row for row in page.rows if row.kind == "first_contact")
    assert (first.verb, first.number, first.who, first.due, first.state, first.clause) == (
        "Make first contact",
        number,
        "Rehana Begum",
        "Due today by 5pm",
        Due.TODAY,
        "3.2 c",
    )
    assert (first.why, first.deed, first.kind_of, first.officer) == (
        "Reports of harassment and hate crime are a high priority.",
        Deed.RECORD_FIRST_CONTACT,
        "case",
        "Joy Okafor",
    )
    assert {row.deed for row in page.rows} <= set(DEEDS)
    assert plain(page)


def test_every_open_duty_stands_in_exactly_one_view(house, number):
    who = house.actor("okafor", SOON)
    interview = str(duty_of(number, "interview").pk)
    pause_clock(who, number, duty=interview, reason="waiting_on_resident", words=REASON, until=date(2026, 11, 27))
    who = house.actor("okafor", NOW + timedelta(days=3))
    views = [row.duty for view in Due for row in my_work(who, view=view).rows]
    assert sorted(views) == sorted(str(pk) for pk in OwedDuty.objects.filter(done=None).values_list("pk", flat=True))
    assert counts(my_work(who)) == {"overdue": "2", "today": "0", "week": "0", "waiting": "1", "unassigned": "0"}
    assert [row.duty for row in my_work(who, view="waiting").rows] == [interview]
    assert interview not in {row.duty for row in my_work(who).rows}


def test_what_waits_for_anybody_is_seen_by_whoever_may_take_it(house):
    queued, received = a_case(house, owner=None), a_report()
    assert [row.number for row in my_work(house.actor("lewis"), view="unassigned").rows] == [queued]
    assert {row.number for row in my_work(house.actor("reid"), view="unassigned").rows} == {queued, received.number}
    assert my_work(house.actor("patel"), view="unassigned").rows == ()
    report = next(row for row in my_work(house.actor("reid"), view="unassigned").rows if row.kind_of == "report")
    assert (report.verb, report.who) == ("Decide what this report becomes", "")


def test_an_alert_is_the_first_thing_on_the_list_of_whoever_is_on_call(house):
    received = a_report(danger=Danger(weapon=True))
    first = my_work(house.actor("reid")).rows[0]
    assert (first.number, first.kind, first.deed, first.due) == (
        received.number,
        "answer_alert",
        Deed.ANSWER_ALERT,
        "Due today by 10:15am",
    )


def test_nothing_out_of_sight_is_listed_or_counted(house, number):
    case = case_of(number)
    Conflict.objects.create(
        sealed_by=case.sealed_by, entry=case.entry, case=case, staff=house.staff["okafor"], reason="A cousin."
    )
    page = my_work(house.actor("okafor", SOON))
    assert (page.rows, set(counts(page).values())) == ((), {"0"})
    assert team_work(house.actor("haddad", SOON)).rows == ()


@pytest.mark.parametrize("name", ["okafor", "quinn", "ford", "nobody"])
def test_the_board_is_for_those_who_look_after_the_work_of_others(house, number, name):
    for read in (team_board, team_work):
        with pytest.raises(NotFound):
            read(house.actor(name))


def test_a_resident_and_the_public_have_no_list(house, number):
    for who in (public(at=NOW), resident(ResidentCode.objects.get().pk, at=NOW)):
        for read in (my_work, team_board, team_work, lambda one: find(one, words=number)):
            with pytest.raises(NotFound):
                read(who)


def test_the_board_shows_what_everybody_carries_and_what_nobody_does(house, number):
    queued = a_case(house, owner=None)
    board = team_board(house.actor("reid", NOW + timedelta(days=2)))
    by_name = {one.name: one for one in board.officers}
    okafor, lewis = by_name["Joy Okafor"], by_name["Sam Lewis"]
    assert (okafor.overdue, okafor.near, okafor.open, okafor.high_risk, okafor.load) == (3, 0, 1, 0, 6)
    assert (lewis.open, lewis.load) == (0, 0)
    assert board.officers[0] == okafor
    assert [row.number for row in board.unassigned] == [queued]
    assert [choice.name for choice in board.teams + board.areas] == ["North", "Ferry"]
    assert plain(board)


def test_the_list_behind_a_figure_holds_as_many_lines(house, number):
    who = house.actor("reid", NOW + timedelta(days=2))
    staff = str(house.staff["okafor"].pk)
    assert len(team_work(who, officer=staff, view="overdue").rows) == 3
    assert team_work(who, officer=str(house.staff["lewis"].pk)).rows == ()
    assert len(team_work(who, team=str(house.north.pk), area=str(house.ferry.pk), view="overdue").rows) == 3
    assert team_work(who, area=str(house.mill.pk)).rows == ()
    assert team_board(who, team=str(house.south.pk)).officers == ()


def test_the_list_pages_by_key_and_holds_every_line_once(house):
    many_cases(house, 80)
    who, seen, after = house.actor("okafor"), [], ""
    while True:
        page = my_work(who, after=after)
        seen += page.rows
        after = page.after
        if not after:
            break
        assert len(page.rows) == 50
    assert len(seen) == len({row.duty for row in seen}) == 80
    assert [row.due_at for row in seen] == sorted(row.due_at for row in seen)


@pytest.mark.parametrize("after", ["nonsense", "2026-11-18~x", "2026-11-18T10:00:00~x", "2026-11-18T10:00:00+00:00~x"])
def test_a_key_that_is_none_is_not_found(house, after):
    with pytest.raises(NotFound):
        my_work(house.actor("okafor"), after=after)
    with pytest.raises(NotFound):
        my_work(house.actor("okafor"), view="everything")


@pytest.mark.parametrize("how_many", [100, 5000])
def test_a_page_costs_the_same_however_many_cases_there_are(house, number, how_many):
    made = many_cases(house, how_many)
    officer, manager = house.actor("okafor", SOON), house.actor("reid", SOON)
    reads = {
        "my_work": lambda: my_work(officer),
        "overdue": lambda: my_work(officer, view="overdue"),
        "unassigned": lambda: my_work(manager, view="unassigned"),
        "board": lambda: team_board(manager),
        "team_work": lambda: team_work(manager, officer=str(house.staff["okafor"].pk)),
        "number": lambda: find(manager, words=made[7]),
        "phone": lambda: find(manager, words="07700 000007"),
        "home": lambda: find(manager, words="1 Ferry Court"),
        "words": lambda: find(manager, words="eggs at the window"),
        "nothing": lambda: find(officer, words="nobody of that name"),
        "case": lambda: open_case_file(officer, number),
        "deed": lambda: deed_page(manager, made[0], deed=Deed.ASSIGN_CASE),
    }
    cost = {name: statements(read) for name, read in reads.items()}
    assert max(cost.values()) <= AT_MOST, cost
    if how_many > 1000:
        assert counts(my_work(officer))["overdue"] == "more than 1,000"
