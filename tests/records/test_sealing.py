"""What is sealed stays sealed: under its own key, in its own place, and nowhere in the database in clear."""

from __future__ import annotations

import pytest
from cryptography.exceptions import InvalidTag
from django.apps import apps
from django.db import connection, connections

from tests.cast import NOW, a_case, landlord
from upstander.casework import contacts, notes, support
from upstander.casework.drafts import draft, new_draft_key, save_draft
from upstander.casework.safe_contact import set_safe_contact
from upstander.records import keyring
from upstander.records.case import Case, Party
from upstander.records.drafts import Draft
from upstander.records.keyring import KeyGone
from upstander.records.people import Person
from upstander.records.worked import Note

WORDS = {
    "name": "Zephyrine Quillfeather",
    "phone": "07700900777",
    "email": "zephyrine@quill.example",
    "story": "They poured quicksilver through the keyhole.",
    "motive": "Because of my marzipan accent.",
    "place": "By the gooseberry hedge",
    "accused": "Osgood Thistlewhip",
    "contact": "We spoke about the tambourine.",
    "note": "The caretaker keeps a ledger of turnips.",
    "support": "Wants a harpsichord lesson.",
    "wish": "After the kettle sings",
}


@pytest.fixture
def number():
    house = landlord()
    number = a_case(
        house,
        story=WORDS["story"],
        motive_words=WORDS["motive"],
        place=WORDS["place"],
        **_people(),
    )
    who = house.actor("okafor")
    party = str(Party.objects.get(case__number=number, part="resident_heard").pk)
    told = {"way": "in_person", "reached": True, "words": WORDS["contact"]}
    contacts.record_contact(who, number, party=party, they_came_to_us=True, **told)
    notes.add_note(who, number, text=WORDS["note"])
    support.consider_support(who, number, party=party, outcome="offered", words=WORDS["support"])
    set_safe_contact(who, number, party=party, wishes={"channels": {"phone": "safe"}, "hours": WORDS["wish"]})
    return number


def _people():
    from upstander.casework.told import Complained, Reporter

    reporter = Reporter(name=WORDS["name"], phone=WORDS["phone"], email=WORDS["email"], language="Cornish")
    return {"reporter": reporter, "complained": Complained(name=WORDS["accused"], address="9 Ferry Court")}


def stored() -> bytes:
    """Everything both databases hold, as a thief would read it."""
    held = b""
    for alias in ("default", "keys"):
        with connections[alias].cursor() as cursor:
            for table in connections[alias].introspection.table_names(cursor):
                cursor.execute(f'SELECT * FROM "{table}"')
                for row in cursor.fetchall():
                    held += b"|".join(
                        bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode() for value in row
                    )
    return held


def test_nothing_anybody_said_stands_in_the_database_in_clear(number):
    held = stored()
    assert number.encode() in held  # what is clear is found, so the search finds things
    assert [word for word in WORDS.values() if word.encode() in held or word.split()[-1].encode() in held] == []


def test_a_sealed_value_opens_in_its_own_place_only(number):
    first = Note.objects.get()
    second = Note.objects.create(sealed_by=first.sealed_by, entry=first.entry, case=first.case, text="Another.")
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE records_note SET text = (SELECT text FROM records_note WHERE id = %s) WHERE id = %s",
            [_key(first.pk), _key(second.pk)],
        )
    with pytest.raises(InvalidTag):
        _ = Note.objects.get(pk=second.pk).text
    assert Note.objects.get(pk=first.pk).text == WORDS["note"]


def _key(pk):
    return pk.hex if connection.vendor == "sqlite" else pk


def test_without_its_key_a_record_is_gone_for_good_and_others_stay(number):
    case = Case.objects.get(number=number)
    keyring.destroy(case.sealed_by, at=NOW)
    with pytest.raises(KeyGone):
        _ = Note.objects.get().text
    names = {person.name for person in Person.objects.all()}
    assert WORDS["name"] in names  # who somebody is stands under a key of their own
    assert Case.objects.get(number=number).kind


def test_no_way_round_puts_plain_text_into_a_sealed_column(number):
    with pytest.raises(TypeError, match="sealed"):
        Note.objects.filter(text=WORDS["note"]).exists()
    with pytest.raises(TypeError, match="sealed"):
        Note.objects.update(text="plain")


def test_every_sealed_column_is_bytes_in_the_database():
    from upstander.records.sealing import SealedColumn

    columns = [field for model in apps.get_models() for field in model._meta.fields if isinstance(field, SealedColumn)]
    assert len(columns) > 40
    assert {field.get_internal_type() for field in columns} == {"BinaryField"}


def test_a_draft_opens_with_the_key_of_the_cookie_and_with_no_other():
    key = new_draft_key()
    save_draft(key, {"story": WORDS["story"]}, at=NOW)
    assert draft(key, at=NOW) == {"story": WORDS["story"]}
    assert draft(new_draft_key(), at=NOW) is None
    held = stored()
    assert WORDS["story"].encode() not in held
    assert key.encode() not in held
    assert Draft.objects.count() == 1
