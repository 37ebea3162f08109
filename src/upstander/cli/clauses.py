"""`upstander clauses [--json]`: the whole policy, clause by clause, for people or for machines."""

from __future__ import annotations

import argparse
import json

from upstander.cli.clause import described, enforced
from upstander.policy.clauses import CLAUSES


def arguments(parser: argparse.ArgumentParser) -> None:
    """Take the form it is printed in."""
    parser.add_argument("--json", action="store_true", help="for machines")


def run(asked: argparse.Namespace) -> int:
    """Print every clause."""
    rules = enforced()
    if not asked.json:
        print("\n\n".join(described(clause, rules) for clause in CLAUSES))
        return 0
    rows = [
        {
            "clause": clause.number,
            "title": clause.title,
            "promise": clause.promise,
            "state": clause.state.value,
            "keeps": clause.keeps,
            "missing": clause.missing,
            "rules": rules.get(clause.number, []),
        }
        for clause in CLAUSES
    ]
    print(json.dumps(rows, ensure_ascii=False, indent=2))
    return 0
