"""What the figures say: each promise as a ratio to a floor of the same run, kept or not, with machine and day."""

from __future__ import annotations

import os
import platform
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

Figures = dict[str, Any]


@dataclass(frozen=True)
class Promise:
    """One line of the promises: its words, the figure, the limit, and whether less is better."""

    words: str
    figure: Callable[[Figures], float]
    limit: float
    unit: str = "×"
    at_least: bool = False

    def kept(self, figures: Figures) -> bool:
        """Whether the figure keeps within the limit."""
        found = self.figure(figures)
        return found >= self.limit if self.at_least else found <= self.limit


def ratio(name: str, floor: str) -> Callable[[Figures], float]:
    """Return how many times the floor something takes."""
    return lambda figures: figures[f"{name}_ms"] / figures[f"{floor}_ms"]


PROMISES = (
    Promise("Sending a report, to a view with one commit", ratio("submit", "commit"), 8),
    Promise("My work, to a page with 50 rows", ratio("my_work", "table"), 3),
    Promise("A case with 50 entries, to a page with 50 rows", ratio("case", "table"), 4),
    Promise("Finding by number, to a page with 50 rows", ratio("find_number", "table"), 4),
    Promise("Finding by name, to a page with 50 rows", ratio("find_name", "table"), 4),
    Promise("Reading through stories in sight (10,000 at most)", lambda f: f["free_text_s"], 0.5, " s"),
    Promise("Reports a second, eight at once", lambda f: f["reports_a_second"], 60, "", at_least=True),
    Promise("… of which failed", lambda f: f["errors"], 0, ""),
    Promise("From start to first page", lambda f: f["first_page_s"], 3, " s"),
    Promise("Memory of the larger web worker", lambda f: f["worker_mb"], 150, " MB"),
    Promise("Memory of a round of `upstander work`", lambda f: f["background_mb"], 150, " MB"),
    Promise("A pack of 200 entries, asked for, released and drawn: processor time", lambda f: f["pack_s"], 2, " s"),
    Promise("… memory of the process that does it", lambda f: f["pack_mb"], 200, " MB"),
)
GROWTH = (("My work, from 1,000 to 100,000 cases", "my_work"), ("A case, from 1,000 to 100,000 cases", "case"))
GROWS = 1.3


def promises(found: Sequence[Figures]) -> Iterator[str]:
    """Yield each promise at each database and size, in words."""
    for figures in found:
        yield f"{figures['vendor']}, {figures['size']:,} cases"
        for promise in PROMISES:
            mark = "kept  " if promise.kept(figures) else "BROKEN"
            limit = f"{'at least' if promise.at_least else 'at most'} {promise.limit:g}{promise.unit}"
            yield f"  {mark} {promise.words}: {promise.figure(figures):.2f}{promise.unit} ({limit})"
    for words, vendor, grown in growth(found):
        yield f"  {'kept  ' if grown <= GROWS else 'BROKEN'} {words} on {vendor}: {grown:.2f}× (at most {GROWS}×)"


def growth(found: Sequence[Figures]) -> Iterator[tuple[str, str, float]]:
    """Yield how much a page's ratio to its floor grows from the smallest to the largest house."""
    for vendor in dict.fromkeys(figures["vendor"] for figures in found):
        sizes = sorted((one for one in found if one["vendor"] == vendor), key=lambda one: int(one["size"]))
        if len(sizes) > 1:
            for words, name in GROWTH:
                first, last = (ratio(name, "table")(one) for one in (sizes[0], sizes[-1]))
                yield words, vendor, last / first


def page(found: Sequence[Figures]) -> str:
    """Return docs/bench.md."""
    heads = [f"{one['vendor']}, {one['size']:,}" for one in found]
    lines = [
        "# How fast it is",
        "",
        *_about(),
        "",
        f"| | at most | {' | '.join(heads)} |",
        f"|---|---|{'---|' * len(found)}",
    ]
    for promise in PROMISES:
        limit = f"{'≥ ' if promise.at_least else ''}{promise.limit:g}{promise.unit}"
        cells = [f"{promise.figure(one):.2f}{promise.unit}{'' if promise.kept(one) else ' **over**'}" for one in found]
        lines.append(f"| {promise.words} | {limit} | {' | '.join(cells)} |")
    lines += ["", "| growth of the ratio | at most | |", "|---|---|---|"]
    lines += [f"| {words}, {vendor} | {GROWS}× | {grown:.2f}× |" for words, vendor, grown in growth(found)]
    lines += [
        "",
        "Medians behind them, in milliseconds:",
        "",
        f"| | {' | '.join(heads)} |",
        f"|---|{'---|' * len(found)}",
    ]
    for name in sorted({key for one in found for key in one if key.endswith("_ms")}):
        lines.append(f"| {name[:-3].replace('_', ' ')} | {' | '.join(f'{one[name]:.1f}' for one in found)} |")
    return "\n".join(lines) + "\n"


def _about() -> list[str]:
    cpu = next(
        (
            line.partition(":")[2].strip()
            for line in Path("/proc/cpuinfo").read_text().splitlines()
            if "model name" in line
        ),
        platform.machine(),
    )
    return [
        "Written by `make bench` (`python -m bench --write`). Each figure is a median, asked in turn with its floor",
        "in one run of the real server: gunicorn with 2 workers in real mode, every commit waiting for the disk. The",
        "floors are views of the same server: one commit, one indexed query, and a page for staff with 50 rows. The",
        "databases are filled with copies of what the deeds write: `bench/filling.py`, held by",
        "`tests/bench/test_filling.py`. A pack is asked for, released and drawn by the deeds, in a process of its own:",
        "`bench/packs.py`, held by `tests/bench/test_packs.py`.",
        "",
        f"Measured on {datetime.now(UTC):%d %B %Y}: {cpu}, {os.cpu_count()} cores, Python {platform.python_version()}.",
        "The machine was shared with other work, so milliseconds swing; the ratios are what is promised.",
    ]
