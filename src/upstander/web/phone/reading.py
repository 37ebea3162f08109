"""A report in plain words, to be read back to whoever told it: each part with a way to change it (clause 3.2 c)."""

from __future__ import annotations

from upstander.web.phone.form import ASKED_FIRST, SECTIONS, PhoneForm, Section

Row = dict[str, str]


def parts(form: PhoneForm, *, address: str) -> list[tuple[Section, str, list[Row], str]]:
    """Return each part of the page: its link, what was answered, and the names of what was not."""
    return [_part(form, section, address) for section in SECTIONS]


def unasked(form: PhoneForm, *, address: str) -> list[tuple[str, str]]:
    """Return what ought to be asked of everybody and was not, each with where to ask it."""
    return [
        (str(form.fields[ask.name].label), f"{address}#{section.slug}")
        for section in SECTIONS
        for ask in section.asks
        if ask.name in ASKED_FIRST and not form.words_of(ask.name) and not _settled(form, ask.name)
    ]


def _settled(form: PhoneForm, name: str) -> bool:
    """Whoever wants no contact, or contact through somebody they trust, has said how to be reached."""
    return name == "way" and form.answers["confidence"] in ("no_contact", "through_someone")


def _part(form: PhoneForm, section: Section, address: str) -> tuple[Section, str, list[Row], str]:
    said = [(ask, form.words_of(ask.name)) for ask in section.asks]
    rows = [{"key": ask.key, "value": words} for ask, words in said if words]
    return section, f"{address}#{section.slug}", rows, ", ".join(ask.key.lower() for ask, words in said if not words)
