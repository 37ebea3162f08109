"""The demo's letters: words signed by two managers, one letter printed, and one that waits (clauses 2 d, 3.2 a)."""

from __future__ import annotations

from upstander.casework import letters, safe_contact, templates
from upstander.casework.actor import Actor
from upstander.casework.paper import shipped
from upstander.policy.sheets import ENGLISH, LetterKind

PLACES = {30: True, 48: False}
"""Which stories have a letter in them, and whether it was printed."""
WISHES = {
    "channels": {"phone": "safe", "letter": "safe"},
    "letters_to": "PO Box 214, London SE1 9ZZ",
    "hours": "weekdays after 4pm",
}


def sign_words(writer: Actor, signer: Actor) -> None:
    """Take in the words that come with the software; those in English are signed, the others wait for a translator."""
    for one in shipped():
        drafted = templates.draft_template(
            writer, kind=one.kind, language=one.language, title=one.title, words=one.words
        )
        if one.language == ENGLISH:
            templates.sign_template(signer, template=drafted.template)


def write(officer: Actor, manager: Actor, number: str, *, party: str, printed: bool) -> None:
    """Write to somebody who said that letters are safe, and to which address."""
    safe_contact.set_safe_contact(officer, number, wishes=WISHES, party=party)
    agreed = next(row for row in templates.templates(manager).rows if _is_agreed(row))
    made = letters.prepare_letter(officer, number, party=party, template=agreed.template)
    if printed:
        letters.print_letter(officer, number, letter=made.letter)


def _is_agreed(row: templates.TemplateRow) -> bool:
    return row.kind == LetterKind.WHAT_WE_AGREED and row.language == ENGLISH
