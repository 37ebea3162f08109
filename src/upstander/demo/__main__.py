"""`python -m upstander.demo`: fill the demo's databases once, and say who can sign in."""

from __future__ import annotations

import os
import sys
import time

import django
from django.conf import settings
from django.utils import timezone


def main() -> int:
    """Fill the demo where it is empty. Refuses any database that is not a demo's."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "upstander.site.settings")
    django.setup()
    if not settings.DEMO:
        sys.stderr.write("This fills a demo with fictional people, and only runs with UPSTANDER_MODE=demo.\n")
        return 2
    from upstander.casework.appointing import colleagues
    from upstander.demo.seeding import fill, is_filled
    from upstander.policy.roles import ROLE_LABELS, Role

    now, began = timezone.now(), time.monotonic()
    if not is_filled(at=now):
        done = fill(now=now)
        sys.stdout.write(f"{done} deeds of half a year, in {time.monotonic() - began:.0f} seconds.\n")
    sys.stdout.write("The demo's people; sign in as any of them with one click:\n")
    for one in colleagues(at=now):
        held = sorted({ROLE_LABELS[Role(role)] for role, _ in one.roles})
        where = sorted({team for _, team in one.roles})
        sys.stdout.write(f"  {one.name:<20} {', '.join(held)} ({', '.join(where)})\n")
    sys.stdout.write("People at agencies come in at /agency, with one click each.\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
