"""The way of a report, in one table: each page, its form, and when it is asked; the next page is the next one asked.

Nothing after the first part has to be answered, but for how to reach somebody who wants to be reached (clause 2 d).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from upstander.policy.grounds import known_grounds
from upstander.policy.telling import Confidence, OnBehalf
from upstander.web.report import contact, event, person, place, safety
from upstander.web.report.place import NOT_LISTED
from upstander.web.report.question import Question, Said

Pages = Mapping[str, Mapping[str, Any]]  # what was answered, by page
CHECK = "check"


class Part(StrEnum):
    """The parts a person is told they are in."""

    SAFETY = "First, your safety"
    EVENT = "What you want to tell us"
    CONTACT = "How to reach you"


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its address, its part, its form, when it is asked, and its name when answers are read back."""

    slug: str
    part: Part
    form: type[Question]
    label: str
    asked: Callable[[Said], bool] = lambda said: True


def _for_others(said: Said) -> bool:
    return said.get("on_behalf") in {OnBehalf.SOMEONE_ELSE, OnBehalf.WORKS_WITH_THEM}


def _at_a_home(said: Said) -> bool:
    return said.get("where") in {"home", "other_home"}


def _at_our_homes(said: Said) -> bool:
    return _at_a_home(said) and bool(said.get("homes_there"))


def _no_home_picked(said: Said) -> bool:
    return _at_a_home(said) and said.get("home_uprn", NOT_LISTED) in {NOT_LISTED, ""}


def _somebody(said: Said) -> bool:
    return said.get("known") not in {None, "", "unsaid"}


def _prejudice(said: Said) -> bool:
    return bool(known_grounds(said.get("grounds") or ()))


def _reachable(said: Said) -> bool:
    return said.get("confidence") in {Confidence.NAMED, Confidence.NAME_WITHHELD}


def _by(*ways: str) -> Callable[[Said], bool]:
    return lambda said: _reachable(said) and said.get("way") in ways


def _other_language(said: Said) -> bool:
    return (said.get("language") or "English").strip().lower() != "english"


PAGES = (
    Page("about", Part.SAFETY, safety.About, "Who it is about"),
    Page("they-know", Part.SAFETY, safety.Knows, "Whether they know", _for_others),
    Page("now", Part.SAFETY, safety.Safe, "Everyone safe now"),
    Page("also", Part.SAFETY, safety.Dangers, "Also true"),
    Page("words", Part.EVENT, event.Story, "What happened"),
    Page("kind", Part.EVENT, event.What, "What kind of thing"),
    Page("before", Part.EVENT, event.Times, "Happened before"),
    Page("when", Part.EVENT, event.When, "When"),
    Page("where", Part.EVENT, place.Where, "Where"),
    Page("postcode", Part.EVENT, place.Postcode, "Postcode", _at_a_home),
    Page("home", Part.EVENT, place.Home, "Which home", _at_our_homes),
    Page("address", Part.EVENT, place.Address, "Address", _no_home_picked),
    Page("place", Part.EVENT, place.Place, "Where it was", lambda said: said.get("where") != "unsaid"),
    Page("who", Part.EVENT, person.Known, "Who did it"),
    Page("person", Part.EVENT, person.Person, "About who did it", _somebody),
    Page("why", Part.EVENT, event.Why, "Why you think it happened"),
    Page("because", Part.EVENT, event.Because, "What makes you think so", _prejudice),
    Page("meant", Part.EVENT, event.Aimed, "Done to hurt or frighten", lambda said: not _prejudice(said)),
    Page("items", Part.EVENT, event.Evidence, "Photos, recordings and messages"),
    Page("police", Part.EVENT, event.Police, "Police know"),
    Page("reference", Part.EVENT, event.PoliceReference, "Police number", lambda said: said.get("police") == "told"),
    Page("you", Part.CONTACT, contact.InConfidence, "What we may know about you"),
    Page("name", Part.CONTACT, contact.Name, "Name", _reachable),
    Page(
        "friend",
        Part.CONTACT,
        contact.Trusted,
        "Who to contact",
        lambda said: said.get("confidence") == Confidence.THROUGH_SOMEONE,
    ),
    Page("contact", Part.CONTACT, contact.Way, "How to contact you", _reachable),
    Page("number", Part.CONTACT, contact.Number, "Phone number", _by("phone", "text", "visit")),
    Page("email", Part.CONTACT, contact.Email, "Email", _by("email")),
    Page("letters", Part.CONTACT, contact.LettersTo, "Letters to", _by("letter")),
    Page("voicemail", Part.CONTACT, contact.Voicemail, "Voicemail", _by("phone", "visit")),
    Page("seen-by", Part.CONTACT, contact.Others, "Who else sees it", _by("phone", "text", "email", "letter")),
    Page("hours", Part.CONTACT, contact.Hours, "When it is safe", _reachable),
    Page("language", Part.CONTACT, contact.Language, "Language"),
    Page("interpreter", Part.CONTACT, contact.Interpreter, "Interpreter", _other_language),
)
BY_SLUG = {page.slug: page for page in PAGES}
SKIP_FROM, SKIP_TO = "kind", "you"


def asked(pages: Pages) -> Iterator[tuple[Page, dict[str, Any]]]:
    """Walk the pages this person is asked, each with what was said before it. Answers to other pages do not count."""
    said: dict[str, Any] = {}
    for page in PAGES:
        if page.asked(said):
            yield page, dict(said)
            said |= pages.get(page.slug, {})


def said_before(slug: str, pages: Pages) -> dict[str, Any] | None:
    """Return what was said before this page, or None where this person is not asked it."""
    return next((said for page, said in asked(pages) if page.slug == slug), None)


def all_said(pages: Pages) -> dict[str, Any]:
    """Return every answer that counts, by field."""
    said: dict[str, Any] = {}
    for page, before in asked(pages):
        said = {**before, **pages.get(page.slug, {})}
    return said


def unfinished(pages: Pages) -> str:
    """Return the first page that still has to be answered or mended; empty when none has."""
    forms = ((page, page.form(data=dict(pages.get(page.slug, {})), said=said)) for page, said in asked(pages))
    return next((page.slug for page, form in forms if not form.is_valid()), "")


def after(slug: str, pages: Pages) -> str:
    """Return the page after this one, or the page that shows everything."""
    slugs = [page.slug for page, _ in asked(pages)]
    here = slugs.index(slug) if slug in slugs else -1
    return slugs[here + 1] if here + 1 < len(slugs) else CHECK


def before(slug: str, pages: Pages) -> str:
    """Return the page before this one; empty for the first."""
    slugs = [page.slug for page, _ in asked(pages)]
    here = slugs.index(slug) if slug in slugs else 0
    return slugs[here - 1] if here else ""


def unseen(pages: Pages) -> str:
    """Return the first page this person is asked and has not seen; empty when they have seen all."""
    return next((page.slug for page, _ in asked(pages) if page.slug not in pages), "")


def skipped(pages: Pages) -> list[str]:
    """Return the pages that fall away when the rest of what happened is skipped."""
    slugs = [page.slug for page, _ in asked(pages)]
    return [slug for slug in slugs[: slugs.index(SKIP_TO)] if slug not in pages]


def may_skip(slug: str) -> bool:
    """Say whether the rest of what happened may be skipped from here: it may, once we know what kind it was."""
    slugs = [page.slug for page in PAGES]
    return slugs.index(SKIP_FROM) < slugs.index(slug) < slugs.index(SKIP_TO) - 1
