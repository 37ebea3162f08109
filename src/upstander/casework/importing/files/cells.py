"""One line's cells, each read as what it should be. What is wrong is taken down, the rest is still read."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar

from upstander.casework.importing.files.letters import code, hidden, shown
from upstander.casework.importing.files.times import FIRST, LAST, day_of, end_of, moment_of
from upstander.casework.importing.rows import Fault, Faults

POSTCODE = re.compile(r"([A-Z]{1,2}[0-9][A-Z0-9]?)([0-9][A-Z]{2})")
PHONE = re.compile(r"[+]?[0-9 ()./-]+((ext|x)[. ]*[0-9]+)?", re.ASCII | re.IGNORECASE)
EMAIL = re.compile(r"[^@\s,;<>\"]+@[^@\s,;<>\"]+\.[^@\s,;<>\"]+")

Choice = TypeVar("Choice", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a file: its name, the most characters a cell may hold, and what it means."""

    name: str
    most: int
    means: str
    needed: bool = False
    long: bool = False


class Cells:
    """The cells of one line, asked for by column."""

    def __init__(self, line: int, cells: dict[str, str], columns: dict[str, Column], today: date) -> None:
        self._line, self._cells, self._columns, self._today = line, cells, columns, today
        self.faults = Faults()

    def wrong(self, column: str, what: str) -> None:
        """Take down that a cell is wrong."""
        self.faults.add(Fault(self._line, column, what))

    def text(self, column: str) -> str:
        """Return a cell as plain text: trimmed, its letters composed, nothing hidden in it."""
        asked = self._columns[column]
        plain = unicodedata.normalize("NFC", self._cells.get(column, "")).strip()
        if asked.needed and not plain:
            self.wrong(column, "is empty. Every line needs it.")
        if len(plain) > asked.most:
            self.wrong(column, f"has {len(plain):,} characters; at most {asked.most:,} are kept. Shorten it.")
        for what in hidden(plain, long=asked.long):
            self.wrong(column, what)
        return plain

    def digits(self, column: str, *, most: int) -> str:
        """Return a reference of digits, filled up with noughts on the left to its full length."""
        plain = self.text(column)
        if not plain:
            return ""
        if re.fullmatch(r"[0-9](\.[0-9]+)?[eE]\+?[0-9]+", plain):
            self.wrong(column, f"is {plain}: Excel rounded it. Format the column as text, and fill it in anew.")
        elif not re.fullmatch(r"[0-9]+", plain) or len(plain) > most:
            self.wrong(column, f"is “{shown(plain)}”. It should be 1 to {most} digits and nothing else.")
        return plain.zfill(most)

    def number(self, column: str, *, most: int) -> int | None:
        """Return a whole number, or None for an empty cell."""
        plain = self.text(column)
        if not plain:
            return None
        if not re.fullmatch(r"[0-9]{1,9}", plain) or int(plain) > most:
            self.wrong(column, f"is “{shown(plain)}”. It should be a whole number up to {most:,}.")
            return None
        return int(plain)

    def postcode(self, column: str) -> str:
        """Return a postcode as it is written: in capitals, with its one space."""
        plain = self.text(column)
        found = POSTCODE.fullmatch("".join(plain.upper().split()))
        if plain and found is None:
            self.wrong(column, f"is “{shown(plain)}”, which is no postcode. It should look like SE16 4AB.")
        return " ".join(found.groups()) if found else plain

    def email(self, column: str) -> str:
        """Return an e-mail address in small letters."""
        plain = self.text(column).lower()
        if plain and not EMAIL.fullmatch(plain):
            self.wrong(column, f"is “{shown(plain)}”, which is no e-mail address. It looks like name@example.org.")
        return plain

    def phone(self, column: str) -> str:
        """Return a telephone number as it was written."""
        plain = self.text(column)
        if plain and not (PHONE.fullmatch(plain) and sum(c.isdigit() for c in plain) >= 6):
            self.wrong(column, f"is “{shown(plain)}”, which is no telephone number. It looks like 020 7946 0018.")
        return plain

    def choice(self, column: str, choices: type[Choice]) -> str:
        """Return one of a closed list, however its words were joined ("Low-cost rental", "low_cost_rental")."""
        plain = code(self.text(column))
        if plain and plain not in set(choices):
            self.wrong(column, f"is “{shown(plain)}”. It should be one of: {', '.join(choices)}.")
        return plain

    def choices(self, column: str, choices: type[Choice]) -> tuple[str, ...]:
        """Return several of a closed list, with semicolons between them."""
        found = [code(part) for part in self.text(column).split(";") if part.strip()]
        for plain in found:
            if plain not in set(choices):
                self.wrong(column, f"has “{shown(plain)}”. It should be some of, with ; between: {', '.join(choices)}.")
        return tuple(dict.fromkeys(found))

    def day(self, column: str, *, past: bool = False) -> date | None:
        """Return a date, written 2026-03-29 or 29/03/2026, or None for an empty cell."""
        plain = self.text(column)
        if not plain:
            return None
        try:
            found = day_of(plain)
        except ValueError:
            self.wrong(column, f"is “{shown(plain)}”, which is no date. Write 2026-03-29 or 29/03/2026.")
            return None
        if not FIRST <= found <= LAST or (past and found > self._today):
            self.wrong(column, f"is {found:%d/%m/%Y}, which {'has not come yet' if past else 'cannot be right'}.")
        return found

    def moment(self, column: str) -> datetime | None:
        """Return a moment in the past, as UTC. Without an hour it is the beginning of that day; times are London's."""
        plain = self.text(column)
        try:
            found = moment_of(plain) if plain else None
        except ValueError:
            self.wrong(column, f"is “{shown(plain)}”, which is no time. Write 2026-03-29 14:30, or 29/03/2026 14:30.")
            return None
        if found is not None and found > end_of(self._today):
            self.wrong(column, f"is “{shown(plain)}”, which has not come yet.")
        return found

    def in_order(self, first: date | None, first_column: str, last: date | None, last_column: str) -> None:
        """Take down that something ends before it starts."""
        if first and last and last < first:
            self.wrong(last_column, f"({last:%d/%m/%Y}) is before {first_column} ({first:%d/%m/%Y}). Check both.")
