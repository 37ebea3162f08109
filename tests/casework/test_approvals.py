"""What two people do: asked by one, shown to another, and done once; or refused, taken back, or lapsed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection

from tests.casework.bytwo import Doing, ask, proven, saw
from tests.cast import NOW, a_case, landlord
from upstander.casework.actor import worker
from upstander.casework.approvals import (
    give_approval,
    lapse_approval,
    lapse_approvals,
    refuse_approval,
    withdraw_approval,
)
from upstander.casework.casefile.reads import open_case_file
from upstander.casework.inbox import ASKED, how_many_wait, inbox, one_approval
from upstander.casework.investigating import review_case
from upstander.casework.opened import NotFound
from upstander.policy.ruling import Refused
from upstander.records import journal
from upstander.records.approvals import Approval
from upstander.records.journal import Entry
from upstander.records.outbox import OutboxItem

WHY = "The date cannot be right."


@pytest.fixture
def house():
    return landlord()


@pytest.fixture
def number(house):
    return a_case(house)


@pytest.fixture
def doing(monkeypatch):
    return Doing().register(monkeypatch)


@pytest.fixture
def asked(house, number, doing):
    return ask(house.actor("reid"), number).approval


def give(house, approval, *, by="achebe", at=NOW, shown=""):
    who = proven(house, by, at)
    return give_approval(who, approval=approval, saw=shown or saw(who, approval))


def refusals(deed: str) -> int:
    return Entry.objects.filter(deed=deed, allowed=False).count()


def test_one_asks_and_another_does_it_under_their_own_name(house, number, asked, doing):
    assert doing.done == []
    given = give(house, asked)
    assert (given.deed, given.number, given.receipt) == ("assign_case", number, "a receipt")
    assert doing.done == [f"staff:{house.staff['achebe'].pk}"]
    held = Approval.objects.get()
    assert (held.ended_as, held.ended_by, held.ended.deed) == ("given", house.staff["achebe"], "give_approval")
    deeds = list(Entry.objects.filter(case_id=held.case_id).order_by("-seq").values_list("deed", "allowed")[:4])
    assert deeds[:2] == [("assign_case", True), ("give_approval", True)]
    assert list(journal.breaks()) == []


def test_nobody_gives_what_they_asked_for(house, asked, doing):
    with pytest.raises(Refused, match="asked for this yourself"):
        give(house, asked, by="reid")
    assert (doing.done, refusals("give_approval")) == ([], 1)


def test_those_who_may_give_it_are_told_without_content_and_whoever_asked_is_told_the_end(house, number, asked):
    told = set(OutboxItem.objects.filter(notice="approval").values_list("staff__email", flat=True))
    assert told == {"achebe@landlord.example"}
    assert {item.reference for item in OutboxItem.objects.filter(notice="approval")} == {number}
    give(house, asked)
    assert OutboxItem.objects.get(notice="approval_ended").staff == house.staff["reid"]


@pytest.mark.parametrize("name", ["haddad", "silva", "moss", "quinn", "ford", "nobody", "lewis", "okafor"])
def test_it_is_not_there_for_whoever_may_not_do_it_or_has_the_case_out_of_sight(house, asked, name):
    for deed in (lambda who: one_approval(who, approval=asked), lambda who: withdraw_approval(who, approval=asked)):
        with pytest.raises(NotFound):
            deed(proven(house, name))
    with pytest.raises(NotFound):
        give_approval(proven(house, name), approval=asked, saw="x")
    with pytest.raises(NotFound):
        one_approval(proven(house, name), approval="nonsense")
    assert (how_many_wait(house.actor(name)), inbox(house.actor(name)).rows) == (None, ())


def test_a_proof_of_who_one_is_has_to_be_fresh(house, asked, doing):
    shown = saw(proven(house, "achebe"), asked)
    for who in (house.actor("achebe"), proven(house, "achebe", NOW - timedelta(minutes=6))):
        late = type(who)(**{name: getattr(who, name) for name in who.__slots__} | {"at": NOW})
        with pytest.raises(Refused, match="proved who you are"):
            give_approval(late, approval=asked, saw=shown)
    assert (doing.done, refusals("give_approval")) == ([], 2)


def test_what_has_changed_since_cannot_be_given_and_lapses(house, asked, doing):
    shown = saw(proven(house, "achebe"), asked)
    doing.words = "It goes to the East team."
    with pytest.raises(Refused, match="changed since"):
        give(house, asked, shown=shown)
    assert doing.done == []
    assert lapse_approvals(worker(at=NOW)) == 1
    assert Approval.objects.get().ended_as == "lapsed"


def test_what_a_leaver_asked_for_is_not_given_and_lapses(house, asked, doing):
    house.staff["reid"].is_active = False
    house.staff["reid"].save(update_fields=["is_active"])
    with pytest.raises(Refused, match="may no longer"):
        give(house, asked)
    assert (doing.done, lapse_approvals(worker(at=NOW))) == ([], 1)


def test_what_was_not_on_the_page_cannot_be_given(house, asked, doing):
    with pytest.raises(Refused, match="changed since"):
        give(house, asked, shown="0" * 64)
    assert doing.done == []


def test_the_rule_is_asked_again_and_nothing_is_kept_of_a_yes_it_refuses(house, asked, doing):
    doing.allowed = False
    with pytest.raises(Refused, match="No longer"):
        give(house, asked)
    assert Approval.objects.get().ended_as == ""
    assert refusals("give_approval") == 1


def test_a_fault_half_way_leaves_it_waiting(house, asked, doing):
    def fail() -> None:
        raise RuntimeError

    doing.fault = fail
    before = Entry.objects.count()
    with pytest.raises(RuntimeError):
        give(house, asked)
    assert (Approval.objects.get().ended_as, Entry.objects.filter(deed="give_approval").count()) == ("", 0)
    assert Entry.objects.count() == before + 1  # that the page was read


def test_a_no_has_a_reason_that_whoever_asked_reads(house, asked, doing):
    with pytest.raises(Refused):
        refuse_approval(house.actor("achebe"), approval=asked, reason="no")
    refuse_approval(house.actor("achebe"), approval=asked, reason=WHY)
    mine = one_approval(house.actor("reid"), approval=asked)
    assert (mine.row.ended_as, mine.reason, mine.ended_by, mine.open) == ("refused", WHY, "Ruth Achebe", False)
    with pytest.raises(Refused, match="ended already"):
        give(house, asked)
    assert doing.done == []


def test_whoever_asked_takes_it_back_and_nobody_else_does(house, asked):
    with pytest.raises(Refused, match="Only whoever asked"):
        withdraw_approval(house.actor("achebe"), approval=asked)
    withdraw_approval(house.actor("reid"), approval=asked)
    assert Approval.objects.get().ended_as == "withdrawn"
    with pytest.raises(Refused):
        give(house, asked)


def test_what_nobody_answers_lapses_after_two_weeks(house, asked):
    nearly, over = worker(at=NOW + timedelta(days=13, hours=23)), worker(at=NOW + timedelta(days=14))
    assert lapse_approvals(nearly) == 0
    with pytest.raises(Refused):
        lapse_approval(nearly, approval=Approval.objects.get().pk)
    with pytest.raises(Refused, match="lapsed"):
        give(house, asked, at=over.at)
    assert (lapse_approvals(over), lapse_approvals(over)) == (1, 0)
    held = Approval.objects.get()
    assert (held.ended_as, held.ended_by, held.ended.deed) == ("lapsed", None, "lapse_approval")


def test_one_that_cannot_be_looked_at_keeps_no_other_waiting(house, number, asked, doing, monkeypatch):
    ask(house.actor("reid"), to="West")
    good = doing.see

    def sometimes(work, plain):
        if plain["to"] == "South":
            raise RuntimeError
        return good(work, plain)

    doing.see = sometimes
    doing.register(monkeypatch)
    assert lapse_approvals(worker(at=NOW + timedelta(days=15))) == 1


def test_the_same_is_not_asked_for_twice(house, number, asked):
    with pytest.raises(Refused, match="waits for a second person already"):
        ask(house.actor("achebe"), number)
    assert ask(house.actor("reid"), number, to="East").told == 1


def test_whoever_said_yes_may_not_review_the_case(house, number, asked):
    give(house, asked)
    words = "Every step was taken, and the plan is agreed."
    with pytest.raises(Refused, match="nobody reviews what they decided"):
        review_case(house.actor("achebe"), number, findings=words)
    review_case(house.actor("reid"), number, findings=words)


def test_the_lists_show_each_their_own_and_go_on(house, doing):
    numbers = [ask(house.actor("reid", NOW + timedelta(minutes=n)), to=f"{n}").approval for n in range(27)]
    later = NOW + timedelta(hours=1)
    first = inbox(house.actor("achebe", later))
    rest = inbox(house.actor("achebe", later), after=first.after)
    assert [row.approval for row in (*first.rows, *rest.rows)] == numbers
    assert (len(first.rows), rest.after, how_many_wait(house.actor("achebe", later))) == (25, "", 27)
    assert inbox(house.actor("reid", later)).rows == ()
    mine = inbox(house.actor("reid", later), view=ASKED)
    more = inbox(house.actor("reid", later), view=ASKED, after=mine.after)
    assert [row.approval for row in (*mine.rows, *more.rows)] == numbers[::-1]
    with pytest.raises(NotFound):
        inbox(house.actor("reid"), view="all")


def test_asking_and_the_answer_stand_on_the_timeline(house, number, asked):
    give(house, asked)
    titles = [one.title for one in open_case_file(house.actor("reid"), number).timeline]
    assert titles[:3] == ["Case assigned", "A second person said yes", "Asked of a second person: assign the case"]


def test_what_was_asked_shown_and_answered_is_kept_sealed(house, number, doing):
    doing.words = "A gooseberry hedge"
    asked = ask(house.actor("reid"), number, because="The marzipan accent").approval
    refuse_approval(house.actor("achebe"), approval=asked, reason="A ledger of turnips")
    held = b""
    with connection.cursor() as cursor:
        for table in ("records_approval", "records_entry", "records_outboxitem"):
            cursor.execute(f"SELECT * FROM {table}")
            held += b"".join(
                bytes(value) if isinstance(value, memoryview | bytes) else str(value).encode()
                for row in cursor.fetchall()
                for value in row
            )
    assert Approval.objects.get().reason == "A ledger of turnips"
    assert not [words for words in (b"gooseberry", b"marzipan", b"turnips") if words in held]
