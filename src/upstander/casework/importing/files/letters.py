"""What stands in a cell: what cannot be seen in it, how it is shown safely, and how words become a code."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

# Marks that turn the reading direction of what stands beside them: in a name or an address they only mislead.
TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
INVISIBLE = frozenset("\u200b\u2060\ufeff\u00ad\u2028\u2029")


def code(text: str) -> str:
    """Return words as a code: small letters, joined by underscores."""
    return re.sub(r"[\s\-_/]+", "_", text.strip().lower())


def shown(text: str) -> str:
    """Return a short form of a cell that is safe to show on a terminal or a page."""
    plain = "".join(c if c.isprintable() and c not in TURNING else "�" for c in text)
    return plain if len(plain) <= 40 else plain[:39] + "…"


def hidden(text: str, *, long: bool) -> Iterator[str]:
    """Yield what cannot be seen in a text; a long one may have more lines than one."""
    if text.isprintable() and "\ufffd" not in text:
        return
    allowed = "\n\r\t" if long else ""
    for character in dict.fromkeys(text):
        if character in allowed:
            continue
        name = f"U+{ord(character):04X}"
        if character in TURNING:
            yield f"holds a mark that turns the reading direction ({name}). Take it out; the letters need none."
        elif character in INVISIBLE or unicodedata.category(character) in ("Cc", "Cs", "Co", "Cn"):
            yield f"holds a character that cannot be seen or shown ({name}). Take it out."
        elif character == "\ufffd":
            yield "holds “�”: letters were lost when the file was made. Fill them in from the source."
