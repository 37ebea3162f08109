"""`upstander on-call EMAIL FROM TO [--order N]`: who answers alerts between two moments, on the record (clause 2 e)."""

from __future__ import annotations

import argparse
from datetime import datetime

from django.utils import timezone

from upstander.casework import actor
from upstander.casework.rota import put_on_call


def moment(text: str) -> datetime:
    """Read a moment such as 2026-11-27T17:00; without a zone, it is London's."""
    try:
        given = datetime.fromisoformat(text)
    except ValueError as bad:
        raise argparse.ArgumentTypeError(f"{text!r} is no moment; write one like 2026-11-27T17:00") from bad
    return given if given.tzinfo else timezone.make_aware(given)


def arguments(parser: argparse.ArgumentParser) -> None:
    """Take who, and between when."""
    parser.add_argument("email", help="of somebody whose role may answer an alert")
    parser.add_argument("start", type=moment, metavar="FROM", help="such as 2026-11-27T17:00")
    parser.add_argument("end", type=moment, metavar="TO", help="31 days later at most")
    parser.add_argument("--order", type=int, default=1, help="1 is asked first, 2 when nobody answered, and so on")


def run(asked: argparse.Namespace) -> int:
    """Put them on the rota."""
    who = actor.operator(at=timezone.now())
    name = put_on_call(who, email=asked.email, start=asked.start, end=asked.end, order=asked.order)
    until = timezone.localtime(asked.end)
    print(f"{name} is on call until {until:%H:%M} on {until.day} {until:%B %Y}, asked as number {asked.order}.")
    return 0
