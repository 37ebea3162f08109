"""Starts real workers, each a process of its own, so that a test can kill them: `python -m tests.post.nursery`.

It loads everything once, forks a worker for each line it reads, and prints the process id. The claim of a dead
worker runs out after two seconds here and not after five minutes; everything else is `upstander work` as it is.
"""

from __future__ import annotations

import os
import signal
import sys
from datetime import timedelta

import django

CLAIM = timedelta(seconds=2)


def main() -> None:
    """Fork a worker for each line; with `seed N`, put N notices in the outbox first."""
    django.setup()
    from upstander.cli.__main__ import main as upstander
    from upstander.post import sending
    from upstander.records import outbox

    outbox.CLAIMED_FOR = CLAIM
    sending.wait_before_next = lambda tries: timedelta(seconds=1)
    for line in sys.stdin:
        words = line.split()
        if words[0] == "seed":
            _in_a_process(lambda number=int(words[1]): seed(number))
            print("done", flush=True)
            continue
        signal.signal(signal.SIGCHLD, signal.SIG_IGN)
        child = os.fork()
        if child == 0:
            sending.ME = f"worker:{os.getpid()}"
            os._exit(upstander(["work", "--every", "1"]))
        print(child, flush=True)


def _in_a_process(do: object) -> None:
    """Do something in a process of its own, so that no line to the database is handed down to the workers."""
    child = os.fork()
    if child == 0:
        do()  # type: ignore[operator]  # held as an object
        os._exit(0)
    os.waitpid(child, 0)


def seed(number: int) -> None:
    """Put so many notices in the outbox, each to somebody on the staff."""
    from tests.cast import a_report, landlord
    from upstander.records.journal import Entry
    from upstander.records.outbox import put_out

    house = landlord()
    a_report()
    entry = Entry.objects.latest("seq")
    for place in range(number):
        put_out(entry, notice="message", reference="", staff=house.staff["okafor"].pk, key=f"kill:{place}")


if __name__ == "__main__":
    main()
