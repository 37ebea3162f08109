"""Jobs run once each, by ids alone; one that fails does not stop the others, and is failed in the open at last."""

from __future__ import annotations

import ast
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
import time_machine
from django.db import transaction
from django_tasks import task
from django_tasks_db.models import DBTaskResult

import upstander
from tests.cast import NOW
from tests.jobs import run_jobs
from upstander.post.jobs import KEPT_FOR, TRIES, drop_old, run_waiting
from upstander.records.jobs import CLAIMED_FOR, NotAnId, claimed, is_id

DONE: list[object] = []
ROW = str(uuid4())


@task()
def note(row: str, times: int = 1) -> str:
    DONE.append((row, times))
    return "what nobody keeps"


@task()
def burst(row: str) -> None:
    raise ValueError("Rehana Begum, 12 Ferry Street")


@pytest.fixture(autouse=True)
def _fresh():
    DONE.clear()
    with time_machine.travel(NOW, tick=False):
        yield


def test_what_waits_is_run_once():
    note.enqueue(ROW, times=3)
    assert run_jobs().done == 1
    assert run_jobs().done == 0
    assert DONE == [(ROW, 3)]
    assert DBTaskResult.objects.get().return_value is None


def test_a_job_of_a_deed_that_was_undone_never_runs():
    with transaction.atomic():
        note.enqueue(ROW)
        transaction.set_rollback(True)
    assert run_jobs().done == 0


def test_one_that_fails_does_not_stop_the_others_and_leaves_no_word_of_anybody():
    burst.enqueue(ROW)
    note.enqueue(ROW)
    ran = run_jobs(may_fail=True)
    assert (ran.done, ran.put_off) == (1, 1)
    kept = DBTaskResult.objects.get(task_path__endswith="burst")
    assert kept.exception_class_path == "ValueError"
    assert kept.traceback == ""


def test_it_is_tried_again_later_and_later_and_then_failed_in_the_open():
    burst.enqueue(ROW)
    at, waits = NOW, []
    for _ in range(TRIES - 1):
        assert run_waiting(at=at).put_off == 1
        until = DBTaskResult.objects.get().run_after
        assert run_waiting(at=until - timedelta(seconds=1)).put_off == 0
        waits.append(until - at)
        at = until
    assert waits == sorted(set(waits))
    assert run_waiting(at=at).failed == 1
    assert DBTaskResult.objects.get().status == "FAILED"
    assert run_waiting(at=at + timedelta(days=9)).failed == 0


def test_what_a_dead_worker_held_is_taken_up_again():
    note.enqueue(ROW)
    assert len(list(claimed(at=NOW, worker="dead", at_most=1))) == 1
    assert run_waiting(at=NOW + timedelta(minutes=1)).done == 0
    assert run_waiting(at=NOW + CLAIMED_FOR).done == 1


def test_done_jobs_are_forgotten_after_a_week_and_failed_ones_stay():
    note.enqueue(ROW)
    burst.enqueue(ROW)
    at = NOW
    for _ in range(TRIES):
        run_waiting(at=at)
        at += timedelta(hours=2)
    assert drop_old(at=at) == 0
    assert drop_old(at=at + KEPT_FOR) == 1
    assert DBTaskResult.objects.get().status == "FAILED"


@pytest.mark.parametrize("words", ["Rehana Begum", "rehana@example.org", "07700 900123", "she said no", "", "é"])
def test_a_job_carries_nothing_but_ids(words):
    with pytest.raises(NotAnId):
        note.enqueue(words)
    with pytest.raises(NotAnId):
        note.enqueue(ROW, times=[words])
    assert not DBTaskResult.objects.exists()


@pytest.mark.parametrize("value", [ROW, uuid4().hex, 7, None, True, "HC-2026-0412", "2026-11-22", [ROW, 3]])
def test_what_an_id_is(value):
    assert is_id(value)


def declared(tree: ast.Module) -> list[ast.FunctionDef]:
    """Every function that is declared to run later."""
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    return [
        each for each in functions if any("task" in ast.unparse(mark).split("(")[0] for mark in each.decorator_list)
    ]


def test_every_job_of_the_house_takes_ids_and_keeps_nothing():
    texts = {path: path.read_text(encoding="utf-8") for path in Path(upstander.__file__).parent.rglob("*.py")}
    for path, text in texts.items():
        for function in declared(ast.parse(text)) if "django_tasks" in text else ():
            given = [*function.args.args, *function.args.kwonlyargs]
            kinds = {ast.unparse(each.annotation) if each.annotation else "?" for each in given}
            assert kinds <= {"str", "int", "bool", "str | None", "int | None", "list[str]"}, (path, function.name)
            assert function.returns is not None, (path, function.name)
            assert ast.unparse(function.returns) == "None", (path, function.name)


def test_that_test_can_fail():
    assert declared(ast.parse("@task(priority=1)\ndef f(who: dict) -> str: ..."))
