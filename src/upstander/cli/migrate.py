"""`upstander migrate`: makes both databases ready. Keys come first: no row is ever without its key (decision 11)."""

from __future__ import annotations

import argparse

from django.core.management import call_command


def arguments(parser: argparse.ArgumentParser) -> None:
    """Take nothing."""


def run(asked: argparse.Namespace) -> int:
    """Bring the key store, then the records, to this version."""
    call_command("migrate", "keystore", database="keys", verbosity=0)
    call_command("migrate", database="default", verbosity=0)
    call_command("createcachetable", verbosity=0)
    print("Both databases are ready.")
    return 0
