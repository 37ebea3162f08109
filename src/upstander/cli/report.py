"""`upstander report FILE.json`: hands in a report as every other door does, and prints its number and code (2 e).

The code is shown this once. Sent again with the same key, it is the same report; with other words, it is refused.
"""

from __future__ import annotations

import argparse
import json
import re
import secrets
import sys
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

from upstander.casework import actor
from upstander.casework.reporting import Received, SaidOtherwise, receive_report
from upstander.cli.telling import Wrong, told_from
from upstander.policy.telling import Channel

LONDON = ZoneInfo("Europe/London")
MOST_BYTES = 1_000_000
KEY = re.compile(r"[A-Za-z0-9_-]{16,64}")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Take a file."""
    parser.add_argument("file", help="a JSON file as in docs/commands.md; - reads standard input")
    parser.add_argument("--json", action="store_true", help="answer for machines")


def run(asked: argparse.Namespace) -> int:
    """Hand it in."""
    try:
        given = _given(asked.file)
        told = told_from(given)
    except Wrong as wrong:
        return _wrong(wrong.faults)
    except OSError as trouble:
        return _wrong([f"the file cannot be read: {trouble.strerror}."])
    try:
        received = receive_report(actor.operator(at=timezone.now()), told)
    except SaidOtherwise as before:
        return _wrong(
            [f"idempotency_key: was used before for report {before}, with other words. That report stands as it was."]
        )
    print(_answer(received, told.idempotency_key, machine=asked.json))
    return 0


def _given(name: str) -> dict[str, Any]:
    if name == "-":
        raw = sys.stdin.buffer.read(MOST_BYTES + 1)
    else:
        with Path(name).open("rb") as file:
            raw = file.read(MOST_BYTES + 1)
    if len(raw) > MOST_BYTES:
        raise Wrong([f"the file is longer than {MOST_BYTES:,} bytes. Shorten it; the rest can be sent as a message."])
    try:
        given = json.loads(raw.decode("utf-8-sig"))
    except UnicodeDecodeError as wrong:
        raise Wrong([f"byte {wrong.start + 1} is not UTF-8. Save the file as UTF-8."]) from wrong
    except (ValueError, RecursionError) as wrong:
        raise Wrong([f"it is not JSON: {wrong}."]) from wrong
    if not isinstance(given, dict):
        raise Wrong(["the report: should be an object, {…}."])
    return _with_key({"channel": Channel.COMMAND.value} | given)


def _with_key(given: dict[str, Any]) -> dict[str, Any]:
    key = given.setdefault("idempotency_key", secrets.token_urlsafe(24))
    if not isinstance(key, str) or not KEY.fullmatch(key):
        raise Wrong(["idempotency_key: should be 16 to 64 letters, digits, - or _; or leave it out to have one made."])
    return given


def _answer(received: Received, key: str, *, machine: bool) -> str:
    by = received.first_contact_by.astimezone(LONDON)
    if machine:
        return json.dumps(
            {
                "number": received.number,
                "code": received.code,
                "first_contact_by": by.isoformat(timespec="minutes"),
                "alerted": received.alerted,
                "again": received.again,
                "idempotency_key": key,
            }
        )
    lines = [
        f"Report {received.number} {'was kept before; nothing was added' if received.again else 'is kept'}.",
        f"Code for the person: {received.code or 'was shown before; a new one is issued by an officer'}",
        f"First contact by: {by:%A} {by.day} {by:%B %Y}, {by:%H:%M}",
        f"Key, to send the same again: {key}",
    ]
    return "\n".join(lines + (["Somebody on call was alerted."] if received.alerted else []))


def _wrong(faults: list[str]) -> int:
    print("✗ Nothing was kept:", file=sys.stderr)
    for fault in faults:
        print(f"  {fault}", file=sys.stderr)
    print("  Mend it and run the same command again. docs/commands.md says what each field is.", file=sys.stderr)
    return 1
