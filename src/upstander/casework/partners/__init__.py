"""What somebody at an agency may do from outside: come in with a link and a word, read, answer, write (7 b, 3.1)."""

from __future__ import annotations

from upstander.casework.partners.door import drop_old_agency_visits, leave, open_link, renew_link, visitor
from upstander.casework.partners.reading import Inbox, Item, ItemPage, open_shared, shared_with_me
from upstander.casework.partners.writing import reply_to_shared

__all__ = [
    "Inbox",
    "Item",
    "ItemPage",
    "drop_old_agency_visits",
    "leave",
    "open_link",
    "open_shared",
    "renew_link",
    "reply_to_shared",
    "shared_with_me",
    "visitor",
]
