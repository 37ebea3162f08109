"""`upstander journal verify`: whether the record of what was done is whole, and where it is not (clause 9)."""

from __future__ import annotations

import argparse
import sys

from django.conf import settings

from upstander.casework.record import SHOWN, AnchorUnreadable, check_record

NOT_WHOLE = 5


def arguments(parser: argparse.ArgumentParser) -> None:
    """Take what to do with the journal."""
    parser.add_argument("what", choices=["verify"])


def run(asked: argparse.Namespace) -> int:
    """Walk the whole chain and hold it against its anchors outside the database."""
    try:
        checked = check_record(settings.ANCHOR)
    except AnchorUnreadable as trouble:
        print(f"✗ {trouble} Look at {settings.ANCHOR}; compare it with a copy kept elsewhere.", file=sys.stderr)
        return NOT_WHOLE
    if checked.whole:
        anchored = f"held against {checked.anchors:,} anchors" if checked.anchors else "no anchor is written yet"
        print(f"The record is whole: {checked.entries:,} entries, {anchored}.")
        return 0
    print(f"✗ The record is not whole ({checked.entries:,} entries):", file=sys.stderr)
    for seq, what in checked.breaks:
        print(f"  entry {seq}: {what}", file=sys.stderr)
    if len(checked.breaks) == SHOWN:
        print(f"  … the first {SHOWN} are shown.", file=sys.stderr)
    print("  Change nothing. Take a copy of both databases and of the anchor file, and compare with a backup.")
    return NOT_WHOLE
