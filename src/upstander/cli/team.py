"""`upstander team NAME AREA…`: which areas a team looks after, on the record (clause 7 a)."""

from __future__ import annotations

import argparse

from django.utils import timezone

from upstander.casework import actor
from upstander.casework.appointing import areas_by_team, look_after_areas


def arguments(parser: argparse.ArgumentParser) -> None:
    """Take the team and its areas; with neither, the command says which team has which."""
    parser.add_argument("team", nargs="?", default="", help="the name of the team; a new name makes a new team")
    parser.add_argument("areas", nargs="*", help="the areas as the homes file names them; these and no others")


def run(asked: argparse.Namespace) -> int:
    """Give the team its areas, or show what each team has."""
    if asked.team:
        look_after_areas(actor.operator(at=timezone.now()), team=asked.team, areas=tuple(asked.areas))
    for team, areas in areas_by_team().items():
        print(f"{team}: {', '.join(areas) or 'no area'}")
    return 0
