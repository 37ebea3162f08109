"""The one maker of PDFs: text goes in as data and is never markup, nothing is fetched, the same makes the same bytes.

Tagged (PDF/UA-1), with its language and title, in fonts that we carry (clauses 8, 9).
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from upstander.post.glyphs import FONTS, is_stray, undrawable

TEMPLATES = Path(__file__).parent
TEMPLATE_NAMES = frozenset(path.stem for path in TEMPLATES.glob("*.typ"))
NOT_DRAWN = "\N{REPLACEMENT CHARACTER}"
WORD_AT_MOST = 30
JOINERS = "\N{ZERO WIDTH JOINER}\N{ZERO WIDTH NON-JOINER}"
LINE_ENDS = {"\r\n": "\n", "\r": "\n", "\N{LINE SEPARATOR}": "\n", "\N{PARAGRAPH SEPARATOR}": "\n"}
NEVER = datetime(2000, 1, 1, tzinfo=UTC)


class NoSuchTemplate(KeyError):
    """A document was asked for by a name that no template has: a fault of ours."""


def pdf(template: str, data: Mapping[str, Any], *, language: str, made_at: datetime = NEVER) -> bytes:
    """Return a document as PDF. `data`: plain JSON values; `made_at` is all that it says of when it was made.

    Raises NoSuchTemplate. What no font can draw becomes a visible mark; ask `undrawable` before where that matters.
    """
    if template not in TEMPLATE_NAMES:
        raise NoSuchTemplate(template)
    import typst  # heavy, and most requests draw nothing

    made = typst.compile(
        str(TEMPLATES / f"{template}.typ"),
        root=str(TEMPLATES),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        package_path=str(TEMPLATES / "no-packages"),
        package_cache_path=str(TEMPLATES / "no-packages"),
        format="pdf",
        sys_inputs={"data": json.dumps(_plain({**data, "language": language}))},
        pdf_standards=["ua-1"],
        timestamp=int(made_at.timestamp()),
    )
    assert isinstance(made, bytes)
    return made


def plain(text: str) -> str:
    """Return a text as it will be drawn: no control characters, no turned direction, a mark for what has no glyph.

    A word without an end goes on in the next line, and does not run off the page.
    """
    for end, line in LINE_ENDS.items():
        text = text.replace(end, line)
    kept = "".join(one for one in text if _is_kept(one))
    missing = undrawable(kept)
    return "".join(_set(NOT_DRAWN if one in missing else one for one in kept))


def _set(text: Iterable[str]) -> Iterator[str]:
    """Set characters one after the other: a word without an end is broken, a sign that fits no letter is marked."""
    base, length = "\n", 0
    for one in text:
        joined = one in JOINERS or unicodedata.category(one).startswith("M")
        stray = joined and one not in JOINERS and is_stray(one, base)
        drawn = NOT_DRAWN if stray else one
        length = 0 if drawn.isspace() else length + 1
        if length > WORD_AT_MOST and not joined:
            yield "\n"
            length = 1
        base = base if joined and not stray else drawn
        yield drawn


def _is_kept(one: str) -> bool:
    """Keep what has a shape, and what joins letters; drop what only steers."""
    return one in "\n\t" or one in JOINERS or unicodedata.category(one) not in ("Cc", "Cf", "Cs")


def _plain(value: Any) -> Any:
    match value:
        case str():
            return plain(value)
        case Mapping():
            return {str(name): _plain(held) for name, held in value.items()}
        case list() | tuple():
            return [_plain(held) for held in value]
        case _:
            return value
