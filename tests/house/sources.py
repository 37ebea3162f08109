"""Where the house's own sources stand, read once for all tests of this room."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
HOUSE = ROOT / "src" / "upstander"


@dataclass(frozen=True)
class Source:
    """One Python file: where it stands, from the root, and what it says."""

    path: str
    text: str

    @property
    def tree(self) -> ast.Module:
        """The file as Python reads it."""
        return ast.parse(self.text)

    @property
    def lines(self) -> int:
        """How long it is."""
        return len(self.text.splitlines())


@cache
def kept() -> tuple[str, ...]:
    """Every file that is, or would be, committed."""
    git = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--deduplicate"]
    listed = subprocess.run(git, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
    return tuple(name for name in listed if (ROOT / name).is_file())


def sources(*under: str, ending: str = ".py") -> list[Source]:
    """The kept files under these folders, without migrations, which Django writes."""
    return [
        Source(name, (ROOT / name).read_text(encoding="utf-8"))
        for name in kept()
        if name.endswith(ending) and name.startswith(under) and "/migrations/" not in name
    ]


def found(check: Callable[[Source], Iterator[str]], files: list[Source]) -> list[str]:
    """Everything a check finds, each with its place. A check that is shown nothing has checked nothing."""
    assert files, "no file was looked at"
    return [f"{source.path}: {wrong}" for source in files for wrong in check(source)]


def found_in(check: Callable[[Source], Iterator[str]], text: str, path: str = "src/upstander/policy/x.py") -> list[str]:
    """What a check finds in a few lines, to show that it can find something."""
    return list(check(Source(path, text)))
