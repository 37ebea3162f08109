"""Whose house this is: the name, phone and neutral way out that residents' pages show (clauses 2 d, 2 g)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from upstander.site.refusal import Misconfigured


@dataclass(frozen=True, slots=True)
class Landlord:
    """What pages say of the landlord. `elsewhere` is where somebody who leaves quickly lands."""

    name: str
    phone: str
    hours: str
    elsewhere: str


FICTIONAL = Landlord(
    name="Northgate Homes",
    phone="020 7946 0100",
    hours="Monday to Friday, 8am to 6pm",
    elsewhere="https://www.bbc.co.uk/weather",
)


def read(environ: Mapping[str, str], *, real: bool) -> Landlord:
    """Read the landlord from the environment. Raises Misconfigured in real mode, where nothing may be made up."""
    given = {
        "name": environ.get("UPSTANDER_LANDLORD_NAME", "").strip(),
        "phone": environ.get("UPSTANDER_LANDLORD_PHONE", "").strip(),
        "hours": environ.get("UPSTANDER_LANDLORD_HOURS", "").strip(),
        "elsewhere": environ.get("UPSTANDER_ELSEWHERE", "").strip() or FICTIONAL.elsewhere,
    }
    for field, value in given.items():
        if real and not value:
            name = f"UPSTANDER_LANDLORD_{field.upper()}"
            raise Misconfigured(name, "it is not set", "Residents need to know who you are.")
    return Landlord(**{field: value or getattr(FICTIONAL, field) for field, value in given.items()})
