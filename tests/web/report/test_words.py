"""The words of the door: short enough for a child of eleven, never a word that judges, and light to load."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from tests.web.report.walking import text_of, walk
from upstander.web.report import journey

FIRST_PAGE_AT_MOST = 35_000
GRADE_AT_MOST = 6.0  # the sixth American grade begins at eleven
NEVER = re.compile(r"\b(victim|perpetrator|complainant|alleged|allegation|offender)s?\b", re.IGNORECASE)
PAGES = ("/form", "/form/leaving", "/form/help-now", *(f"/form/{slug}" for slug in ("about", "now", "also", "words")))


def syllables(word: str) -> int:
    plain = re.sub(r"(?<![aeiou])e$|es$|ed$", "", word.lower())
    return max(1, len(re.findall(r"[aeiouy]+", plain)))


def grade(text: str) -> float:
    """The Flesch-Kincaid grade."""
    sentences = [part for part in re.split(r"[.?!:]+", text) if part.strip()]
    words = re.findall(r"[A-Za-z']+", text)
    return 0.39 * len(words) / len(sentences) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


def words_of(client: Client, path: str) -> str:
    """The words between the header and the footer, with a stop after each block."""
    page = client.get(path).content.decode()
    main = page[page.index("<main") : page.index("</main>")]
    return " ".join(re.sub(r"<[^>]+>", " ", re.sub(r"</(p|li|h1|h2|label|legend|div|a|button)>", ". ", main)).split())


def test_the_measure_measures() -> None:
    assert grade("The cat sat on the mat. It was a big mat.") < 2
    assert grade("Organisational accountability necessitates comprehensive documentation of responsibilities.") > 15


def test_every_page_can_be_read_by_a_child_of_eleven(client: Client) -> None:
    walk(client, where={"where": "home"}, postcode={"postcode": ""}, address={"address": ""}, contact={"way": "phone"})
    pages = ["/form", "/form/leaving", "/form/help-now"]
    pages += [f"/form/{page.slug}" for page in journey.PAGES if page.slug not in {"home", "friend", "email", "letters"}]
    text = {path: words_of(client, path) for path in pages if client.get(path).status_code == 200}
    assert len(text) > 25
    assert grade(" ".join(text.values())) <= GRADE_AT_MOST
    hard = {path: round(grade(words), 1) for path, words in text.items() if grade(words) > GRADE_AT_MOST + 2}
    assert hard == {}


def test_no_page_uses_a_word_that_judges(client: Client) -> None:
    walk(client)
    for path in (*PAGES, "/form/check"):
        assert not NEVER.search(text_of(client.get(path))), path
    client.post("/form/check")
    assert not NEVER.search(text_of(client.get("/form/done")))


def test_help_comes_before_anything_else(client: Client) -> None:
    page = text_of(client.get("/form"))
    assert page.index("999") < page.index("55") < page.index("even if you are not sure")


def test_the_two_exceptions_stand_before_the_box(client: Client) -> None:
    walk(client, until="words")
    page = client.get("/form/words").content.decode()
    assert page.index("There are 2 exceptions") < page.index("<textarea")


def test_titles_and_addresses_say_nothing(client: Client) -> None:
    walk(client, until="kind")
    for path in PAGES:
        title = re.search(r"<title>(.*?)</title>", client.get(path).content.decode())
        assert title
        assert title[1] == "Northgate Homes", path
        assert not re.search("hate|crime|harass|report|abuse|police|racis", path), path


def test_the_first_page_is_light(client: Client) -> None:
    page = client.get("/form").content
    files = re.findall(r'(?:href|src)="/static/([^"]+)"', page.decode())
    assert {Path(name).suffix for name in files} == {".css", ".js", ".svg"}
    held = [Path(str(finders.find(name))).read_bytes() for name in files]
    assert sum(len(gzip.compress(one)) for one in (page, *held)) <= FIRST_PAGE_AT_MOST


@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_loaded_from_elsewhere(client: Client, path: str) -> None:
    page = client.get(path).content.decode()
    loaded = re.findall(r'<(?:link|script|img|iframe)[^>]+(?:href|src)="([^"]+)"', page)
    assert all(address.startswith("/static/") for address in loaded)


def test_the_public_is_never_told_of_another_report(client: Client) -> None:
    walk(client)
    client.post("/form/check")
    other = Client()
    walk(other)
    assert "already" not in text_of(other.get("/form/check"))
