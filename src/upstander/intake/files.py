"""`upstander import-files LIST.csv`: photos, recordings and documents that another system kept with its cases.

The list says for each file its case, its path beside the list, and what it shows. Each line is a `keep_file` of its
own, and is told by itself: what is wrong with one keeps none of the others away. Run again, it takes in the rest.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils import timezone

from upstander.casework import actor
from upstander.casework.files import keep_file
from upstander.casework.opened import NotFound
from upstander.policy.files import LARGEST, shown_name
from upstander.policy.ruling import Refused

DONE, NOT_DONE, IN_PART = 0, 1, 3
COLUMNS = ("case", "path", "shows", "made")
NEEDED = frozenset({"case", "path"})


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the list."""

    line: int
    case: str
    path: str
    shows: str
    made: str


def arguments(parser: argparse.ArgumentParser) -> None:
    """Take the list."""
    parser.add_argument("list", type=Path, help="a CSV file with the columns case, path, shows and made")


def run(asked: argparse.Namespace) -> int:
    """Take in each line; say of each what came of it."""
    try:
        rows = list(_rows(asked.list))
    except (OSError, ValueError, csv.Error) as trouble:
        sys.stderr.write(f"✗ {asked.list} cannot be read: {trouble}.\n  Nothing was changed.\n")
        return NOT_DONE
    kept = sum(_taken_in(row, asked.list.resolve().parent) for row in rows)
    sys.stdout.write(f"{kept:,} of {len(rows):,} files are kept.\n")
    return DONE if kept == len(rows) else IN_PART if kept else NOT_DONE


def _rows(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8-sig", newline="") as held:
        reader = csv.DictReader(held, strict=True)
        named = {name.strip().lower() for name in reader.fieldnames or ()}
        if not named >= NEEDED:
            raise ValueError(f"it needs the columns {', '.join(COLUMNS)}")
        for row in reader:
            told = {(name or "").strip().lower(): value for name, value in row.items() if isinstance(value, str)}
            said = {name: (told.get(name) or "").strip() for name in COLUMNS}
            yield Row(line=reader.line_num, **said)


def _taken_in(row: Row, folder: Path) -> bool:
    try:
        path, size, content = _read(folder, row.path)
        who = actor.operator(at=timezone.now())
        said = {"shows": row.shows, "made": row.made}
        kept = keep_file(who, row.case.upper(), name=path.name, content=content, size=size, **said)
    except Refused as no:
        return _told(row, f"{no.ruling.why} {no.ruling.how}")
    except NotFound as no:
        return _told(row, str(no))
    except (OSError, ValueError) as trouble:
        return _told(row, getattr(trouble, "strerror", None) or str(trouble))
    sys.stdout.write(f"  line {row.line}: {kept.name} is kept with {row.case.upper()}.\n")
    return True


def _read(folder: Path, given: str) -> tuple[Path, int, bytes]:
    """Read a file that lies in the folder of the list, or below it, and nowhere else."""
    path = (folder / given).resolve()
    if not path.is_relative_to(folder) or not path.is_file():
        raise ValueError(f"There is no file {shown_name(given)} in the folder of the list.")
    size = path.stat().st_size
    return path, size, path.read_bytes() if size <= LARGEST else b""


def _told(row: Row, why: str) -> bool:
    sys.stderr.write(f"✗ line {row.line}: {why}\n")
    return False
