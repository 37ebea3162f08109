"""`upstander first-administrators`: two links, once; and then roles are given by page."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from tests.cast import Landlord, landlord
from upstander.cli.__main__ import main
from upstander.policy.roles import Role
from upstander.records.journal import Entry
from upstander.records.staff import Appointment, Staff

ASKED = ["first-administrators", "--email", "ada@x.example", "--name", "Ada Wells"]
BOTH = [*ASKED, "--email", "ben@x.example", "--name", "Ben Ogun"]
LINK = re.compile(r"http://127\.0\.0\.1(/sign-in/first/\S+)")


@pytest.fixture
def house() -> Landlord:
    """A landlord who has had no administrator yet."""
    made = landlord()
    Appointment.objects.filter(role=Role.ADMINISTRATOR).delete()
    return made


def test_two_links_work_once_each_and_the_command_never_again(
    house: Landlord, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(BOTH) == 0
    links = LINK.findall(capsys.readouterr().out)
    assert len(links) == 2
    entry = Entry.objects.get(deed="first_administrators")
    assert (entry.role, len(entry.detail["staff"])) == ("operator", 2)
    browser = Client()
    where = browser.get(links[0], follow=True).redirect_chain[-1][0]
    said = {"password1": "kettle ladder november", "password2": "kettle ladder november"}
    assert "Your password is saved" in browser.post(where, said, follow=True).content.decode()
    assert Staff.objects.get(email="ada@x.example").check_password("kettle ladder november")
    assert main(BOTH) == 1
    assert "There have been administrators already." in capsys.readouterr().err


def test_one_person_is_not_enough(house: Landlord, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(ASKED) == 1
    assert "The first administrators are two people." in capsys.readouterr().err
    assert not Staff.objects.filter(email="ada@x.example").exists()


def test_in_real_mode_the_operator_then_gives_no_role(
    house: Landlord, settings: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.REAL = True
    assert main(["appoint", "nobody@landlord.example", "housing_officer", "North"]) == 0
    assert main(BOTH) == 0
    assert main(["appoint", "nobody@landlord.example", "call_handler", "North"]) == 1
    assert main(["team", "South", "Ferry"]) == 1
    assert "by page, by two people" in capsys.readouterr().err
    assert main(["team"]) == 0
