"""`upstander clause 7`: a clause, or all below it, with what keeps it and the rules that enforce it."""

from __future__ import annotations

import argparse
import importlib
import pkgutil
import sys

from upstander import policy
from upstander.policy.clauses import KEPT_LABELS, Clause, clauses_under
from upstander.policy.ruling import ENFORCED


def arguments(parser: argparse.ArgumentParser) -> None:
    """Take the number of a clause."""
    parser.add_argument("number", nargs="+", help="such as 7, 3.2 or 3.2 c")


def run(asked: argparse.Namespace) -> int:
    """Print what the policy promises there."""
    number = " ".join(asked.number)
    found = clauses_under(number)
    if not found:
        print(f"✗ The policy has no clause {number}. All of them: upstander clauses", file=sys.stderr)
        return 1
    rules = enforced()
    print("\n\n".join(described(clause, rules) for clause in found))
    return 0


def enforced() -> dict[str, list[str]]:
    """Return the rules of every clause, by its number; every matter of the policy is looked through."""
    for matter in pkgutil.iter_modules(policy.__path__, f"{policy.__name__}."):
        importlib.import_module(matter.name)
    return {number: sorted(set(rules)) for number, rules in ENFORCED.items()}


def described(clause: Clause, rules: dict[str, list[str]]) -> str:
    """Return a clause in words."""
    lines = [
        f"{clause.number}  {clause.title}",
        f"  {clause.promise}",
        f"  {KEPT_LABELS[clause.state]}: {clause.keeps}",
    ]
    if clause.missing:
        lines.append(f"  Missing: {clause.missing}")
    lines += [f"  · {rule}" for rule in rules.get(clause.number, ())]
    return "\n".join(lines)
