"""Whether the record is whole, for anybody to check, and its head written down outside the database (clause 9)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from upstander.records.journal import Break, Head, breaks, head

SHOWN = 50


class AnchorUnreadable(ValueError):
    """A line of the anchor file is not one that was written here."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check of the whole record found: how many entries and anchors it read, and where it is not whole."""

    entries: int
    anchors: int
    breaks: tuple[tuple[int, str], ...]

    @property
    def whole(self) -> bool:
        """Whether nothing was changed, removed or put in between."""
        return not self.breaks


def check_record(anchors: Path | None) -> Checked:
    """Walk the whole journal and hold it against its anchors. Raises AnchorUnreadable."""
    kept = _anchors(anchors)
    found: list[Break] = []
    for one in breaks(kept):
        found.append(one)
        if len(found) == SHOWN:
            break
    return Checked(head().seq, len(kept), tuple((one.seq, one.what) for one in found))


def anchor_head(path: Path, *, at: datetime) -> int:
    """Write the head of the chain to the anchor file, where it is not there yet; return its number."""
    now = head()
    last = _anchors(path)[-1:]
    if now.seq and (not last or last[0].seq != now.seq):
        with path.open("a", encoding="ascii") as file:
            file.write(f"{now.seq} {now.mac.hex()} {at.isoformat(timespec='seconds')}\n")
    return now.seq


def _anchors(path: Path | None) -> list[Head]:
    if path is None or not path.exists():
        return []
    return [_anchor(number, line) for number, line in enumerate(path.read_text("ascii").splitlines(), start=1)]


def _anchor(number: int, line: str) -> Head:
    parts = line.split()
    if len(parts) != 3 or not parts[0].isdigit() or len(parts[1]) != 64:
        raise AnchorUnreadable(f"Line {number} of the anchor file is not one that was written here.")
    return Head(int(parts[0]), bytes.fromhex(parts[1]))
