"""What could not go out: seen by whoever looks after the case, tried again, or given up with a reason."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.casework.working import REASON, last_entry, refused
from tests.cast import NOW, a_case
from tests.post.stuck import a_stuck_notice
from upstander.casework import notices
from upstander.casework.notices import give_up_notice, retry_notice, stuck_notice, stuck_notices
from upstander.casework.opened import NotFound
from upstander.post.sending import send_waiting
from upstander.records.journal import breaks
from upstander.records.outbox import OutboxItem

LATER = NOW + timedelta(hours=1)


@pytest.fixture
def number(house):
    return a_case(house)


@pytest.fixture
def item(house, number):
    return a_stuck_notice(house, number)


def state(item: str) -> str:
    return OutboxItem.objects.get(pk=item).state


def test_it_is_tried_again_and_goes_out_once(house, number, item, mailoutbox):
    retry_notice(house.actor("reid", LATER), item=item)
    entry = last_entry()
    assert (entry.deed, entry.clause, entry.allowed) == ("retry_notice", "3.2 c", True)
    assert (state(item), OutboxItem.objects.get(pk=item).tries) == ("waiting", 0)
    send_waiting(at=LATER)
    assert state(item) == "sent"
    assert len([sent for sent in mailoutbox if number in sent.body]) >= 1
    assert refused(retry_notice, house.actor("reid", LATER), item=item).clause == "3.2 c"
    assert list(breaks()) == []


def test_it_is_given_up_with_a_reason_that_stands_on_the_record(house, item):
    give_up_notice(house.actor("reid", LATER), item=item, because=REASON)
    entry = last_entry()
    assert (entry.deed, entry.allowed, entry.detail["because"]) == ("give_up_notice", True, REASON)
    held = OutboxItem.objects.get(pk=item)
    assert (held.state, held.ended_id) == ("given_up", entry.pk)
    assert send_waiting(at=LATER).given_up == 0
    assert state(item) == "given_up"


@pytest.mark.parametrize("because", ["", "  ", "no", "x" * 2_001])
def test_nothing_is_given_up_in_silence(house, item, because):
    ruling = refused(give_up_notice, house.actor("reid", LATER), item=item, because=because)
    assert ruling.how
    assert (last_entry().allowed, state(item)) == (False, "dead")


def test_what_is_not_stuck_is_left_alone(house, number):
    item = a_stuck_notice(house, number, state="waiting")
    refused(retry_notice, house.actor("reid", LATER), item=item)
    refused(give_up_notice, house.actor("reid", LATER), item=item, because=REASON)
    assert state(item) == "waiting"


@pytest.mark.parametrize("name", ["haddad", "silva", "moss"])
def test_out_of_sight_there_is_nothing(house, item, name):
    actor = house.actor(name, LATER)
    assert item not in {row.item for row in stuck_notices(actor).rows}
    for deed in (retry_notice, stuck_notice):
        with pytest.raises(NotFound):
            deed(actor, item=item)
    with pytest.raises(NotFound):
        give_up_notice(actor, item=item, because=REASON)
    assert state(item) == "dead"


@pytest.mark.parametrize("name", ["okafor", "quinn", "ford", "hale", "nobody"])
def test_whoever_looks_after_nothing_has_no_such_page(house, item, name):
    with pytest.raises(NotFound):
        stuck_notices(house.actor(name, LATER))
    with pytest.raises(NotFound):
        retry_notice(house.actor(name, LATER), item=item)


def test_what_is_about_no_case_is_the_administrators(house, item):
    OutboxItem.objects.filter(pk=item).update(entry=_about_nothing(house))
    assert [row.number for row in stuck_notices(house.actor("moss", LATER)).rows] == [""]
    assert stuck_notices(house.actor("reid", LATER)).rows == ()
    retry_notice(house.actor("moss", LATER), item=item)
    assert state(item) == "waiting"


def _about_nothing(house):
    from upstander.records.journal import Entry

    return Entry.objects.filter(case_id=None, report_id=None).latest("seq")


def test_the_list_pages_and_shows_each_once(house, number, monkeypatch):
    monkeypatch.setattr(notices, "PAGE", 2)
    items = {a_stuck_notice(house, number) for _ in range(5)}
    actor, after, seen = house.actor("reid", LATER), "", []
    for _ in range(3):
        page = stuck_notices(actor, after=after)
        seen += [row.item for row in page.rows]
        after = page.after
    assert (len(seen), set(seen), after) == (5, items, "")
    with pytest.raises(NotFound):
        stuck_notices(actor, after="nonsense")


@pytest.mark.parametrize("deed", ["retry", "give up"])
def test_a_fault_half_way_leaves_nothing_behind(house, item, half_way, deed):
    with half_way():
        if deed == "retry":
            retry_notice(house.actor("reid", LATER), item=item)
        else:
            give_up_notice(house.actor("reid", LATER), item=item, because=REASON)
