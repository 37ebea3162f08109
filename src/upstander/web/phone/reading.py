"""A report in plain words, to be read back to whoever told it: each answer with a way to change it (clause 3.2 c)."""

from __future__ import annotations

from collections.abc import Collection

from upstander.web.phone.form import ASKED_FIRST, SECTIONS, PhoneForm

Row = dict[str, str]


def parts(form: PhoneForm, *, address: str) -> list[tuple[str, list[Row]]]:
    """Return each part that was answered, with its answers."""
    found = []
    for section in SECTIONS:
        said = [(ask.key, form.words_of(ask.name)) for ask in section.asks]
        href = f"{address}#{section.slug}"
        found.append((section.title, [{"key": key, "value": words, "href": href} for key, words in said if words]))
    return [(title, rows) for title, rows in found if rows]


def left(form: PhoneForm, *, address: str, without: Collection[str] = ()) -> list[tuple[str, str, str]]:
    """Return each part with questions that were left out: its title, their names, and where to ask them."""
    found = [
        (section, ", ".join(ask.key.lower() for ask in section.asks if not form.words_of(ask.name)))
        for section in SECTIONS
        if section.slug not in without
    ]
    return [(section.title, names, f"{address}#{section.slug}") for section, names in found if names]


def unasked(form: PhoneForm, *, address: str) -> list[tuple[str, str]]:
    """Return what ought to be asked of everybody and was not, each with where to ask it."""
    return [
        (str(form.fields[ask.name].label), f"{address}#{section.slug}")
        for section in SECTIONS
        for ask in section.asks
        if ask.name in ASKED_FIRST and not form.words_of(ask.name) and not (ask.name == "way" and form.reach)
    ]
