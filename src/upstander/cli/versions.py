"""`upstander versions`: which versions of the policy and procedure there are, and from when each counts (front page).

They are written and adopted on the pages, by two people; no command adopts one.
"""

from __future__ import annotations

import argparse

from django.utils import timezone

from upstander.casework.versions.reads import every_version


def arguments(parser: argparse.ArgumentParser) -> None:
    """Nothing is asked."""


def run(asked: argparse.Namespace) -> int:
    """Print each version on a line, the newest first."""
    for row in every_version(at=timezone.now()):
        by = f"asked for by {row.asked_by}, adopted by {row.adopted_by}" if row.adopted_by else "came with the software"
        state = " (in force)" if row.in_force else ""
        counts = f"counts from {row.effective_from}{state}"
        print(f"procedure {row.number}, policy {row.policy_version}: {counts}; {by}")
    return 0
