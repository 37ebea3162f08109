"""`upstander appoint EMAIL ROLE TEAM`: a role for somebody on the staff, on the record (decisions 26 and 27)."""

from __future__ import annotations

import argparse

from django.conf import settings
from django.utils import timezone

from upstander.casework import actor
from upstander.casework.appointing import appoint_staff
from upstander.casework.inviting import can_sign_in
from upstander.cli.invite import invitation
from upstander.policy.roles import STAFF_ROLES, Role


def arguments(parser: argparse.ArgumentParser) -> None:
    """Take who, which role, and where."""
    parser.add_argument("email", help="as it was imported with the staff")
    parser.add_argument("role", choices=[role.value for role in Role if role in STAFF_ROLES])
    parser.add_argument("team", help="the name of the team; its areas and cases are what the role sees")


def run(asked: argparse.Namespace) -> int:
    """Appoint them from now on; in real mode, where they cannot sign in yet, print the link by which they will."""
    who = actor.operator(at=timezone.now())
    appointed = appoint_staff(who, email=asked.email, role=asked.role, team=asked.team)
    print(f"{appointed.name} is {appointed.role.replace('_', ' ')} in {appointed.team} from now on.")
    if settings.REAL and not can_sign_in(email=asked.email):
        print(invitation(asked.email))
    return 0
