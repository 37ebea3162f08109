"""Walks the journey as a person does: answers each page they are asked, and follows where it leads."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.test import Client

ANSWERS: dict[str, dict[str, Any]] = {
    "about": {"on_behalf": "me"},
    "now": {"safe_now": "yes"},
    "also": {},
    "words": {"story": "He shouted on the stairs and spat at my door. My children were with me."},
    "kind": {"forms_of_it": ["verbal_abuse", "threatening_behaviour"]},
    "before": {"times": "more"},
    "when": {"when": "yesterday"},
    "where": {"where": "elsewhere"},
    "place": {"place": "On the stairs"},
    "who": {"known": "neighbour"},
    "person": {"accused_name": "Lee", "accused_address": "Flat 14", "accused_description": ""},
    "why": {"grounds": ["race", "religion"]},
    "because": {"motive_words": "The words he used."},
    "meant": {"aimed": "yes"},
    "items": {"evidence": "2"},
    "police": {"police": "not_told"},
    "you": {"confidence": "named"},
    "name": {"name": "Rahima Begum"},
    "contact": {"way": "text"},
    "number": {"phone": "07700 900123"},
    "seen-by": {"others": ""},
    "hours": {"hours": "weekdays after 4pm"},
    "language": {"language": "Bengali"},
    "interpreter": {"interpreter": "woman"},
    "voicemail": {"voicemail": "no"},
}


def page_of(response: HttpResponse) -> str:
    """The last word of where an answer leads."""
    return response["Location"].partition("?")[0].rsplit("/", 1)[-1]


def walk(client: Client, *, until: str = "check", looking: bool = False, **changed: dict[str, Any]) -> list[str]:
    """Answer every page from the first until this one, looking at each or not; return the pages as they were asked."""
    answers = {**ANSWERS, **{slug.replace("_", "-"): given for slug, given in changed.items()}}
    slug, seen = "about", []
    while slug != until:
        seen.append(slug)
        if looking:
            assert client.get(f"/form/{slug}").status_code == 200, slug
        response = client.post(f"/form/{slug}", answers[slug])
        assert response.status_code == 302, (slug, response.content.decode())
        slug = page_of(response)
        slug = "also" if slug == "help-now" else slug
        assert len(seen) < 60, seen
    return seen


def text_of(response: HttpResponse) -> str:
    """The words of a page, without its tags."""
    import re

    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())
