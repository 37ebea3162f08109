"""Second steps: what is kept and sealed, who is told, what is refused, and what a reset takes away."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import decrypt
from django.db import connection

from tests.cast import NOW, Landlord, landlord
from upstander.casework import second_step
from upstander.casework.actor import Actor
from upstander.casework.opened import NotFound
from upstander.casework.second_step import change_sign_in, reset_second_factor, steps_of
from upstander.policy.ruling import Refused
from upstander.policy.second_step import Change
from upstander.records.journal import Entry
from upstander.records.outbox import OutboxItem
from upstander.records.staff import Staff

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
MET = "I met her at the Ferry office and saw her badge."


@pytest.fixture
def house() -> Landlord:
    return landlord()


def proved(house: Landlord, name: str) -> Actor:
    return replace(house.actor(name), proved_at=NOW)


def entries(deed: str) -> list[bool]:
    return list(Entry.objects.filter(deed=deed).order_by("seq").values_list("allowed", flat=True))


def test_an_app_is_kept_with_recovery_codes_entered_and_told(house: Landlord) -> None:
    change_sign_in(proved(house, "okafor"), change=Change.APP_ADDED, secret=SECRET)
    steps = steps_of(house.actor("okafor"))
    assert (steps.app, steps.codes_left, steps.many) == (True, 10, 1)
    assert entries("change_sign_in") == [True]
    told = OutboxItem.objects.get(notice="sign_in_changed")
    assert told.staff == house.staff["okafor"]


def test_the_database_holds_no_secret_in_clear(house: Landlord) -> None:
    change_sign_in(proved(house, "okafor"), change=Change.APP_ADDED, secret=SECRET)
    codes = Authenticator.objects.get(type="recovery_codes")
    seed = decrypt(codes.data["seed"])
    with connection.cursor() as cursor:
        cursor.execute("SELECT data FROM mfa_authenticator")
        held = json.dumps([str(row) for row in cursor.fetchall()])
    assert SECRET not in held
    assert seed not in held
    for code in codes.wrap().get_unused_codes():
        assert code not in held
    assert decrypt(Authenticator.objects.get(type="totp").data["secret"]) == SECRET


def test_without_a_fresh_proof_nothing_changes(house: Landlord) -> None:
    stale = replace(house.actor("okafor"), proved_at=NOW - timedelta(minutes=6))
    with pytest.raises(Refused):
        change_sign_in(stale, change=Change.APP_ADDED, secret=SECRET)
    assert not Authenticator.objects.exists()
    assert entries("change_sign_in") == [False]


def test_the_last_one_stays_where_the_role_needs_it(house: Landlord) -> None:
    change_sign_in(proved(house, "okafor"), change=Change.APP_ADDED, secret=SECRET)
    with pytest.raises(Refused):
        change_sign_in(proved(house, "okafor"), change=Change.APP_REMOVED)
    assert steps_of(house.actor("okafor")).app
    change_sign_in(proved(house, "quinn"), change=Change.APP_ADDED, secret=SECRET)
    change_sign_in(proved(house, "quinn"), change=Change.APP_REMOVED)
    assert steps_of(house.actor("quinn")) == second_step.Steps()


def test_new_codes_replace_the_old_ones(house: Landlord) -> None:
    change_sign_in(proved(house, "okafor"), change=Change.APP_ADDED, secret=SECRET)
    before = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()
    change_sign_in(proved(house, "okafor"), change=Change.CODES_MADE)
    after = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()
    assert not set(before) & set(after)


def test_somebody_elses_passkey_is_not_found(house: Landlord) -> None:
    theirs = Authenticator.objects.create(user=house.staff["lewis"], type="webauthn", data={"name": "His phone"})
    for key in (str(theirs.pk), "999", "x", ""):
        with pytest.raises(NotFound):
            change_sign_in(proved(house, "quinn"), change=Change.PASSKEY_REMOVED, passkey=key)
    assert Authenticator.objects.count() == 1


def test_signing_out_everywhere_ends_what_was_made_before(house: Landlord) -> None:
    before = house.staff["okafor"].get_session_auth_hash()
    change_sign_in(house.actor("okafor"), change=Change.SIGNED_OUT)
    assert Staff.objects.get(pk=house.staff["okafor"].pk).get_session_auth_hash() != before


def test_a_reset_takes_all_away_signs_out_and_is_told(house: Landlord) -> None:
    change_sign_in(proved(house, "okafor"), change=Change.APP_ADDED, secret=SECRET)
    before = house.staff["okafor"].get_session_auth_hash()
    assert reset_second_factor(proved(house, "moss"), staff=str(house.staff["okafor"].pk), reason=MET) == "Joy Okafor"
    assert not Authenticator.objects.exists()
    assert Staff.objects.get(pk=house.staff["okafor"].pk).get_session_auth_hash() != before
    assert OutboxItem.objects.get(notice="second_step_reset").staff == house.staff["okafor"]
    assert entries("reset_second_factor") == [True]


@pytest.mark.parametrize(
    ("who", "of", "reason"),
    [("moss", "moss", MET), ("moss", "okafor", "lost"), ("moss", "lewis", MET), ("reid", "okafor", MET)],
)
def test_a_reset_is_refused_and_that_is_entered(house: Landlord, who: str, of: str, reason: str) -> None:
    for name in ("okafor", "moss"):
        change_sign_in(proved(house, name), change=Change.APP_ADDED, secret=SECRET)
    with pytest.raises(Refused):
        reset_second_factor(proved(house, who), staff=str(house.staff[of].pk), reason=reason)
    assert Authenticator.objects.count() == 4
    assert entries("reset_second_factor") == [False]


def test_a_reset_of_nobody_and_without_a_proof(house: Landlord) -> None:
    with pytest.raises(NotFound):
        reset_second_factor(proved(house, "moss"), staff=str(uuid4()), reason=MET)
    change_sign_in(proved(house, "okafor"), change=Change.APP_ADDED, secret=SECRET)
    with pytest.raises(Refused):
        reset_second_factor(house.actor("moss"), staff=str(house.staff["okafor"].pk), reason=MET)
    assert steps_of(house.actor("okafor")).app


def test_a_fault_half_way_leaves_nothing(house: Landlord, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(second_step, "put_out", lambda *args, **more: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        change_sign_in(proved(house, "okafor"), change=Change.APP_ADDED, secret=SECRET)
    assert not Authenticator.objects.exists()
    assert entries("change_sign_in") == []
