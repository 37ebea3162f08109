"""`upstander invite`: a link that works once, and from there to signing in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from tests.cast import NOW, PASSWORD, Landlord, landlord
from upstander.cli.__main__ import main
from upstander.records.journal import Entry
from upstander.records.staff import Appointment, Staff

NEW = "kettle ladder november"
WHO = "nobody@landlord.example"


@pytest.fixture
def house() -> Iterator[Landlord]:
    """A landlord with one member of staff who cannot sign in yet."""
    with time_machine.travel(NOW, tick=False):
        made = landlord()
        staff = made.staff["nobody"]
        staff.set_unusable_password()
        staff.save(update_fields=["password"])
        yield made


def link(capsys: pytest.CaptureFixture[str], *options: str) -> str:
    assert main(["invite", WHO, *options]) == 0
    out = capsys.readouterr().out
    assert out.startswith("Kim Vale chooses a password here, once")
    found = re.search(r"http://127\.0\.0\.1(/\S+)", out)
    assert found
    return found[1]


def follow(path: str, password: str = NEW) -> tuple[str, str]:
    """Open the link as a browser would, and choose a password; return what the first and the last page say."""
    browser = Client()
    first = browser.get(path, follow=True)
    if b"used before" in first.content:
        return first.content.decode(), ""
    where = first.redirect_chain[-1][0]
    last = browser.post(where, {"password1": password, "password2": password}, follow=True)
    return first.content.decode(), last.content.decode()


def test_the_link_works_once_and_the_password_signs_in(house: Landlord, capsys: pytest.CaptureFixture[str]) -> None:
    path = link(capsys)
    first, last = follow(path)
    assert "Choose a password" in first
    assert "Your password is saved" in last
    assert Staff.objects.get(email=WHO).check_password(NEW)
    assert Client().login(username=WHO, email=WHO, password=NEW)
    assert "This link was used before" in follow(path)[0]


def test_it_is_on_the_record_without_the_link(house: Landlord, capsys: pytest.CaptureFixture[str]) -> None:
    path = link(capsys)
    entry = Entry.objects.latest("seq")
    assert (entry.deed, entry.allowed) == ("invite_staff", True)
    assert entry.detail == {"staff": str(house.staff["nobody"].pk), "lost": False}
    assert path.rsplit("-", 1)[1] not in str(entry.detail)


def test_it_is_over_after_three_days(house: Landlord, capsys: pytest.CaptureFixture[str]) -> None:
    path = link(capsys)
    with time_machine.travel(NOW + timedelta(days=3, minutes=1), tick=False):
        assert "more than three days old" in follow(path)[0]


def test_a_weak_password_is_told_and_nothing_is_saved(house: Landlord, capsys: pytest.CaptureFixture[str]) -> None:
    _, last = follow(link(capsys), "short")
    assert "There is a problem" in last
    assert "govuk-error-message" in last
    assert not Staff.objects.get(email=WHO).has_usable_password()


def test_whoever_can_sign_in_is_invited_only_when_it_is_lost(
    house: Landlord, capsys: pytest.CaptureFixture[str]
) -> None:
    follow(link(capsys))
    assert main(["invite", WHO]) == 1
    assert "They can sign in already." in capsys.readouterr().err
    follow(link(capsys, "--lost"), "another kettle ladder")
    assert Staff.objects.get(email=WHO).check_password("another kettle ladder")


def test_nobody_else_is_invited(house: Landlord, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["invite", "else@landlord.example"]) == 1
    assert "There is no such person." in capsys.readouterr().err
    Staff.objects.filter(email=WHO).update(is_active=False)
    assert main(["invite", WHO]) == 1
    assert "They no longer work here." in capsys.readouterr().err


def test_in_real_mode_an_appointment_prints_the_link(
    house: Landlord, settings: object, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.REAL = True  # type: ignore[attr-defined]  # of our own settings
    Appointment.objects.filter(role="administrator").delete()  # before there are any, the operator appoints
    assert main(["appoint", WHO, "housing_officer", "North"]) == 0
    assert "/sign-in/first/" in capsys.readouterr().out
    assert main(["appoint", "okafor@landlord.example", "housing_manager", "North"]) == 0
    assert "/sign-in/first/" not in capsys.readouterr().out
    assert house.staff["okafor"].check_password(PASSWORD)
