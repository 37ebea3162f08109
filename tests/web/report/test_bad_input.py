"""Whatever is typed: a clear sentence or a kept answer, nothing lost, and never a fault of ours."""

from __future__ import annotations

from typing import Any

import pytest
from django import forms
from django.test import Client

from tests.web.hostile import strings
from tests.web.report.walking import page_of, text_of, walk
from upstander.records.reports import Report
from upstander.web.report import journey

NAUGHTY = strings()
TEXTS = [
    pytest.param(page, name, id=f"{page.slug}: {name}")
    for page in journey.PAGES
    for name, field in page.form.base_fields.items()
    if isinstance(field.widget, forms.TextInput | forms.Textarea)
]


def test_there_are_enough_strings() -> None:
    assert len(NAUGHTY) >= 500


@pytest.mark.parametrize(("page", "name"), TEXTS)
def test_every_text_field_takes_or_refuses_every_string_in_words(page: journey.Page, name: str) -> None:
    for string in NAUGHTY:
        form = page.form(data={name: string}, said={})
        if form.is_valid():
            again = page.form(data=form.kept(), said={})
            assert again.is_valid(), string
            assert again.kept() == form.kept()
            form.read_back()
        else:
            assert all(error.rstrip(".?") for errors in form.errors.values() for error in errors)


@pytest.mark.parametrize("at", range(0, len(NAUGHTY), 40))
def test_whatever_was_accepted_is_read_back_and_sent(client: Client, at: int) -> None:
    given = {
        slug: {name: NAUGHTY[at]}
        for slug, name in (("words", "story"), ("place", "place"), ("because", "motive_words"))
    }
    given["person"] = {"accused_description": NAUGHTY[at]}
    for slug in ("words", "place", "person", "because"):
        walk(client, until=slug, **{each: given[each] for each in given if each != slug})
        if client.post(f"/form/{slug}", given[slug]).status_code != 302:
            given[slug] = {}
    walk(client, **given)
    check = client.get("/form/check")
    assert check.status_code == 200
    assert "<script>alert(1)" not in check.content.decode()
    assert page_of(client.post("/form/check")) == "done"
    assert Report.objects.count() == 1


def test_an_error_keeps_what_was_typed(client: Client) -> None:
    long = "x" * 50_001
    walk(client, until="words")
    response = client.post("/form/words", {"story": long})
    assert response.status_code == 200
    assert long in response.content.decode()
    assert "longer than 50,000 characters" in text_of(response)


@pytest.mark.parametrize(
    ("slug", "given", "says"),
    [
        ("about", {}, "Choose who you are telling us about"),
        ("about", {"on_behalf": "nobody"}, "Choose who you are telling us about"),
        ("now", {}, "Choose yes, or no if you are not sure"),
        ("when", {"when": "31 February 2026"}, "February 2026 has 28 days, so 31 cannot be right."),
        ("when", {"when": "1 January 2999"}, "That day has not come yet."),
        ("postcode", {"postcode": "London"}, "Enter a whole postcode"),
        ("items", {"evidence": "many"}, "Enter a number from 0 to 999."),
        ("name", {"name": "Ann\u202egnirts"}, "has characters that cannot be read"),
        ("number", {"phone": "call me"}, "Enter a phone number"),
        ("email", {"email": "me at home"}, "Enter an email address"),
        ("you", {"confidence": ""}, "Choose what we may know about you"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(client: Client, slug: str, given: dict[str, Any], says: str) -> None:
    way = {"email": {"way": "email"}}.get(slug, {"way": "text"})
    walk(client, until=slug, where={"where": "home"}, postcode={"postcode": ""}, address={"address": ""}, contact=way)
    response = client.post(f"/form/{slug}", given)
    assert response.status_code == 200
    assert says in text_of(response)


def test_nothing_written_and_nothing_ticked_is_asked_again(client: Client) -> None:
    walk(client, until="kind", words={"story": "  "})
    assert "or go back and write what happened" in text_of(client.post("/form/kind", {}))
    assert page_of(client.post("/form/kind", {"forms_of_it": ["graffiti"]})) == "before"


def test_a_story_keeps_a_mark_where_a_character_cannot_be_shown(client: Client) -> None:
    walk(client, words={"story": "He said \u202eevil\u202c and\x00 left.\r\nTwice."})
    client.post("/form/check")
    assert Report.objects.get().story == "He said \ufffdevil\ufffd and\ufffd left.\nTwice."


def test_an_unknown_page_is_not_found(client: Client) -> None:
    assert client.get("/form/anything-else").status_code == 404


def test_a_page_that_is_not_asked_leads_to_one_that_is(client: Client) -> None:
    walk(client, until="words")
    assert page_of(client.get("/form/reference")) == "kind"
