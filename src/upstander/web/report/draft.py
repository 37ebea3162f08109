"""What was answered so far: kept on the server for a day, sealed by a key that only the person's cookie holds.

Decision 15, clause 2 d. Once the report is sent, the answers are gone from here, and only the page with the code can be
seen again, for an hour.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.http import HttpRequest, HttpResponse

from upstander.casework import drafts
from upstander.web import residents, who

SHOWN_FOR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Sent:
    """What the last page shows."""

    code: str
    by: datetime
    alerted: bool
    confidence: str


@dataclass(frozen=True, slots=True)
class Draft:
    """One report on its way. `key` is minted with it, so that a report sent twice is one report.

    `checking`: everything was read back once. `finished`: just these answers were read back, and none was missing.
    """

    key: str
    pages: dict[str, dict[str, Any]] = field(default_factory=dict)
    checking: bool = False
    finished: bool = False
    sent: Sent | None = None

    def with_page(self, slug: str, answers: dict[str, Any]) -> Draft:
        """Return the draft with this page answered."""
        return replace(self, pages={**self.pages, slug: answers}, finished=False)

    def without(self, slugs: Iterable[str]) -> Draft:
        """Return the draft with these pages passed over."""
        return replace(self, pages={**self.pages, **{slug: {} for slug in slugs}}, finished=False)

    def read_back(self) -> Draft:
        """Return the draft as it is once all of it was shown, with nothing missing."""
        return replace(self, checking=True, finished=True)


def fresh() -> Draft:
    """Begin a report."""
    return Draft(key=uuid4().hex)


def held(request: HttpRequest) -> Draft | None:
    """Return this person's draft, or None where there is none, or it is older than a day."""
    key = residents.keys_of(request).draft
    kept = drafts.draft(key, at=who.now()) if key else None
    if not kept:
        return None
    sent = kept.get("sent")
    if sent is None:
        return Draft(kept["key"], kept["pages"], kept["checking"], kept.get("finished", False))
    shown = Sent(sent["code"], datetime.fromisoformat(sent["by"]), sent["alerted"], sent["confidence"])
    until = datetime.fromisoformat(sent["until"])
    return Draft(kept["key"], sent=shown) if who.now() < until else None


def keep(request: HttpRequest, response: HttpResponse, draft: Draft) -> None:
    """Keep the answers, and put their key into the cookie. Raises DraftTooLarge."""
    keys = residents.keys_of(request)
    key = keys.draft or drafts.new_draft_key()
    answers = {"key": draft.key, "pages": draft.pages, "checking": draft.checking, "finished": draft.finished}
    drafts.save_draft(key, answers, at=who.now())
    residents.keep_keys(response, replace(keys, draft=key))


def keep_sent(request: HttpRequest, draft: Draft, sent: Sent) -> None:
    """Forget the answers, and keep for an hour what the last page shows."""
    now = who.now()
    shown = asdict(sent) | {"by": sent.by.isoformat(), "until": (now + SHOWN_FOR).isoformat()}
    drafts.save_draft(residents.keys_of(request).draft, {"key": draft.key, "sent": shown}, at=now)
