"""`upstander first-administrators`: the two people who give every role from then on, once (7 a; decision 27)."""

from __future__ import annotations

import argparse

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from upstander.casework import actor
from upstander.casework.beginning import first_administrators


def arguments(parser: argparse.ArgumentParser) -> None:
    """Take two people, each by e-mail and name."""
    parser.add_argument("--email", action="append", default=[], help="of one of the two; give it twice")
    parser.add_argument("--name", action="append", default=[], help="of the same person; give it twice")


def run(asked: argparse.Namespace) -> int:
    """Name them, and print a link for each."""
    people = tuple(zip(asked.email, asked.name, strict=False)) if len(asked.email) == len(asked.name) else ()
    for one in first_administrators(actor.operator(at=timezone.now()), people=people):
        parts = {"uidb36": one.uidb36, "key": one.key}
        link = f"{settings.ENV.address}{reverse('account_reset_password_from_key', kwargs=parts)}"
        print(f"{one.name} chooses a password here, once, within three days. Give this to nobody but them:\n  {link}")
    return 0
