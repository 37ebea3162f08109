"""What makes a form count once: a mark that is minted with the page, and kept with the deed (clause 9)."""

from __future__ import annotations

import hashlib
from uuid import uuid4

from upstander.casework.actor import Actor
from upstander.records.formsent import SentBefore, SentOtherwise, forget_old, look_for

__all__ = ["SentBefore", "SentOtherwise", "forget_old", "form_mark", "new_mark", "was_sent"]


def new_mark() -> str:
    """Return the mark of one page that was shown."""
    return uuid4().hex


def form_mark(mark: str, *, said: str) -> str:
    """Return the mark of what was sent from a page; the same page with other words is another form."""
    return hashlib.sha256(f"{mark}|{said}".encode(errors="replace")).hexdigest() if mark else ""


def was_sent(who: Actor, *, deed: str) -> bool:
    """Whether this person's form was sent before; asked first, since a deed may take a case out of their own sight."""
    try:
        look_for(who.form, by=who.key, deed=deed)
    except SentBefore:
        return True
    return False
