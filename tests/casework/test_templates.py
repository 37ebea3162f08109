"""The words of letters: one writes them, another signs them, and only then are they used."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from tests.cast import landlord
from upstander.casework import templates
from upstander.casework.opened import NotFound
from upstander.policy.ruling import Refused
from upstander.records.journal import Entry
from upstander.records.letters import LetterTemplate

WORDS = {"kind": "closing", "language": "en", "title": "Our work has ended", "words": "Dear {name},\n\nIt has ended."}


@pytest.fixture
def house():
    return landlord()


def draft(house, by="moss", **changed):
    return templates.draft_template(house.actor(by), **(WORDS | changed))


@pytest.mark.parametrize("by", ["moss", "reid", "achebe"])
def test_each_version_has_the_next_number_in_its_language(house, by):
    assert [draft(house, by).version, draft(house).version, draft(house, language="fr").version] == [1, 2, 1]
    assert LetterTemplate.objects.filter(signed=None).count() == 3


def test_somebody_else_signs_and_the_translator_is_named(house):
    made = draft(house, language="bn")
    with pytest.raises(Refused, match="Nobody signs their own words"):
        templates.sign_template(house.actor("moss"), template=made.template, translator="Mitali Roy")
    with pytest.raises(Refused, match="Nobody here can tell"):
        templates.sign_template(house.actor("vane"), template=made.template)
    assert LetterTemplate.objects.get().signed is None
    templates.sign_template(house.actor("vane"), template=made.template, translator="Mitali Roy")
    held = LetterTemplate.objects.get()
    assert (held.translator, held.signed_by, bool(held.signed)) == ("Mitali Roy", house.staff["vane"], True)
    with pytest.raises(Refused, match="signed already"):
        templates.sign_template(house.actor("reid"), template=made.template, translator="Mitali Roy")


def test_in_english_whoever_signs_answers_for_the_words(house):
    templates.sign_template(house.actor("vane"), template=draft(house).template)
    assert LetterTemplate.objects.get().translator == "Alex Vane"


def test_the_database_too_knows_that_nobody_signs_their_own_words(house):
    draft(house)
    entry = Entry.objects.order_by("-seq").first()
    with pytest.raises(IntegrityError), transaction.atomic():
        LetterTemplate.objects.update(signed=entry, signed_by=house.staff["moss"], signed_at=entry.at)


@pytest.mark.parametrize("by", ["okafor", "silva", "quinn", "ford", "hale", "nobody"])
def test_nobody_else_writes_signs_or_reads_them(house, by):
    made = draft(house).template
    with pytest.raises(Refused):
        draft(house, by)
    with pytest.raises(Refused):
        templates.sign_template(house.actor(by), template=made)
    for look in (lambda who: templates.templates(who), lambda who: templates.template_page(who, template=made)):
        with pytest.raises(NotFound):
            look(house.actor(by))
    assert LetterTemplate.objects.filter(signed=None).count() == 1


def test_a_refusal_is_entered_and_keeps_nothing(house):
    with pytest.raises(Refused):
        draft(house, words="Dear {surname}")
    assert Entry.objects.filter(deed="draft_template", allowed=False).count() == 1
    assert not LetterTemplate.objects.exists()


def test_words_that_are_not_there_are_not_found(house):
    for missing in ("nonsense", "00000000-0000-4000-8000-000000000000"):
        with pytest.raises(NotFound):
            templates.sign_template(house.actor("moss"), template=missing)
        with pytest.raises(NotFound):
            templates.template_preview(house.actor("moss"), template=missing)


def test_a_fault_half_way_leaves_nothing(house, monkeypatch):
    def fail(*args, **given):
        raise RuntimeError

    made, entered = draft(house), Entry.objects.count()
    monkeypatch.setattr(LetterTemplate, "save", fail)
    for deed in (lambda: draft(house), lambda: templates.sign_template(house.actor("vane"), template=made.template)):
        with pytest.raises(RuntimeError):
            deed()
    assert (LetterTemplate.objects.get().signed, Entry.objects.count()) == (None, entered)


def test_the_list_goes_on_page_by_page_and_offers_what_nobody_has_taken_in(house, monkeypatch):
    monkeypatch.setattr(templates, "PAGE", 2)
    made = {draft(house, language=language).template for language in ("en", "en", "fr", "fr", "pl")}
    found, after = [], ""
    while True:
        page = templates.templates(house.actor("moss"), after=after)
        found += [row.template for row in page.rows]
        after = page.after
        if not after:
            break
    assert (set(found), len(found)) == (made, 5)
    assert ("closing", "en") not in {(one.kind, one.language) for one in page.to_take_in}
    assert ("appointment", "ar") in {(one.kind, one.language) for one in page.to_take_in}
    for nonsense in ("x", "en.closing", "en.closing.x", "xx.closing.1"):
        with pytest.raises(NotFound):
            templates.templates(house.actor("moss"), after=nonsense)


def test_a_draft_is_looked_at_with_made_up_fields_and_draft_across_it(house):
    made = draft(house).template
    page = templates.template_page(house.actor("moss"), template=made)
    assert (page.sheet.draft, page.own_words, page.row.version) == ("DRAFT", True, 1)
    assert "Sam Example" in page.sheet.to
    assert templates.template_preview(house.actor("moss"), template=made).content.startswith(b"%PDF-")
