"""The words of letters: a draft until somebody else has signed them, by name in each language (clauses 2 d, 3.2 a).

Whoever opens a letter in the same home learns nothing from it.
"""

from __future__ import annotations

import re

from upstander.policy.ruling import Ruling, allow, enforces, refuse
from upstander.policy.sheets import (
    ASKED,
    ENGLISH,
    FIELDS,
    LANGUAGES,
    NAME_AT_MOST,
    TITLE_AT_MOST,
    WORDS_AT_MOST,
    LetterKind,
    fields_in,
    has_strange_brackets,
)

_TELLING = re.compile(
    r"\b(abus|anti-?social|asb\b|assault|attack|bull(?:y|ied)|complain|crim|danger|harass|hate|incident|neighbour|perpetrator|"
    r"police|racis|report(?:ed|s|er)?\b|threat|unsafe|victim|violen|witness)\w*",
    re.IGNORECASE,
)


@enforces("2 d", "3.2 a")
def may_draft_template(*, kind: LetterKind | str, language: str, title: str, words: str) -> Ruling:
    """Say whether these words can stand in a letter, once somebody has signed them."""
    if kind not in set(LetterKind):
        return refuse("3.2 a", "We write no such letter.", "Choose one of the letters listed.")
    if language not in LANGUAGES:
        return refuse("3.2 a", "We cannot print this language yet.", "Choose one of the languages listed.")
    if not title.strip() or not words.strip():
        return refuse("3.2 a", "The letter says nothing yet.", "Give it a title and words.")
    if len(title) > TITLE_AT_MOST or len(words) > WORDS_AT_MOST:
        room = f"{TITLE_AT_MOST} characters in the title and {WORDS_AT_MOST} in the words"
        return refuse("3.2 a", f"A letter holds at most {room}.", "Shorten it: it has to be read in one go.")
    wrong = _brackets(kind, title, words)
    if wrong is not None:
        return wrong
    telling = _TELLING.search(f"{title} {words}") if language == ENGLISH else None
    if telling is None:
        return allow("2 d", "A draft, until somebody else has signed it.")
    return refuse(
        "2 d",
        f"Somebody else in the home may open the letter, and “{telling[0]}” tells them what it is about.",
        "Say it without that word; what it is about is said in person or behind their code.",
    )


def _brackets(kind: LetterKind | str, title: str, words: str) -> Ruling | None:
    strange = sorted(fields_in(words) - set(FIELDS))
    if strange or has_strange_brackets(words):
        named = f"“{strange[0]}”" if strange else "A bracket"
        return refuse("3.2 a", f"{named} would stand in the letter as it is.", "Use the names in brackets as listed.")
    if re.search(r"[{}]", title):
        return refuse("2 d", "The title is the same for everybody, and names nobody.", "Leave brackets to the words.")
    if kind != LetterKind.APPOINTMENT and fields_in(words) & ASKED:
        return refuse("3.2 a", "Only an appointment has a day, a time and a place.", "Leave these brackets out.")
    return None


@enforces("2 d", "3.2 a")
def may_sign_template(*, signed: bool, own_words: bool, language: str, translator: str) -> Ruling:
    """Say whether somebody may sign these words. `translator`: who answers for them in that language, by name."""
    if signed:
        return refuse("3.2 a", "These words are signed already.", "Write a new version to change them.")
    if own_words:
        return refuse("2 d", "Nobody signs their own words.", "Ask a colleague whose role includes it to read them.")
    if len(translator) > NAME_AT_MOST:
        return refuse("3.2 a", f"A name holds {NAME_AT_MOST} characters.", "Shorten it.")
    if translator.strip() or language == ENGLISH:
        return allow("2 d", "Two people have read every word of it, and it is known who answers for it.")
    return refuse(
        "3.2 a",
        "Nobody here can tell what these words say to whoever reads them.",
        "Have a translator read them, and give the translator's name.",
    )
