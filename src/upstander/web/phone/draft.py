"""What was written down so far: kept on the server for a day, sealed by a key that only this browser's cookie holds.

Clause 2 e. Each report has a draft of its own, so that two calls at once do not mix; a colleague who signs in at the
same machine cannot open it. What is kept is what was typed, right or wrong: a mistake loses nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict

from upstander.casework import drafts
from upstander.casework.reporting import Received
from upstander.web import who

COOKIE = f"{settings.HOST_ONLY}p"
REFERENCE = re.compile(r"[0-9a-f]{32}")
UNSAID = ("csrfmiddlewaretoken", "report", "go")


@dataclass(frozen=True, slots=True)
class Sent:
    """What the last page shows."""

    number: str
    first_contact_by: datetime
    triage_by: datetime
    alerted: bool
    in_sight: bool
    reach: str


@dataclass(frozen=True, slots=True)
class Draft:
    """One report on its way. `reference` is minted with the form, so that a report sent twice is one report."""

    reference: str
    typed: Mapping[str, list[str]] = field(default_factory=dict)
    sent: Sent | None = None

    def data(self) -> QueryDict:
        """Return what was typed, as a form takes it."""
        held = QueryDict(mutable=True)
        for name, values in self.typed.items():
            held.setlist(name, values)
        return held

    def with_typed(self, post: QueryDict) -> Draft:
        """Return the draft with everything of this form."""
        return replace(self, typed={name: [str(v) for v in vs] for name, vs in post.lists() if name not in UNSAID})


def asked(request: HttpRequest) -> Draft:
    """Return the draft this request is about: what is kept of it, or a fresh one."""
    reference = request.POST.get("report") or request.GET.get("report") or ""
    if not REFERENCE.fullmatch(reference):
        return Draft(uuid4().hex)
    return _held(request, reference) or Draft(reference)


def unfinished(request: HttpRequest) -> str:
    """Return the reference of the report this browser wrote last, where it was not sent; else nothing."""
    last = _cookie(request)[1]
    draft = _held(request, last) if last else None
    return last if draft and not draft.sent else ""


def keep(request: HttpRequest, response: HttpResponse, draft: Draft) -> None:
    """Keep what was typed, and put its key into the cookie. Raises DraftTooLarge."""
    secret = _cookie(request)[0] or drafts.new_draft_key()
    drafts.save_draft(_key(request, secret, draft.reference), {"typed": draft.typed}, at=who.now())
    response.set_cookie(COOKIE, f"{secret}.{draft.reference}", **settings.RESIDENT_COOKIE)


def keep_sent(request: HttpRequest, draft: Draft, sent: Sent) -> None:
    """Forget what was typed, and keep what the last page shows."""
    shown = asdict(sent) | {at: getattr(sent, at).isoformat() for at in ("first_contact_by", "triage_by")}
    drafts.save_draft(_key(request, _cookie(request)[0], draft.reference), {"sent": shown}, at=who.now())


def sent_of(received: Received, *, reach: str) -> Sent:
    """Return what the last page shows of a report that was received. `reach`: how they may be reached, if at all."""
    return Sent(
        number=received.number,
        first_contact_by=received.first_contact_by,
        triage_by=received.triage_by,
        alerted=received.alerted,
        in_sight=received.in_sight,
        reach=reach,
    )


def _held(request: HttpRequest, reference: str) -> Draft | None:
    secret = _cookie(request)[0]
    kept = drafts.draft(_key(request, secret, reference), at=who.now()) if secret else None
    if kept is None:
        return None
    return Draft(reference, kept.get("typed", {}), _sent(kept["sent"]) if "sent" in kept else None)


def _sent(kept: dict[str, Any]) -> Sent:
    times = {at: datetime.fromisoformat(kept[at]) for at in ("first_contact_by", "triage_by")}
    return Sent(**{**kept, **times})


def _key(request: HttpRequest, secret: str, reference: str) -> str:
    return f"{secret}.{who.asker(request).key}.{reference}"


def _cookie(request: HttpRequest) -> tuple[str, str]:
    """Return the secret and the reference of the last report; a broken cookie holds nothing."""
    secret, dot, last = request.COOKIES.get(COOKIE, "").partition(".")
    return (secret, last) if dot and len(secret) < 100 and REFERENCE.fullmatch(last) else ("", "")
