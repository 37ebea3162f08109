"""What went wrong, in words: what happened, what was kept, and what to do next."""

from __future__ import annotations

from dataclasses import dataclass

from upstander.policy.ruling import Refused

NOT_DONE, NOT_SET_UP = 1, 4


@dataclass(frozen=True, slots=True)
class Trouble:
    """Words for the person at the terminal, and the exit code."""

    words: str
    code: int


def told(error: Exception) -> Trouble | None:
    """Return what to say of an error that can be expected; None for a fault of ours."""
    if isinstance(error, Refused):
        ruling = error.ruling
        return Trouble(f"✗ Not done (clause {ruling.clause}). {ruling.why}\n  {ruling.how}".rstrip(), NOT_DONE)
    return _setup(error) or _missing(error)


def _setup(error: Exception) -> Trouble | None:
    from django.core.exceptions import ImproperlyConfigured
    from django.db.utils import OperationalError, ProgrammingError

    if isinstance(error, ImproperlyConfigured):
        return Trouble(f"✗ This installation is not set up. {error}\n  Nothing was done.", NOT_SET_UP)
    if isinstance(error, OperationalError | ProgrammingError):
        return Trouble(
            "✗ The database is not ready, or does not answer; what was under way was not kept.\n"
            f"  It says: {str(error).splitlines()[0]}\n"
            "  Look whether it runs. In a new installation, or after an upgrade: upstander migrate",
            NOT_SET_UP,
        )
    return None


def _missing(error: Exception) -> Trouble | None:
    from django.apps import apps

    if not apps.ready:
        return None
    from upstander.casework.opened import NotFound

    return Trouble(f"✗ {error} Nothing was done.", NOT_DONE) if isinstance(error, NotFound) else None
