"""What is written down during a call, and how it is sent: as the page itself does it."""

from __future__ import annotations

import re
from typing import Any

from django.test import Client

CALL: dict[str, Any] = {
    "safe_now": "yes",
    "name": "Rahima Begum",
    "way": "phone",
    "phone": "07700 900123",
    "voicemail": "no",
    "hours": "weekdays after 4pm",
    "story": "He shouted on the stairs and spat at my door.",
    "on_behalf": "me",
    "times": "more",
    "forms_of_it": ["verbal_abuse", "threatening_behaviour"],
    "when": "yesterday",
    "postcode": "SE1 1AB",
    "home_uprn": "990000000101",
    "place": "On the stairs",
    "known": "neighbour",
    "accused_name": "Lee",
    "grounds": ["race"],
    "motive_words": "The words he used.",
    "evidence": "2",
    "confidence": "named",
    "language": "Bengali",
    "interpreter": "woman",
    "police": "wants_us_to",
    "channel": "phone",
}


def begin(browser: Client) -> str:
    """Open the page, and return the reference that was minted with it."""
    found = re.search(r'name="report" value="([0-9a-f]{32})"', browser.get("/phone").content.decode())
    assert found
    return found[1]


def save(browser: Client, reference: str, *, go: str = "", **given: Any) -> Any:
    """Press one of the page's buttons."""
    return browser.post("/phone", {"report": reference, "go": go, **given})


def send(browser: Client, reference: str) -> Any:
    """Send what was read back."""
    return browser.post("/phone/read-back", {"report": reference})


def text_of(response: Any) -> str:
    """The words of a page, without its tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())
