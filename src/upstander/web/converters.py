"""The parts of an address: numbers of cases and reports, and deeds, written with hyphens.

What does not read as one is no address at all, and gives the same page as what is out of sight (clause 7 a).
"""

from __future__ import annotations

from functools import cache

from django.urls import register_converter

from upstander.policy.deeds import Deed


class CaseNumber:
    """HC-2026-0412."""

    regex = r"HC-[0-9]{4}-[0-9]{4,8}"

    def to_python(self, value: str) -> str:
        """Keep it as it stands."""
        return value

    def to_url(self, value: str) -> str:
        """Keep it as it stands."""
        return value


class ReportNumber(CaseNumber):
    """R-2026-0001."""

    regex = r"R-[0-9]{4}-[0-9]{4,8}"


class DeedName:
    """record-first-contact, for the deed of that name."""

    regex = r"[a-z-]{1,40}"

    def to_python(self, value: str) -> Deed:
        """Return the deed; a word that is none raises ValueError, and the address is not found."""
        return Deed(value.replace("-", "_"))

    def to_url(self, value: str) -> str:
        """Write the deed as a word of an address."""
        return str(value).replace("_", "-")


class RowKey(CaseNumber):
    """The key of a row, as text."""

    regex = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"


class ClauseNumber:
    """3.2-c, for clause 3.2 c."""

    regex = r"[a-z0-9][a-z0-9.-]{0,11}"

    def to_python(self, value: str) -> str:
        """Write it as the policy does."""
        return value.replace("-", " ")

    def to_url(self, value: str) -> str:
        """Write it as a word of an address."""
        return value.replace(" ", "-")


@cache
def register_once() -> None:
    """Make the parts known; each room that uses them asks for it, and Django takes each only once."""
    register_converter(CaseNumber, "case")
    register_converter(ReportNumber, "report")
    register_converter(DeedName, "deed")
    register_converter(ClauseNumber, "clause")
    register_converter(RowKey, "key")
