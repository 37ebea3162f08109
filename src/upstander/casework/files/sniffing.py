"""What a file is, told by what it holds and never by its name; and whether it opens (clause 3 a)."""

from __future__ import annotations

from dataclasses import dataclass

from upstander.casework.files import limited
from upstander.policy.files import COPIES, FORMATS, LARGEST, Fault, Format, is_too_large

HEAD = 8192


@dataclass(frozen=True, slots=True)
class LookedAt:
    """What looking at a file found. `format` is None where it is none that we keep."""

    format: Format | None = None
    fault: str = ""
    pages: int = 0


def looked_at(name: str, content: bytes, *, size: int) -> LookedAt:
    """Look at a file: its kind, its size, and, where we can, the whole of it."""
    if not size:
        return LookedAt(fault=Fault.EMPTY)
    if size > min(LARGEST, len(content)):
        return LookedAt(fault=Fault.TOO_LARGE)
    found = _format(name, content)
    if found is None:
        return LookedAt(fault=Fault.UNKNOWN_KIND)
    if is_too_large(len(content), found.kind):
        return LookedAt(format=found, fault=Fault.TOO_LARGE)
    if found.kind not in COPIES:
        return LookedAt(format=found)
    seen = limited.look(found.kind, content)
    return LookedAt(format=found, fault=seen.fault, pages=seen.pages)


def _format(name: str, content: bytes) -> Format | None:
    import filetype

    head = content[:HEAD]
    guessed = filetype.guess(head)
    if guessed is not None:
        return FORMATS.get(guessed.mime)
    # Text has no mark of its own: here alone the name says what it should be, and every byte of it is read.
    return FORMATS["text/plain"] if name.lower().endswith(".txt") else None
