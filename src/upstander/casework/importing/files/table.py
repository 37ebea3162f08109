"""A CSV file of one kind: its header checked once, its lines read as rows, as often as asked, in bounded memory."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO, Generic, Literal, Protocol, TypeVar

from upstander.casework.importing.files.cells import Cells, Column
from upstander.casework.importing.files.letters import code, shown
from upstander.casework.importing.files.reading import Broken, FileRefused, Records
from upstander.casework.importing.rows import Fault, Faults, Line
from upstander.policy.intake import ImportKind, may_import

R = TypeVar("R")


class Opens(Protocol):
    """Something that can be read from its beginning as often as asked: a path, or bytes that are held."""

    def open(self, mode: Literal["rb"], /) -> BinaryIO:
        """Open it to be read."""


@dataclass(frozen=True, slots=True)
class Layout(Generic[R]):
    """What a file of one kind looks like; `key` is what no two lines may share, and `key_column` where it stands."""

    kind: ImportKind
    columns: tuple[Column, ...]
    read: Callable[[Cells], R]
    key: Callable[[R], str]
    key_column: str


class Table(Generic[R]):
    """A file of one kind. Raises FileRefused when it is read and cannot be."""

    def __init__(self, path: Opens, layout: Layout[R], *, today: date, encoding: str = "utf-8") -> None:
        self.path, self.layout, self.digest = path, layout, ""
        self._today, self._encoding = today, encoding
        self._columns = {column.name: column for column in layout.columns}

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns it has, by the names we give them."""
        with self.path.open("rb") as file:
            for _, cells in Records(file, self._encoding):
                return self._header(cells)
        raise FileRefused("The file is empty.", "Export it again, with the names of the columns in the first line.")

    def lines(self, faults: Faults) -> Iterator[Line[R]]:
        """Yield its right lines, and take down what is wrong with the others."""
        columns, keys = self.columns, dict[str, int]()
        with self.path.open("rb") as file:
            records = Records(file, self._encoding)
            for number, cells in records:
                if number == 1:
                    continue
                line = self._line(number, cells, columns, faults)
                if line is not None and self._is_new(line, keys, faults):
                    yield line
            self.digest = records.digest

    def _header(self, cells: Sequence[str] | Broken) -> tuple[str, ...]:
        if isinstance(cells, Broken):
            raise FileRefused(f"The first line cannot be read: {cells}", "Export the file again.")
        names = tuple(code(cell) for cell in cells)
        ruling = may_import(self.layout.kind, columns=names)
        if not ruling.allowed:
            raise FileRefused(ruling.why, ruling.how)
        wrong = list(_wrong_names(names, self.layout.columns))
        if wrong:
            raise FileRefused(
                f"The first line does not name the columns of a {self.layout.kind} file: {' '.join(wrong)}",
                f"The columns are: {', '.join(self._columns)}. docs/imports.md says what each holds.",
            )
        return names

    def _line(
        self, number: int, cells: Sequence[str] | Broken, columns: Sequence[str], faults: Faults
    ) -> Line[R] | None:
        if isinstance(cells, Broken):
            faults.add(Fault(number, "", str(cells)))
            return None
        if not any(cell.strip() for cell in cells):
            return None  # an empty line says nothing
        if len(cells) != len(columns):
            what = f"has {len(cells)} cells where the first line has {len(columns)}."
            faults.add(Fault(number, "", f"{what} A cell with a comma in it is put in quotation marks."))
            return None
        asked = Cells(number, dict(zip(columns, cells, strict=True)), self._columns, self._today)
        row = self.layout.read(asked)
        for fault in asked.faults.listed:
            faults.add(fault)
        return None if asked.faults.count else Line(number, row)

    def _is_new(self, line: Line[R], keys: dict[str, int], faults: Faults) -> bool:
        key = self.layout.key(line.row)
        first = keys.setdefault(key, line.number)
        if first != line.number:
            what = f"“{shown(key)}” stands on line {first} already. Keep one of the two."
            faults.add(Fault(line.number, self.layout.key_column, what))
        return first == line.number


def _wrong_names(names: Sequence[str], columns: Sequence[Column]) -> Iterator[str]:
    known = [column.name for column in columns]
    if len(names) == 1 and any(mark in names[0] for mark in ";\t|"):
        yield "its cells are not separated by commas."
        return
    for column in columns:
        if column.needed and column.name not in names:
            yield f"“{column.name}” is missing."
    for name in dict.fromkeys(names):
        if name not in known:
            near = difflib.get_close_matches(name, known, n=1)
            yield f"“{shown(name)}” is not known{f' (“{near[0]}”?)' if near else ''}."
        elif names.count(name) > 1:
            yield f"“{name}” stands there twice."
