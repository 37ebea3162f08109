"""Workers and the database are killed in the middle of sending: every notice arrives, and once by its name.

A real mail server counts. UPSTANDER_KILLS=50 (or more) kills for longer than `make test` has time for.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from django.db import connections

from tests import postgres
from tests.post.nursery import seed
from tests.post.servers import GOOD, Mailbox, mail_server
from upstander.post.mail import message_id
from upstander.records.outbox import OutboxItem

ROOT = Path(__file__).parents[2]
KILLS = int(os.environ.get("UPSTANDER_KILLS", "4"))
NOTICES = 12 * KILLS
LONGEST = 30 + 5 * KILLS  # seconds
AT_ONCE = 2


class Slow(Mailbox):
    """A mail server that takes its time before and after it has taken a message, so that a kill falls there too."""

    async def handle_DATA(self, server, session, envelope):
        import asyncio

        await asyncio.sleep(0.02)
        answer = await super().handle_DATA(server, session, envelope)
        await asyncio.sleep(0.02)
        return answer


class Workers:
    """The workers that run now, and how many were killed."""

    def __init__(self, environ: dict[str, str]) -> None:
        words = [sys.executable, "-W", "ignore", "-m", "tests.post.nursery"]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
        self.nursery = subprocess.Popen(words, env=environ, cwd=ROOT, text=True, **pipes)
        self.alive: list[int] = []
        self.killed = 0

    def ask(self, line: str) -> str:
        self.nursery.stdin.write(f"{line}\n")
        self.nursery.stdin.flush()
        while not (answer := self.nursery.stdout.readline()).strip().isalnum():
            assert answer, "the nursery is gone"
        return answer.strip()

    def start(self) -> None:
        self.alive.append(int(self.ask("worker")))

    def kill(self, pid: int) -> None:
        self.alive.remove(pid)
        self.killed += 1
        os.kill(pid, signal.SIGKILL)

    def end(self) -> None:
        for pid in self.alive:
            os.kill(pid, signal.SIGKILL)
        self.nursery.kill()
        self.nursery.wait()
        self.nursery.stdin.close()
        self.nursery.stdout.close()


@contextmanager
def workers(port: int, **more: str) -> Iterator[Workers]:
    mail = {"UPSTANDER_MAIL_HOST": "127.0.0.1", "UPSTANDER_MAIL_PORT": str(port), "UPSTANDER_MAIL_TLS": "none"}
    found = Workers({**os.environ, "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}", **mail, **more})
    try:
        yield found
    finally:
        found.end()


def url(alias: str) -> str:
    """The address of this run's database, for another process."""
    held = connections[alias].settings_dict
    if connections[alias].vendor == "sqlite":
        return f"sqlite:///{held['NAME']}"
    told = os.environ["UPSTANDER_DATABASE_URL" if alias == "default" else "UPSTANDER_KEYS_DATABASE_URL"]
    return f"postgres://{held['USER']}@/{held['NAME']}?{told.partition('?')[2]}"


def kill_until_all_is_sent(box: Mailbox, found: Workers, left: Callable[[], int], also: Callable[[], None]) -> None:
    """Kill a worker at random moments, and what else there is to kill in between, until nothing is left to send."""
    chance, until = random.Random(7), time.monotonic() + LONGEST
    while left():
        assert time.monotonic() < until, (left(), len(box.taken), found.killed)
        while len(found.alive) < AT_ONCE:
            found.start()
        before = len(box.taken)
        while found.killed < KILLS and len(box.taken) < before + 4 and time.monotonic() < until and left():
            time.sleep(chance.uniform(0.005, 0.05))
        if found.killed < KILLS and len(box.taken) >= before + 4:
            found.kill(chance.choice(found.alive))
            also()
        time.sleep(0.05)


def hold(box: Mailbox, found: Workers, names: set[str]) -> None:
    """Each arrived; each is one by its name; no more second copies than workers that were killed while handing over."""
    assert found.killed == KILLS
    assert set(box.ids()) == names
    assert len(names) == NOTICES
    copies = len(box.taken) - NOTICES
    print(f"{NOTICES} notices, {found.killed} workers killed, {copies} second copies under the same name")
    assert copies <= found.killed


@pytest.mark.django_db(transaction=True)
def test_workers_killed_while_they_send_lose_nothing_and_say_nothing_twice():
    seed(NOTICES)
    mine = OutboxItem.objects.filter(key__startswith="kill:")
    names = {f"<{item}@localhost>" for item in mine.values_list("pk", flat=True)}
    box, places = Slow(), {"UPSTANDER_DATABASE_URL": url("default"), "UPSTANDER_KEYS_DATABASE_URL": url("keys")}
    with mail_server(box) as port, workers(port, **places) as found:
        kill_until_all_is_sent(box, found, lambda: mine.exclude(state="sent").count(), lambda: None)
    box.taken = [one for one in box.taken if str(one["Message-ID"]) in names]
    hold(box, found, names)


@pytest.mark.postgres
@pytest.mark.slow
def test_a_database_that_is_killed_too_loses_nothing():
    server = postgres.start()
    box = Slow()
    data, keys = map(server.url, postgres.DATABASES)
    places = {"UPSTANDER_DATABASE_URL": data, "UPSTANDER_KEYS_DATABASE_URL": keys}
    migrate = [sys.executable, "-W", "ignore", "-m", "upstander.cli", "migrate"]
    subprocess.run(
        migrate, env={**os.environ, **places, "PYTHONPATH": str(ROOT / "src")}, check=True, capture_output=True
    )
    held = {"server": server}
    try:
        with mail_server(box) as port, workers(port, **places) as found:
            assert found.ask(f"seed {NOTICES}") == "done"
            names = {
                f"<{pk}@localhost>"
                for (pk,) in asked(server, "SELECT id FROM records_outboxitem WHERE key LIKE 'kill:%'")
            }
            again = lambda: held.update(server=held["server"].kill())  # noqa: E731 - said once, for this turn
            kill_until_all_is_sent(box, found, lambda: left(held["server"]), again)
    finally:
        held["server"].stop()
    box.taken = [one for one in box.taken if str(one["Message-ID"]) in names]
    hold(box, found, names)


def asked(server: postgres.Server, words: str) -> list[tuple[object, ...]]:
    with psycopg.connect(server.url("upstander").replace("postgres://", "postgresql://")) as it:
        return it.execute(words).fetchall()


def left(server: postgres.Server) -> int:
    """How many are not sent; while the database comes up again, at least one."""
    try:
        return int(
            asked(server, "SELECT count(*) FROM records_outboxitem WHERE key LIKE 'kill:%' AND state <> 'sent'")[0][0]
        )
    except psycopg.OperationalError:
        return 1


def test_the_name_that_is_counted_by_is_the_notices_own():
    assert message_id("x") == "<x@localhost>"
    assert GOOD.startswith("250")
