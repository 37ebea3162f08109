"""What a door reads out of a file, as plain values, and what it says of a line that is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Generic, Protocol, TypeVar

R = TypeVar("R")
R_co = TypeVar("R_co", covariant=True)

LISTED_AT_MOST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeRow:
    """One home as the landlord's register has it."""

    uprn: str
    address: str
    postcode: str
    area: str
    borough: str
    tenure: str
    stock_class: str
    owner: str
    block: str = ""
    estate: str = ""
    managing_agent: str = ""
    managed_from: date | None = None
    managed_to: date | None = None
    held_from: date | None = None
    held_to: date | None = None
    easting: int | None = None
    northing: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """One person, by the reference the landlord knows them by."""

    reference: str
    name: str
    phone: str = ""
    email: str = ""
    language: str = ""
    interpreter: str = ""


class TenancyRole(StrEnum):
    """Who somebody is in a tenancy."""

    TENANT = "tenant"
    JOINT_TENANT = "joint_tenant"
    LEASEHOLDER = "leaseholder"
    SHARED_OWNER = "shared_owner"
    HOUSEHOLD_MEMBER = "household_member"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class TenancyRow:
    """One person in one tenancy of one home."""

    reference: str
    person: str
    uprn: str
    role: str
    start: date
    end: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffRow:
    """One member of staff and the team they work in. There is no role here, and there never will be."""

    email: str
    name: str
    team: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyRow:
    """One agency, group or activity of the register, by its name. No borough: it helps in all of them."""

    name: str
    kind: str
    boroughs: tuple[str, ...]
    start: date
    phone: str = ""
    email: str = ""
    does: str = ""
    for_whom: str = ""
    end: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRow:
    """One open case with the dates it has in the system it comes from."""

    number: str
    kind: str
    received_at: datetime
    opened_at: datetime
    summary: str
    category: str = ""
    grounds: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    happened_on: date | None = None
    route: str = ""
    owner: str = ""
    team: str = ""
    area: str = ""
    uprn: str = ""
    resident: str = ""
    alleged: str = ""
    alleged_words: str = ""
    first_contact_at: datetime | None = None
    interviewed_at: datetime | None = None
    last_contact_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Line(Generic[R_co]):
    """A row and the line of the file it begins on."""

    number: int
    row: R_co


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong on a line, in which column, and what to do about it."""

    line: int
    column: str
    what: str


@dataclass
class Faults:
    """Everything found wrong: the first 200 in full, the rest as a count, so that a wholly wrong file stays small."""

    listed: list[Fault] = field(default_factory=list)
    count: int = 0
    most: int = LISTED_AT_MOST

    def add(self, fault: Fault) -> None:
        """Take down one more."""
        self.count += 1
        if len(self.listed) < self.most:
            self.listed.append(fault)

    @property
    def unlisted(self) -> int:
        """How many are not listed."""
        return self.count - len(self.listed)


class File(Protocol[R_co]):
    """A file that can be read from its beginning as often as needed, a line at a time."""

    @property
    def digest(self) -> str:
        """The mark of its bytes, known once it was read to its end."""

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns it has."""

    def lines(self, faults: Faults) -> Iterator[Line[R_co]]:
        """Yield its right lines, and take down the wrong ones."""
