"""Words of letters and a letter, made through the deeds, for the tests of every storey."""

from __future__ import annotations

from typing import Any

from tests.cast import NOW, Landlord
from upstander.casework import letters, safe_contact, templates
from upstander.casework.paper import shipped
from upstander.records.case import Party

SAFE: dict[str, Any] = {
    "channels": {"letter": "safe", "phone": "safe"},
    "letters_to": "PO Box 7, London SE1 1AA",
    "call_me": "Ms Begum",
}


def heard(number: str) -> str:
    """The resident who is heard in a case."""
    return str(Party.objects.get(case__number=number, part="resident_heard", ended=None).pk)


def signed_words(
    house: Landlord, kind: str = "acknowledgement", language: str = "en", *, signed: bool = True, signer: str = "vane"
) -> str:
    """Words that come with the software, written down by one administrator and signed by another."""
    one = next(one for one in shipped() if (one.kind, one.language) == (kind, language))
    given = {"kind": one.kind, "language": one.language, "title": one.title, "words": one.words}
    made = templates.draft_template(house.actor("moss"), **given).template
    if signed:
        templates.sign_template(house.actor(signer), template=made, translator="Mitali Roy")
    return made


def a_letter(house: Landlord, number: str, *, template: str = "", by: str = "okafor") -> str:
    """A letter that waits to be printed, to somebody who said that letters are safe."""
    party = heard(number)
    safe_contact.set_safe_contact(house.actor(by), number, wishes=SAFE, party=party)
    made = letters.prepare_letter(house.actor(by, NOW), number, party=party, template=template or signed_words(house))
    return made.letter
