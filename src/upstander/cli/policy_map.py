"""`upstander map > docs/policy-map.md`: each clause, what keeps it, and where to find that: rules, deeds, pages, tests.

Read from the sources themselves, so it needs a checkout; a test holds the kept page fresh. Clause 1 asks that the
policy be read together with how it is carried out: this is the page that joins the two.
"""

from __future__ import annotations

import argparse
import importlib
import pkgutil
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from upstander import policy
from upstander.policy.clauses import CLAUSES, KEPT_LABELS, Clause, Kept
from upstander.policy.ruling import ENFORCED
from upstander.policy.titles import DEEDS

_HEAD = """\
# Policy map

Every clause of the policy in our own words, with what keeps it today, and what a reader might expect and would not
find. Made from the sources by `upstander map > docs/policy-map.md`; change those, not this page.
"""


@dataclass(frozen=True, slots=True)
class Place:
    """Something that keeps a clause, by its dotted or plain name, and the files it is found in."""

    name: str
    found_in: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MapRow:
    """One clause with its rules (found in tests) and its deeds (found in pages)."""

    clause: Clause
    rules: tuple[Place, ...]
    deeds: tuple[Place, ...]


def arguments(parser: argparse.ArgumentParser) -> None:
    """Take where the sources stand."""
    parser.add_argument("--root", type=Path, default=Path(), help="a checkout of the sources; here if not given")


def run(asked: argparse.Namespace) -> int:
    """Print the map."""
    print(policy_map(map_rows(asked.root)), end="")
    return 0


def map_rows(root: Path) -> tuple[MapRow, ...]:
    """Read what keeps each clause from the rules, the deeds, the pages and the tests of a checkout."""
    for matter in pkgutil.iter_modules(policy.__path__, f"{policy.__name__}."):
        importlib.import_module(matter.name)
    tests = _texts(root, "tests/policy", "test_*.py")
    pages = _texts(root, "src/upstander/web", "*.py") | _texts(root, "src/upstander/cli", "*.py")
    pages |= _texts(root, "src/upstander/intake", "*.py") | _texts(root, "src/upstander/api", "*.py")
    return tuple(
        MapRow(
            clause,
            tuple(_tested(rule, tests) for rule in sorted(set(ENFORCED.get(clause.number, ())))),
            tuple(
                _placed(deed, rf"{deed}|Deed\.{deed.name}", pages)
                for deed, facts in DEEDS.items()
                if facts.clause == clause.number
            ),
        )
        for clause in CLAUSES
    )


def policy_map(rows: Iterable[MapRow]) -> str:
    """Write the map as a page of Markdown."""
    listed = tuple(rows)
    states = Counter(row.clause.state for row in listed)
    counted = " · ".join(f"{states[state]} {KEPT_LABELS[state]}" for state in Kept)
    return "\n".join([_HEAD, f"{len(listed)} rows: {counted}.\n", *(_section(row) for row in listed)])


def _section(row: MapRow) -> str:
    clause = row.clause
    lines = [f"## {clause.number} · {clause.title}\n", f"{clause.promise}\n"]
    lines.append(f"**{KEPT_LABELS[clause.state].capitalize()}.** {clause.keeps}")
    if clause.missing:
        lines.append(f"*Missing:* {clause.missing}")
    if row.rules or row.deeds:
        lines.append("")
    lines += [_line("rule", place, "tried in", "not tried") for place in row.rules]
    lines += [_line("deed", place, "done from", "no door yet") for place in row.deeds]
    return "\n".join(lines) + "\n"


def _line(what: str, place: Place, where: str, nowhere: str) -> str:
    files = ", ".join(f"`{name}`" for name in place.found_in)
    return f"- {what} `{place.name}` ({where} {files})" if files else f"- {what} `{place.name}` ({nowhere})"


def _tested(rule: str, tests: Mapping[str, str]) -> Place:
    short = rule.removeprefix("upstander.policy.")
    return _placed(short, short.rsplit(".", 1)[-1], tests)


def _placed(name: str, words: str, texts: Mapping[str, str]) -> Place:
    used = re.compile(rf"\b({words})\b")
    return Place(name, tuple(sorted(path for path, text in texts.items() if used.search(text))))


def _texts(root: Path, under: str, pattern: str) -> dict[str, str]:
    found = sorted((root / under).rglob(pattern))
    return {path.relative_to(root).as_posix(): path.read_text(encoding="utf-8") for path in found}
