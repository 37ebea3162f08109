"""`make bench`: measures the house on both databases at 1,000, 10,000 and 100,000 cases, and writes docs/bench.md."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from bench.telling import PROMISES, page, promises

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / "var" / "bench"
SIZES = (1_000, 10_000, 100_000)
VENDORS = ("sqlite", "postgres")


def main() -> int:
    """Measure what is asked for, go on where an earlier run stopped, and say which promises are kept."""
    asked = argparse.ArgumentParser(prog="make bench", description=(__doc__ or "").splitlines()[0])
    asked.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
    asked.add_argument("--databases", nargs="+", default=list(VENDORS), choices=VENDORS)
    asked.add_argument("--go-on", action="store_true", help="keep what an earlier run measured")
    asked.add_argument("--write", action="store_true", help="write docs/bench.md")
    told = asked.parse_args()
    KEPT.mkdir(parents=True, exist_ok=True)
    found = [_figures(vendor, size, go_on=told.go_on) for vendor in told.databases for size in told.sizes]
    for line in promises(found):
        print(line)
    if told.write:
        (ROOT / "docs" / "bench.md").write_text(page(found), encoding="utf-8")
    return 0


def _figures(vendor: str, size: int, *, go_on: bool) -> dict[str, Any]:
    kept = KEPT / f"{vendor}-{size}.json"
    if not (go_on and kept.exists() and _is_whole(json.loads(kept.read_text()))):
        command = [sys.executable, "-m", "bench.one", vendor, str(size)]
        done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True, text=True)  # noqa: S603 - our own module
        kept.write_text(done.stdout.strip().splitlines()[-1])
    figures: dict[str, Any] = json.loads(kept.read_text())
    return figures


def _is_whole(figures: dict[str, Any]) -> bool:
    """Whether an earlier run measured everything that is promised now."""
    try:
        return all(promise.figure(figures) >= 0 for promise in PROMISES)
    except KeyError:
        return False


if __name__ == "__main__":
    sys.exit(main())
