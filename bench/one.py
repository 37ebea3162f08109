"""Measures the house on one database at one size, and prints the figures as one line of JSON."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.serving import Door, Visitor, databases, served

ROUNDS = int(os.environ.get("UPSTANDER_BENCH_ROUNDS", "40"))
SENT_AT_ONCE, SENDERS = 400, 8
ENTRIES = 50
WORK = """
import re
from upstander.cli.__main__ import main
assert main(["work", "--once"]) == 0
print(re.search(r"VmHWM.*", open("/proc/self/status").read())[0])
"""


@dataclass(frozen=True)
class House:
    """What a filled house has to ask for."""

    officer: dict[str, str]
    manager: dict[str, str]
    busy_case: str
    name: str
    full_case: str
    reports: list[dict[str, str]]


def main(vendor: str, size: int) -> None:
    """Fill, serve, measure, print."""
    with tempfile.TemporaryDirectory(prefix="upstander-bench-") as place, databases(vendor, Path(place)) as around:
        os.environ.update(around)
        began = time.perf_counter()
        house = _filled(size)
        filled = time.perf_counter() - began
        print(f"{vendor} {size}: filled in {filled:.0f} s", file=sys.stderr)
        with served(around) as door:
            figures = {"vendor": vendor, "size": size, "first_page_s": door.first_page, **_measured(door, house)}
            figures["worker_mb"] = _largest_worker(door.pid)
        figures["background_mb"] = _round_of_work()
        figures |= _pack(house.full_case)
    print(json.dumps(figures))


def _filled(size: int) -> House:
    import django

    django.setup()
    from bench.house import furnished
    from bench.people import reports_to_send, signed_in

    made = furnished(size, entries=ENTRIES)
    sent = ROUNDS + 2 + SENT_AT_ONCE
    return House(
        officer=signed_in(made.officer),
        manager=signed_in(made.manager),
        busy_case=made.busy_case,
        name=made.name,
        full_case=made.full_case,
        reports=reports_to_send(sent),
    )


def _measured(door: Door, house: House) -> dict[str, Any]:
    officer, nobody = door.visitor(**house.officer), door.visitor()
    manager = door.visitor(**house.manager)
    reports = iter(house.reports)
    asked: dict[str, Callable[[], float]] = {
        "bare": lambda: _took(nobody, "GET", "/floor/bare"),
        "query": lambda: _took(nobody, "GET", f"/floor/query?number={house.busy_case}"),
        "table": lambda: _took(officer, "GET", "/floor/table"),
        "commit": lambda: _took(nobody, "POST", "/floor/commit"),
        "my_work": lambda: _took(officer, "GET", "/work"),
        "case": lambda: _took(officer, "GET", f"/case/{house.busy_case}"),
        "find_number": lambda: _took(officer, "GET", f"/work/find?q={house.busy_case}"),
        "find_name": lambda: _took(officer, "GET", f"/work/find?q={house.name}"),
        "submit": lambda: _took(door.visitor(**next(reports)), "POST", "/form/check", sends=True),
    }
    times: dict[str, list[float]] = {name: [] for name in asked}
    for turn in range(ROUNDS + 2):
        for name, ask in asked.items():
            took = ask()
            if turn >= 2:
                times[name].append(took)
    words = [_took(manager, "GET", "/work/find?q=pomegranate&in=words") for _ in range(6)]
    return {
        **{f"{name}_ms": statistics.median(took) * 1000 for name, took in times.items()},
        "free_text_s": statistics.median(words[1:]),
        **_at_once(door, list(reports)),
    }


def _took(visitor: Visitor, method: str, address: str, *, sends: bool = False) -> float:
    status, took, body = visitor.ask(method, address, "csrfmiddlewaretoken=" + "b" * 32 if sends else "")
    if status != (302 if sends else 200):
        raise RuntimeError(f"{method} {address} answered {status}: {body[:300]!r}")
    return took


def _at_once(door: Door, reports: Sequence[dict[str, str]]) -> dict[str, float]:
    """Send reports from eight at once; return how many a second, and how many failed."""
    waiting, failed, lock = list(reports), [0], threading.Lock()

    def sender() -> None:
        while True:
            with lock:
                if not waiting:
                    return
                cookies = waiting.pop()
            try:
                _took(door.visitor(**cookies), "POST", "/form/check", sends=True)
            except (RuntimeError, OSError):
                with lock:
                    failed[0] += 1

    threads = [threading.Thread(target=sender) for _ in range(SENDERS)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return {"reports_a_second": len(reports) / (time.perf_counter() - began), "errors": failed[0]}


def _largest_worker(master: int) -> float:
    """Return the most memory that a worker ever held, in MB."""
    children = Path(f"/proc/{master}/task/{master}/children").read_text().split()
    held = [
        int(line.split()[1])
        for child in children
        for line in Path(f"/proc/{child}/status").read_text().splitlines()
        if line.startswith("VmHWM")
    ]
    return max(held) / 1024


def _round_of_work() -> float:
    """Return the most memory that a round of the background worker held, in MB."""
    done = subprocess.run([sys.executable, "-c", WORK], capture_output=True, check=True, text=True)  # noqa: S603 - our own words
    return int(done.stdout.split()[-2]) / 1024


def _pack(number: str) -> dict[str, float]:
    """Return what a pack of as many entries as it takes costs, in a process of its own."""
    command = [sys.executable, "-m", "bench.packs", number]
    done = subprocess.run(command, capture_output=True, check=True, text=True)  # noqa: S603 - our own module
    figures: dict[str, float] = json.loads(done.stdout.strip().splitlines()[-1])
    return figures


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
