"""The lines of a CSV file, cut into cells: encodings told apart, broken lines reported, one at a time in memory."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator
from typing import BinaryIO

MOST_BYTES = 65_536
MOST_LINES = 50
ENCODINGS = {"utf-8": "utf-8", "windows-1252": "cp1252"}
NOT_CSV = {
    b"PK\x03\x04": "an Excel workbook or a zip file",
    b"\xd0\xcf\x11\xe0": "an old Excel workbook",
    b"\xff\xfe": "in UTF-16 (Excel's “Unicode text”)",
    b"\xfe\xff": "in UTF-16 (Excel's “Unicode text”)",
    b"\x1f\x8b": "a gzip file",
    b"%PDF": "a PDF",
}
SAVE_AS = "Save it as “CSV UTF-8 (comma delimited)” and import that."


class FileRefused(Exception):
    """The file as a whole cannot be read. `how` says what would make it readable."""

    def __init__(self, why: str, how: str) -> None:
        super().__init__(why)
        self.why, self.how = why, how


class Broken(Exception):
    """One record cannot be read; the next one can."""


class Records:
    """Walks through a file once. Each item is the line a record begins on, and its cells or what is broken there."""

    def __init__(self, file: BinaryIO, encoding: str) -> None:
        self._file, self._encoding, self._codec = file, encoding, ENCODINGS[encoding]
        self._line = self._since = 0
        self._hash = hashlib.sha256()
        self._beyond_ascii = False

    @property
    def digest(self) -> str:
        """The mark of the bytes read so far."""
        return self._hash.hexdigest()

    def __iter__(self) -> Iterator[tuple[int, list[str] | Broken]]:
        reader = csv.reader(self._lines(), strict=True)
        while True:
            begins, self._since = self._line + 1, 0
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as trouble:
                yield begins, Broken(_in_words(str(trouble)))
            except Broken as trouble:
                yield begins, trouble
                reader = csv.reader(self._lines(), strict=True)  # a generator that raised has ended
            else:
                yield begins, cells

    def _lines(self) -> Iterator[str]:
        while raw := self._file.readline(MOST_BYTES + 1):
            self._line += 1
            self._since += 1
            self._hash.update(raw)
            if self._line == 1:
                raw = _without_mark(raw)
            if len(raw) > MOST_BYTES:
                self._skip_the_rest(raw)
                raise Broken(f"this line is longer than {MOST_BYTES:,} bytes. Check that lines end where they should.")
            if self._since > MOST_LINES:
                raise Broken(
                    f"a quotation mark opens here and is not closed within {MOST_LINES} lines. "
                    'Close it; a quotation mark inside a cell is written twice ("").'
                )
            yield self._text(raw)

    def _skip_the_rest(self, raw: bytes) -> None:
        while raw and not raw.endswith(b"\n"):
            raw = self._file.readline(MOST_BYTES)
            self._hash.update(raw)

    def _text(self, raw: bytes) -> str:
        if b"\0" in raw:
            raise Broken("this line holds a NUL byte. The file was damaged on its way; export it again.")
        try:
            text = raw.decode(self._codec)
        except UnicodeDecodeError as trouble:
            raise self._undecodable(raw, trouble) from trouble
        self._beyond_ascii = self._beyond_ascii or not text.isascii()
        return text

    def _undecodable(self, raw: bytes, trouble: UnicodeDecodeError) -> FileRefused:
        byte = raw[trouble.start : trouble.start + 1]
        where = f"Line {self._line} has the byte {byte.hex().upper()}, which is not {self._encoding.upper()}"
        seen = byte.decode("cp1252", errors="ignore")
        if self._encoding == "utf-8" and seen and not self._beyond_ascii:
            return FileRefused(
                f"{where}. In Windows-1252 it is “{seen}”, so the file was probably saved by Excel as plain “CSV”.",
                f"{SAVE_AS} Or say so: --encoding windows-1252",
            )
        return FileRefused(f"{where}: letters on that line are damaged.", "Export the file again, as UTF-8.")


def _without_mark(raw: bytes) -> bytes:
    for start, what in NOT_CSV.items():
        if raw.startswith(start):
            raise FileRefused(f"The file is {what}, not CSV.", SAVE_AS)
    return raw.removeprefix(b"\xef\xbb\xbf")


def _in_words(trouble: str) -> str:
    if "expected after" in trouble:
        return 'a quotation mark stands inside a cell. Write it twice ("") and put the whole cell in quotation marks.'
    if "unexpected end" in trouble:
        return "a quotation mark opens here and is never closed."
    return f"this line cannot be read as CSV ({trouble})."
