"""Letters: words that somebody answers for, to somebody we hear, at an address they named."""

from __future__ import annotations

from dataclasses import replace

import pytest

from upstander.policy.letters import LetterFacts, may_prepare_letter, may_print_letter, may_withdraw_letter
from upstander.policy.sheets import LANGUAGES, LetterKind, Run, paragraphs_of
from upstander.policy.templates import may_draft_template, may_sign_template

FINE = LetterFacts(
    part="resident_heard",
    signed=True,
    newest=True,
    name="Rehana Begum",
    address="PO Box 7, London",
    missing=frozenset(),
)


def draft(**changed):
    given = {"kind": "appointment", "language": "en", "title": "An appointment", "words": "Dear {name},\n\nCome {day}."}
    return may_draft_template(**(given | changed))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_letter_can_be_written_in_each_language(language):
    assert draft(language=language).allowed


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"kind": "ransom"}, "no such letter"),
        ({"kind": ""}, "no such letter"),
        ({"language": "xx"}, "language"),
        ({"title": "  "}, "nothing"),
        ({"words": "\n"}, "nothing"),
        ({"title": "x" * 81}, "at most"),
        ({"words": "x" * 4001}, "at most"),
        ({"words": "Dear {surname}"}, "surname"),
        ({"words": "Dear {name"}, "bracket"),
        ({"words": "#{name} } $x$"}, "bracket"),
        ({"title": "For {name}"}, "names nobody"),
        ({"kind": "closing"}, "appointment"),
        ({"title": "About the hate incident"}, "hate"),
        ({"words": "About your neighbour"}, "neighbour"),
        ({"words": "You reported Harassment"}, "reported"),
    ],
)
def test_words_that_cannot_stand_are_refused_with_a_way_out(changed, says):
    ruling = draft(**changed)
    assert not ruling.allowed
    assert says.casefold() in ruling.why.casefold()
    assert ruling.how


def test_what_a_translator_answers_for_is_not_searched_for_english_words():
    assert draft(language="fr", words="Chère {name}, les attacks").allowed


@pytest.mark.parametrize(
    ("given", "allowed"),
    [
        ({}, True),
        ({"translator": ""}, True),
        ({"language": "bn", "translator": ""}, False),
        ({"language": "bn", "translator": " "}, False),
        ({"language": "bn", "translator": "Mitali Roy"}, True),
        ({"own_words": True}, False),
        ({"signed": True}, False),
        ({"translator": "x" * 101}, False),
    ],
)
def test_words_are_signed_by_somebody_else_and_in_another_language_by_name(given, allowed):
    plain = {"signed": False, "own_words": False, "language": "en", "translator": "Ruth Achebe"}
    assert may_sign_template(**(plain | given)).allowed is allowed


@pytest.mark.parametrize(
    ("changed", "clause"),
    [
        ({"part": "alleged_perpetrator"}, "3.2 b"),
        ({"part": "somebody"}, "3.2 b"),
        ({"signed": False}, "2 d"),
        ({"newest": False}, "2 d"),
        ({"name": " "}, "3.2 a"),
        ({"address": "\n"}, "3.2 a"),
        ({"missing": frozenset({"day", "time"})}, "3.2 c"),
        ({"missing": frozenset({"next_update"})}, "3.2 c"),
        ({"undrawable": "王"}, "3.2 a"),
        ({"longest": 201}, "3.2 a"),
    ],
)
def test_a_letter_that_cannot_go_is_refused_with_a_way_out(changed, clause):
    ruling = may_prepare_letter(replace(FINE, **changed))
    assert (ruling.allowed, ruling.clause) == (False, clause)
    assert ruling.how


@pytest.mark.parametrize("part", ["resident_heard", "witness", "representative", "affected"])
def test_a_letter_to_whoever_we_hear_is_allowed(part):
    assert may_prepare_letter(replace(FINE, part=part)).allowed


@pytest.mark.parametrize(
    ("state", "same", "allowed"),
    [
        ("prepared", True, True),
        ("printed", True, True),
        ("prepared", False, False),
        ("withdrawn", True, False),
        ("nonsense", True, False),
    ],
)
def test_a_withdrawn_letter_and_one_to_an_old_address_are_not_printed(state, same, allowed):
    assert may_print_letter(state=state, same_address=same).allowed is allowed


@pytest.mark.parametrize(
    ("state", "because", "allowed"),
    [
        ("prepared", "They moved out before it was posted.", True),
        ("printed", "They moved out before it was posted.", True),
        ("prepared", "moved", False),
        ("withdrawn", "They moved out before it was posted.", False),
    ],
)
def test_a_letter_is_withdrawn_once_and_it_is_said_why(state, because, allowed):
    assert may_withdraw_letter(state=state, because=because).allowed is allowed


def test_brackets_are_filled_and_nothing_that_is_filled_in_is_filled_again():
    given = {"name": "{phone} *x*", "phone": "020"}
    held = paragraphs_of("Dear {name},\n\n\n  Call   {phone}\r\nnow.\n", given)
    assert held == (
        (Run("Dear "), Run("{phone} *x*", number=True), Run(",")),
        (Run("Call "), Run("020", number=True), Run("\nnow.")),
    )


def test_what_comes_with_the_software_can_be_drafted():
    from upstander.casework.paper import shipped

    assert {one.kind for one in shipped() if one.language == "en"} == set(LetterKind)
    assert {one.language for one in shipped()} == {"en", "ar", "bn"}
    for one in shipped():
        assert draft(kind=one.kind, language=one.language, title=one.title, words=one.words).allowed, one.title
