"""The other commands: what they print, and their exit codes."""

from __future__ import annotations

import importlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.db import OperationalError
from django.utils import timezone

from tests.casework import drafted
from tests.cast import NOW, Landlord, a_report, landlord
from upstander.casework import alerts, record
from upstander.cli import work
from upstander.cli.__main__ import COMMANDS, main
from upstander.cli.clause import enforced
from upstander.policy.clauses import CLAUSES
from upstander.records import guards
from upstander.records.journal import Entry
from upstander.records.outbox import OutboxItem
from upstander.records.staff import Appointment, Membership, Team

SRC = Path(__file__).parents[2] / "src"
DOCS = Path(__file__).parents[2] / "docs" / "commands.md"


@pytest.fixture
def house() -> Iterator[Landlord]:
    """A landlord, on a morning in November."""
    with time_machine.travel(NOW, tick=False):
        yield landlord()


@pytest.fixture
def anchor(tmp_path: Path, settings: object) -> Path:
    """A file outside the database that the head is written to."""
    path = tmp_path / "anchor.txt"
    settings.ANCHOR = path  # type: ignore[attr-defined]  # of our own settings
    return path


def alone(*words: str, **environ: str) -> subprocess.CompletedProcess[str]:
    """Run a command in a process of its own, with next to no environment."""
    given = {"PATH": os.environ["PATH"], "PYTHONPATH": str(SRC), **environ}
    return subprocess.run([sys.executable, "-m", "upstander.cli", *words], env=given, capture_output=True, text=True)


def test_every_command_is_there_documented_and_says_what_it_takes(capsys: pytest.CaptureFixture[str]) -> None:
    page = DOCS.read_text(encoding="utf-8")
    for name, command in COMMANDS.items():
        module = importlib.import_module(command.module)
        assert module.__doc__
        assert f"## upstander {name}" in page, name
        with pytest.raises(SystemExit) as ended:
            main([name, "--help"])
        assert ended.value.code == 0
        assert command.summary.split(";")[0].split(".")[0] in " ".join(capsys.readouterr().out.split())


