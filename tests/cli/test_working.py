"""The worker: its round is noted, what is over is cleared away, and two of them do nothing twice."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
import time_machine
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import OperationalError, connections
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from tests.cast import NOW, Landlord, a_case, a_report, landlord
from upstander.casework import alerts, codes
from upstander.casework.actor import Actor, worker
from upstander.casework.told import Danger
from upstander.cli import work
from upstander.cli.__main__ import main
from upstander.post import sending
from upstander.records.case import ResidentCode
from upstander.records.drafts import CodeSlip
from upstander.records.duties import OwedDuty
from upstander.records.journal import Entry
from upstander.records.outbox import OutboxItem
from upstander.records.workers import WorkerRound, forget_workers

RAN: list[str] = []


@task()
def run_once(row: str) -> None:
    RAN.append(row)


@pytest.fixture
def house() -> Iterator[Landlord]:
    RAN.clear()
    with time_machine.travel(NOW, tick=False):
        yield landlord()


def test_a_round_is_noted_with_what_failed_in_it(house: Landlord, monkeypatch: pytest.MonkeyPatch) -> None:
    assert main(["work", "--once"]) == 0
    row = WorkerRound.objects.get()
    assert (row.name, row.beat_at, row.rounds, row.failed) == (sending.ME, NOW, 1, [])

    def fails(*_: object, **__: object) -> None:
        raise OperationalError("locked")

    monkeypatch.setattr(alerts, "escalate", fails)
    assert main(["work", "--once"]) == 1
    assert WorkerRound.objects.values_list("rounds", "failed").get() == (2, ["alerts"])


def test_a_round_that_cannot_be_noted_is_not_the_end_of_the_worker(
    house: Landlord, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise OperationalError("locked")

    monkeypatch.setattr(work.health, "beat", fails)
    assert main(["work", "--once"]) == 0


def test_the_last_worker_is_never_forgotten(house: Landlord) -> None:
    for name, at in (("one", NOW), ("two", NOW + timedelta(hours=1))):
        WorkerRound.objects.create(name=name, started_at=at, beat_at=at)
    assert forget_workers(before=NOW + timedelta(days=2)) == 1
    assert WorkerRound.objects.get().name == "two"


def test_a_daily_look_comes_to_its_end_once_a_day(house: Landlord, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that did not come to its end, or failed, goes on in the next round."""
    answers: list[object] = [OperationalError("locked"), (3, False), (1, True), (0, True)]
    asked: list[object] = []

    def looks(who: Actor) -> object:
        asked.append(who.key)
        answer = answers[len(asked) - 1]
        if isinstance(answer, Exception):
            raise answer
        return answer

    monkeypatch.setattr(work.rechecking, "recheck_cases", looks)
    looked: dict[str, date] = {}
    assert work.one_round(looked) == ["agencies"]
    for done in (2, 3, 3, 3):
        assert work.one_round(looked) == []
        assert len(asked) == done
    with time_machine.travel(NOW + timedelta(days=1), tick=False):
        assert work.one_round(looked) == []
    assert asked == ["worker"] * 4


def test_jobs_run_in_a_round(house: Landlord, capsys: pytest.CaptureFixture[str]) -> None:
    for _ in range(3):
        run_once.enqueue("2026-11-22")
    assert main(["work", "--once"]) == 0
    assert "3 jobs done" in capsys.readouterr().out
    assert len(RAN) == 3


def test_old_sessions_and_slips_are_cleared(house: Landlord) -> None:
    a_report()
    code, day = ResidentCode.objects.get(), timedelta(days=1)
    for number, (expires, used) in enumerate([(NOW + day, None), (NOW + day, NOW), (NOW - day, None)]):
        CodeSlip.objects.create(digest=bytes([number]) * 32, code=code, expires_at=expires, used_at=used)
    for key, expires in (("old", NOW - day), ("new", NOW + day)):
        Session.objects.create(session_key=key, session_data="", expire_date=expires)
    assert settings.SESSION_ENGINE == "upstander.site.staffsessions"
    assert main(["work", "--once"]) == 0
    assert [bytes(slip.digest)[0] for slip in CodeSlip.objects.all()] == [0]
    assert [session.session_key for session in Session.objects.all()] == ["new"]
    assert codes.drop_old_slips(at=NOW + 2 * day) == 1


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_do_each_thing_once(mailoutbox: list[object]) -> None:
    """Real connections of their own; each raises the same alerts, sends the same notices and runs the same jobs."""
    house = landlord()
    with time_machine.travel(NOW, tick=False):
        a_case(house)
        for _ in range(3):
            a_report(danger=Danger(weapon=True))
        for _ in range(10):
            run_once.enqueue("2026-11-22")
    at, start, faults = NOW + timedelta(hours=2), threading.Barrier(2), []

    def round_of_work() -> None:
        try:
            start.wait()
            alerts.escalate(worker(at=at))
            sending.send_waiting(at=at)
            work.jobs.run_waiting(at=max(at, timezone.now()))
        except Exception as fault:  # noqa: BLE001 - told by the test
            faults.append(fault)
        finally:
            connections.close_all()

    RAN.clear()
    threads = [threading.Thread(target=round_of_work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert faults == []
    assert Entry.objects.filter(deed="raise_alert", allowed=True).count() == 3
    assert OwedDuty.objects.filter(kind="answer_alert").count() == 6
    sent = OutboxItem.objects.filter(state="sent").count()
    assert (sent, OutboxItem.objects.count()) == (len(mailoutbox), len(mailoutbox))
    assert (len(RAN), DBTaskResult.objects.filter(status="SUCCESSFUL").count()) == (10, 10)
