"""Keeps a migrated SQLite file from one run to the next, so that a single test does not wait for every migration.

It is kept under the mark of all code a migration may use; any change there makes a new one.
"""

from __future__ import annotations

import functools
import hashlib
import os
import shutil
import sqlite3
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / "var" / "prepared"
MADE_OF = ("src/upstander/records", "src/upstander/policy", "src/upstander/site/settings.py", "requirements/dev.txt")


@functools.cache
def mark() -> str:
    """The mark of everything that a migrated database comes from, as it stood when this run began."""
    digest = hashlib.sha256(sqlite3.sqlite_version.encode())
    for place in MADE_OF:
        path = ROOT / place
        for file in [path] if path.is_file() else sorted(path.rglob("*")):
            if file.suffix in {".py", ".toml", ".txt"}:
                digest.update(str(file).encode() + file.read_bytes())
    return digest.hexdigest()[:32]


def bring(database: Path) -> bool:
    """Put the kept file in place, if there is one that fits."""
    kept = KEPT / f"{mark()}.sqlite3"
    if kept.exists():
        shutil.copyfile(kept, database)
    return kept.exists()


def keep(database: Path) -> None:
    """Keep this freshly migrated file, and no older one."""
    KEPT.mkdir(parents=True, exist_ok=True)
    for old in KEPT.iterdir():
        old.unlink(missing_ok=True)
    draft = KEPT / f"{os.getpid()}.draft"
    with sqlite3.connect(database) as source, sqlite3.connect(draft) as copy:
        source.backup(copy)
    source.close()
    copy.close()
    draft.replace(KEPT / f"{mark()}.sqlite3")