def test_no_words_list_the_commands(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    out = capsys.readouterr().out
    assert all(name in out for name in COMMANDS)
    assert main(["make-coffee"]) == 2
    assert "There is no command “make-coffee”." in capsys.readouterr().err


def test_the_policy_is_read_without_any_installation() -> None:
    done = alone("clause", "7")
    assert (done.returncode, done.stderr) == (0, "")
    assert "7 a  " in done.stdout
    assert "upstander.policy.sight.may_see_case" in done.stdout
    assert alone("clause", "99").returncode == 1


def test_a_command_that_needs_an_installation_says_what_is_missing() -> None:
    done = alone("journal", "verify")
    assert done.returncode == 4
    assert "UPSTANDER_MODE" in done.stderr
    assert "Nothing was done." in done.stderr


def test_a_database_that_is_not_ready_is_told_with_the_way_out(tmp_path: Path) -> None:
    done = alone("journal", "verify", UPSTANDER_MODE="demo", UPSTANDER_VAR=str(tmp_path))
    assert done.returncode == 4
    assert "upstander migrate" in done.stderr
    assert "Traceback" not in done.stderr


def test_every_clause_is_printed_for_people_and_for_machines(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["clauses"]) == 0
    page = capsys.readouterr().out
    assert main(["clauses", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert [row["clause"] for row in rows] == [clause.number for clause in CLAUSES]
    assert all(f"{clause.number}  {clause.title}" in page for clause in CLAUSES)
    assert {rule for row in rows for rule in row["rules"]} <= {rule for rules in enforced().values() for rule in rules}
    assert any(row["rules"] for row in rows)


def test_a_whole_record_is_said_to_be_whole(house: Landlord, anchor: Path, capsys: pytest.CaptureFixture[str]) -> None:
    a_report()
    assert main(["journal", "verify"]) == 0
    assert "no anchor is written yet" in capsys.readouterr().out
    assert main(["work", "--once"]) == 0
    capsys.readouterr()
    assert main(["journal", "verify"]) == 0
    assert "The record is whole: 2 entries, held against 1 anchors." in capsys.readouterr().out


@pytest.mark.django_db(transaction=True)
def test_a_record_that_was_changed_is_said_to_be_broken(
    house: Landlord, anchor: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from django.db import connection

    a_report()
    record.anchor_head(anchor, at=NOW)
    with anchor.open("a") as file:
        file.write(f"3 {'0' * 64} {NOW.isoformat(timespec='seconds')}\n")  # as if a third had been there
    guards.lift(connection)
    Entry.objects.filter(seq=1).update(actor="somebody else")
    assert main(["journal", "verify"]) == 5
    err = capsys.readouterr().err
    assert "entry 1: it was changed after it was written" in err
    assert "entry 3: it was anchored outside and is gone from the record" in err


def test_an_anchor_file_that_was_tampered_with_is_told(
    house: Landlord, anchor: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    anchor.write_text("nonsense\n")
    assert main(["journal", "verify"]) == 5
    assert "Line 1 of the anchor file" in capsys.readouterr().err


def test_one_round_of_work_does_all_of_it(
    house: Landlord, anchor: Path, mailoutbox: list[object], capsys: pytest.CaptureFixture[str]
) -> None:
    a_report(forms=("arson",))
    assert OutboxItem.objects.filter(state="waiting").exists()
    assert main(["work", "--once"]) == 0
    assert "1 notices sent" in capsys.readouterr().out
    assert len(mailoutbox) == 1
    assert len(anchor.read_text().splitlines()) == 1
    assert main(["work", "--once"]) == 0  # again: nothing is sent or written twice
    assert (len(mailoutbox), len(anchor.read_text().splitlines())) == (1, 1)


def test_one_part_that_fails_does_not_keep_the_others_waiting(
    house: Landlord, anchor: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise OperationalError("locked")

    a_report(forms=("arson",))
    monkeypatch.setattr(alerts, "escalate", fails)
    assert work.one_round() == ["alerts"]
    assert not OutboxItem.objects.filter(state="waiting").exists()
    assert anchor.exists()


def test_somebody_is_appointed_on_the_record(house: Landlord, capsys: pytest.CaptureFixture[str]) -> None:
    before = Entry.objects.count()
    assert main(["appoint", "nobody@landlord.example", "housing_officer", "North"]) == 0
    assert "Kim Vale" in capsys.readouterr().out
    appointment = Appointment.objects.get(staff=house.staff["nobody"])
    assert (appointment.role, appointment.team, appointment.end) == ("housing_officer", house.north, None)
    assert appointment.entry.deed == "appoint_staff"
    assert Entry.objects.count() == before + 1
    assert Membership.objects.get(staff=house.staff["nobody"]).team == house.north
    assert main(["appoint", "nobody@landlord.example", "housing_officer", "North"]) == 1
    assert "They hold this role in this team already." in capsys.readouterr().err


@pytest.mark.parametrize("words", [("else@landlord.example", "North"), ("nobody@landlord.example", "West")])
def test_who_or_what_is_not_known_is_not_appointed(house: Landlord, words: tuple[str, str]) -> None:
    assert main(["appoint", words[0], "housing_officer", words[1]]) == 1
    assert not Appointment.objects.filter(staff=house.staff["nobody"]).exists()
    with pytest.raises(SystemExit):
        main(["appoint", words[0], "operator", words[1]])
    assert Team.objects.count() == 2


def test_the_demo_is_served_on_this_machine_only(capsys: pytest.CaptureFixture[str]) -> None:
    assert not settings.REAL
    assert main(["serve", "--host", "0.0.0.0"]) == 1
    assert "on this machine only" in capsys.readouterr().err


def test_somebody_is_put_on_call(capsys: pytest.CaptureFixture[str]) -> None:
    landlord()
    start, end = timezone.localtime(), timezone.localtime() + timedelta(days=2)
    words = ["on-call", "reid@landlord.example", start.isoformat(), end.isoformat(), "--order", "2"]
    assert main(words) == 0
    assert "Morgan Reid is on call until" in capsys.readouterr().out
    with pytest.raises(SystemExit):
        main(["on-call", "reid@landlord.example", "Friday", "Monday"])


def test_the_versions_are_listed_with_the_day_from_which_each_counts(
    house: Landlord, capsys: pytest.CaptureFixture[str]
) -> None:
    drafted.adopt(house, day=NOW.date() + timedelta(days=7))
    assert main(["versions"]) == 0
    second, first = capsys.readouterr().out.splitlines()
    assert "procedure 2, policy 1: counts from 2026-11-25; asked for by Chris Moss, adopted by Alex Vane" in second
    assert "procedure 1, policy 1: counts from 2009-06-01 (in force); came with the software" in first
