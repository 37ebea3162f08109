"""Which characters our fonts can draw, asked of the fonts themselves and not of the machine (clause 8)."""

from __future__ import annotations

import struct
from functools import cache
from pathlib import Path

FONTS = Path(__file__).with_name("fonts")
FAMILIES = ("Noto Sans", "Noto Sans Arabic", "Noto Sans Bengali", "Noto Sans Gujarati")
UNICODE = {(0, 3), (0, 4), (0, 6), (3, 1), (3, 10)}


def undrawable(text: str) -> str:
    """Return the characters of a text that no font of ours can draw, each once, in the order they stand."""
    drawn = drawn_by()
    return "".join(dict.fromkeys(one for one in text if not one.isspace() and ord(one) not in drawn))


def is_stray(mark: str, base: str) -> bool:
    """Whether a combining mark cannot be drawn on this letter: the font that draws the letter does not have it."""
    drawn = drawn_by()
    return drawn.get(ord(base), ("",))[0] not in drawn.get(ord(mark), ())


@cache
def drawn_by() -> dict[int, tuple[str, ...]]:
    """Return the families that draw each code point, in both weights, in the order in which they are tried."""
    found: dict[int, tuple[str, ...]] = {}
    for family in FAMILIES:
        stem = family.replace(" ", "")
        for code in _mapped(FONTS / f"{stem}-Regular.ttf") & _mapped(FONTS / f"{stem}-Bold.ttf"):
            found[code] = (*found.get(code, ()), family)
    return found


def _mapped(path: Path) -> set[int]:
    """Return the code points of a font's character map (the OpenType table `cmap`, formats 4 and 12)."""
    data = path.read_bytes()
    tables = struct.unpack_from(">H", data, 4)[0]
    records = (struct.unpack_from(">4sLLL", data, 12 + 16 * place) for place in range(tables))
    start: int = next(offset for tag, _, offset, _ in records if tag == b"cmap")
    found: set[int] = set()
    for place in range(struct.unpack_from(">H", data, start + 2)[0]):
        platform, encoding, offset = struct.unpack_from(">HHL", data, start + 4 + 8 * place)
        if (platform, encoding) in UNICODE:
            found |= _subtable(data, start + offset)
    return found


def _subtable(data: bytes, at: int) -> set[int]:
    layout = struct.unpack_from(">H", data, at)[0]
    if layout == 12:
        groups = struct.unpack_from(">L", data, at + 12)[0]
        spans = (struct.unpack_from(">LLL", data, at + 16 + 12 * place) for place in range(groups))
        return {code for first, last, _ in spans for code in range(first, last + 1)}
    return _segments(data, at) if layout == 4 else set()


def _segments(data: bytes, at: int) -> set[int]:
    """Read format 4: runs of code points, of which those that lead to glyph 0 are not drawn."""
    count = struct.unpack_from(">H", data, at + 6)[0] // 2
    ends, starts, deltas, ranges = (
        struct.unpack_from(f">{count}H", data, at + 14 + 2 * count * row + (2 if row else 0)) for row in range(4)
    )
    where = at + 16 + 6 * count
    found: set[int] = set()
    for place, (end, first, delta, offset) in enumerate(zip(ends, starts, deltas, ranges, strict=True)):
        for code in range(first, end + 1):
            glyph = code
            if offset:
                glyph = struct.unpack_from(">H", data, where + 2 * place + offset + 2 * (code - first))[0]
            if code != 0xFFFF and glyph and (glyph + (0 if offset else delta)) % 65536:
                found.add(code)
    return found
