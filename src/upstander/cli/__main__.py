"""`upstander COMMAND …`: finds the command's module by name, has the house ready where it needs one, and runs it.

Modules are named here and not imported, so that no door stands on another, and `upstander clause 7` needs no database.
Exit codes: 0 done; 1 not done, and the words say why; 2 not understood; 3 done in part; 4 not set up; 5 not whole.
"""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import django

from upstander.cli.trouble import told


@dataclass(frozen=True, slots=True)
class Command:
    """Where a command lives, what it is for, and whether it needs settings and databases."""

    module: str
    summary: str
    needs_house: bool = True


COMMANDS: Mapping[str, Command] = {
    "report": Command("upstander.cli.report", "Hand in a report from a JSON file; prints its number and code."),
    "clause": Command("upstander.cli.clause", "Print one clause of the policy and what keeps it.", needs_house=False),
    "clauses": Command("upstander.cli.clauses", "Print every clause and what keeps it.", needs_house=False),
    "map": Command("upstander.cli.policy_map", "Print what keeps each clause, from a checkout.", needs_house=False),
    "journal": Command("upstander.cli.journal", "Check whether the record of what was done is whole."),
    "work": Command("upstander.cli.work", "Do what falls due: alerts, messages, clearing up."),
    "import": Command("upstander.intake.command", "Take in homes, people, tenancies, staff or open cases from a file."),
    "import-files": Command("upstander.intake.files", "Take in photos, recordings and documents of cases."),
    "first-administrators": Command(
        "upstander.cli.first_administrators", "Name the first two administrators; prints a link for each."
    ),
    "appoint": Command("upstander.cli.appoint", "Give somebody on the staff a role in a team."),
    "team": Command("upstander.cli.team", "Say which areas a team looks after."),
    "invite": Command("upstander.cli.invite", "Print a link by which somebody on the staff chooses a password, once."),
    "on-call": Command("upstander.cli.on_call", "Say who answers alerts, and when."),
    "versions": Command("upstander.cli.versions", "List the versions of the policy and procedure."),
    "migrate": Command("upstander.cli.migrate", "Make both databases ready for this version."),
    "serve": Command("upstander.cli.serve", "Serve the pages."),
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; return its exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    name = words[0] if words else "--help"
    if name in {"-h", "--help", "help"}:
        print(overview())
        return 0
    if name not in COMMANDS:
        print(f"✗ There is no command “{name}”.\n\n{overview()}", file=sys.stderr)
        return 2
    try:
        return _run(name, COMMANDS[name], words[1:])
    except KeyboardInterrupt:
        print("\n✗ Stopped. What was done before stays done.", file=sys.stderr)
        return 130
    except BrokenPipeError:
        # Whoever read what we print has enough, as `head` does.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as trouble:
        known = told(trouble)
        if known is None:
            raise
        print(known.words, file=sys.stderr)
        return known.code


def overview() -> str:
    """Return the commands there are."""
    width = max(map(len, COMMANDS)) + 2
    lines = "\n".join(f"  {name:<{width}}{command.summary}" for name, command in COMMANDS.items())
    return f"usage: upstander COMMAND …\n\n{lines}\n\nupstander COMMAND --help says more."


def _run(name: str, command: Command, words: Sequence[str]) -> int:
    if command.needs_house:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "upstander.site.settings")
        django.setup()
    module = importlib.import_module(command.module)
    parser = argparse.ArgumentParser(prog=f"upstander {name}", description=command.summary)
    module.arguments(parser)
    code = module.run(parser.parse_args(words))
    assert isinstance(code, int)
    return code


if __name__ == "__main__":
    sys.exit(main())
