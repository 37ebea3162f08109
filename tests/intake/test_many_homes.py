"""Many homes: ended in the middle and started again, and in bounded memory.

`make test` takes 5,000; UPSTANDER_TEST_HOMES=100000 takes as many as a large landlord has.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.intake.installed import Installation, installation

HOMES = int(os.environ.get("UPSTANDER_TEST_HOMES", "5000"))
BATCH = 500
MOST_KILOBYTES = 160_000  # Django and Python alone take about 60 MB of it
MAKER = Path(__file__).parents[2] / "tools" / "make_estate.py"


@pytest.fixture(scope="module")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of real postcodes, made as the documentation says."""
    folder = tmp_path_factory.mktemp("estate")
    words = [sys.executable, str(MAKER), "--only-homes", "--homes", str(HOMES), "--out", str(folder)]
    subprocess.run(words, check=True, capture_output=True)
    return folder / "homes.csv"


@pytest.fixture
def ours(tmp_path: Path) -> Iterator[Installation]:
    """An installation that nobody else uses."""
    with installation(tmp_path) as made:
        yield made


def until(ours: Installation, batches: int) -> int:
    """Wait until at least so many batches are in."""
    for _ in range(6000):
        done = ours.count("records_importbatch")
        if done >= batches:
            return done
        time.sleep(0.005)
    raise AssertionError("The import never began.")


def test_an_import_that_was_killed_goes_on_where_it_was(ours: Installation, homes: Path) -> None:
    process = ours.start("import", "homes", str(homes))
    until(ours, 2)
    process.kill()
    process.communicate()
    batches = ours.count("records_importbatch")
    assert 2 <= batches < HOMES // BATCH, "it was over before it could be ended"
    assert ours.count("records_home") == batches * BATCH  # each batch whole, none by halves
    assert "The record is whole" in ours.run("journal", "verify")
    said = ours.run("import", "homes", str(homes))
    assert f"{batches} of its batches are in. Going on." in said
    assert f"Done. {HOMES - batches * BATCH:,} new, 0 changed, {batches * BATCH:,} as they were." in said
    assert ours.count("records_home") == HOMES
    assert ours.count("records_importbatch") == HOMES // BATCH
    assert "There is nothing to change." in ours.run("import", "homes", str(homes))
    assert f"The record is whole: {HOMES // BATCH} entries" in ours.run("journal", "verify")


def test_many_homes_are_taken_in_within_bounded_memory(ours: Installation, homes: Path) -> None:
    began = time.monotonic()
    with ours.start("import", "homes", str(homes)) as process:
        most = 0
        while process.poll() is None:
            most = max(most, most_memory(process.pid))
            time.sleep(0.02)
        said, _ = process.communicate()
    print(f"{HOMES:,} homes: {most / 1000:.0f} MB at most, {time.monotonic() - began:.1f} s")
    assert process.returncode == 0
    assert f"Done. {HOMES:,} new" in said
    assert 0 < most < MOST_KILOBYTES


def most_memory(pid: int) -> int:
    """The most memory a process has had, in kB, by its own account: what its parent used before is not counted."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return next((int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")), 0)
