"""`upstander invite EMAIL`: a link by which somebody on the staff chooses a password, once (7 a; decision 27)."""

from __future__ import annotations

import argparse

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from upstander.casework import actor
from upstander.casework.inviting import invite_staff


def arguments(parser: argparse.ArgumentParser) -> None:
    """Take who, and whether they lost a password they had."""
    parser.add_argument("email", help="as it was imported with the staff")
    parser.add_argument("--lost", action="store_true", help="they lost their password, and you made sure it is them")


def run(asked: argparse.Namespace) -> int:
    """Print the link."""
    print(invitation(asked.email, lost=asked.lost))
    return 0


def invitation(email: str, *, lost: bool = False) -> str:
    """Return the link, and what to do with it."""
    invited = invite_staff(actor.operator(at=timezone.now()), email=email, lost=lost)
    parts = {"uidb36": invited.uidb36, "key": invited.key}
    link = f"{settings.ENV.address}{reverse('account_reset_password_from_key', kwargs=parts)}"
    return f"{invited.name} chooses a password here, once, within three days. Give this to nobody but them:\n  {link}"
