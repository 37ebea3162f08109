"""Keys for other systems: two administrators, one secret, shown once; ended, expired, or gone with the account."""

from datetime import timedelta

import pytest

from tests.cast import NOW, a_case, landlord
from tests.keyed import a_key, end
from upstander.casework import notes
from upstander.casework.apikeys import collect_key, end_key, issue_key
from upstander.casework.keysheld import holder, keys, one_key
from upstander.casework.opened import NotFound, begun
from upstander.casework.twopeople import ACTS
from upstander.policy.apikeys import Read
from upstander.policy.roles import Deed
from upstander.policy.ruling import Refused
from upstander.records.apikeys import ApiKey, digest_of_key
from upstander.records.approvals import Approval
from upstander.records.journal import Entry

BECAUSE = "The contract with the repairs firm ended."


@pytest.fixture
def house():
    return landlord()


def asked(house, **changed):
    plain = {"account": "Okafor@landlord.example", "name": "Repairs", "days": 90}
    plain |= {"deeds": (Deed.ADD_NOTE,), "reads": (Read.DUTIES,)}
    return issue_key(house.actor("vane"), **plain | changed)


def given(house, approval, by="moss"):
    """What the second person does."""
    held = Approval.objects.get(pk=approval.approval)
    with begun(house.actor(by), Deed.ISSUE_KEY) as work:
        return ACTS[Deed.ISSUE_KEY].do(work, held.asked)


def test_one_asks_another_gives_and_the_first_is_shown_it_once(house):
    approval = asked(house)
    assert ApiKey.objects.count() == 0
    shown = dict(Approval.objects.get().shown["rows"])
    assert shown["It acts as"] == "Joy Okafor (okafor@landlord.example)"
    assert shown["It may do"] == "Add a note"
    key = given(house, approval)
    assert [row.state for row in keys(house.actor("moss")).rows] == ["waiting"]
    assert not one_key(house.actor("moss"), key=key).to_collect
    assert one_key(house.actor("vane"), key=key).to_collect
    with pytest.raises(Refused, match="Only whoever asked"):
        collect_key(house.actor("moss"), key=key)
    collected = collect_key(house.actor("vane"), key=key)
    assert len(collected.secret) >= 40
    assert collected.expires_at == NOW + timedelta(days=90)
    with pytest.raises(Refused, match="shown already"):
        collect_key(house.actor("vane"), key=key)
    held = holder(collected.secret, at=NOW)
    assert held.actor.staff == house.staff["okafor"].pk
    assert held.actor.only == {Deed.ADD_NOTE}
    assert held.reads == {Read.DUTIES}
    row = one_key(house.actor("moss"), key=key)
    assert (row.state, row.used) == ("in_use", "2026-11-18")


def test_the_secret_is_kept_nowhere(house):
    collected = collect_key(house.actor("vane"), key=given(house, asked(house)))
    held = ApiKey.objects.get()
    assert bytes(held.digest) == digest_of_key(collected.secret)
    assert not [entry for entry in Entry.objects.all() if collected.secret in str(entry.detail)]


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"deeds": (Deed.ASSIGN_CASE,)}, "more than this account may do"),
        ({"account": "vane@landlord.example", "deeds": ()}, "acts as themselves"),
        ({"days": 400}, "a year at most"),
    ],
)
def test_a_refusal_is_entered_and_nothing_waits(house, changed, says):
    with pytest.raises(Refused, match=says):
        asked(house, **changed)
    assert Approval.objects.count() == 0
    entry = Entry.objects.latest("seq")
    assert (entry.deed, entry.allowed) == (Deed.ISSUE_KEY, False)


def test_nobody_but_an_administrator_asks_sees_or_ends(house):
    secret = a_key(house, "okafor")
    key = str(ApiKey.objects.get(digest=digest_of_key(secret)).pk)
    for name in ("reid", "okafor", "ford", "nobody"):
        who = house.actor(name)
        with pytest.raises(Refused):
            issue_key(who, account="lewis@landlord.example", name="x", reads=(Read.DUTIES,), days=1)
        with pytest.raises(Refused):
            keys(who)
        with pytest.raises(Refused):
            end_key(who, key=key, because=BECAUSE)
    assert holder(secret, at=NOW)


def test_what_is_not_there_is_not_found(house):
    for key in ("no-key", "00000000-0000-4000-8000-000000000000"):
        for deed in (lambda key: collect_key(house.actor("vane"), key=key),
                     lambda key: end_key(house.actor("vane"), key=key, because=BECAUSE),
                     lambda key: one_key(house.actor("vane"), key=key),
                     lambda key: keys(house.actor("vane"), after=key)):  # fmt: skip
            with pytest.raises(NotFound):
                deed(key)
    with pytest.raises(NotFound):
        asked(house, account="nobody@else.example")


def test_what_was_true_when_it_was_asked_is_asked_again_when_it_is_given(house):
    approval = asked(house)
    house.staff["okafor"].appointments.update(end=NOW)
    with pytest.raises(Refused, match="more than this account may do"):
        given(house, approval)
    assert ApiKey.objects.count() == 0


def test_a_key_stops_when_it_ends_when_its_days_are_over_and_when_its_account_leaves(house):
    one, other, third = (a_key(house, "okafor", days=3) for _ in range(3))
    assert holder(one, at=NOW)
    end_key(house.actor("moss"), key=str(ApiKey.objects.get(digest=digest_of_key(one)).pk), because=BECAUSE)
    assert holder(one, at=NOW) is None
    end(other)
    assert holder(other, at=NOW) is None
    assert holder(third, at=NOW + timedelta(days=3)) is None
    house.staff["okafor"].is_active = False
    house.staff["okafor"].save()
    assert holder(third, at=NOW) is None
    assert holder("upk_nothing", at=NOW) is None
    assert holder("\ud800", at=NOW) is None


def test_a_key_does_no_more_than_it_was_given_for_and_the_journal_says_that_it_was_a_key(house):
    case = a_case(house)
    held = holder(a_key(house, "okafor", deeds=[Deed.ADD_NOTE]), at=NOW)
    notes.add_note(held.actor, case, text="The lock was changed today.")
    entry = Entry.objects.latest("seq")
    assert entry.actor == f"staff:{house.staff['okafor'].pk}"
    assert entry.on_behalf_of == f"key:{held.key}"
    with pytest.raises(Refused, match="not given for this"):
        notes.move_note(held.actor, case, note="x", to="HC-2026-9999", because=BECAUSE)
    entry = Entry.objects.latest("seq")
    assert (entry.allowed, entry.on_behalf_of) == (False, f"key:{held.key}")


def test_a_fault_half_way_leaves_nothing_behind(house, monkeypatch):
    key = given(house, asked(house))
    before = Entry.objects.count()

    def broken(*_, **__):
        raise RuntimeError("The disk is full.")

    monkeypatch.setattr("upstander.casework.opened.chain", broken)
    with pytest.raises(RuntimeError):
        collect_key(house.actor("vane"), key=key)
    assert ApiKey.objects.get().digest is None
    with pytest.raises(RuntimeError):
        end_key(house.actor("vane"), key=key, because=BECAUSE)
    assert ApiKey.objects.get().ended_at is None
    assert Entry.objects.count() == before


def test_the_list_goes_on_page_by_page(house):
    for _ in range(27):
        a_key(house, "okafor")
    first = keys(house.actor("vane"))
    second = keys(house.actor("vane"), after=first.after)
    assert (len(first.rows), len(second.rows), second.after) == (25, 2, "")
    assert not {row.key for row in first.rows} & {row.key for row in second.rows}
