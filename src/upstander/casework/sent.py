"""What makes a form count once: a mark that is minted with the page, and kept with the deed (clause 9)."""

from __future__ import annotations

from uuid import uuid4

from upstander.records.formsent import SentBefore, forget_old

__all__ = ["SentBefore", "forget_old", "new_mark"]


def new_mark() -> str:
    """Return the mark of one page that was shown."""
    return uuid4().hex
