"""Walk c: a witness tells us of what befell somebody else, and only the witness says it was racist."""

from __future__ import annotations

import pytest

from tests.cast import a_case, landlord
from tests.walks.people import Walk
from upstander.casework import casefile, contacts, motives, parties
from upstander.casework.actor import resident
from upstander.casework.mycase import my_case
from upstander.policy.duty import DutyKind
from upstander.policy.ruling import Refused
from upstander.records.case import ResidentCode


@pytest.fixture
def walk():
    house = landlord()
    story = "I saw a man push the old gentleman from the first floor and call him names. I live across the road."
    return Walk(house, a_case(house, on_behalf="witness", story=story, forms=("assault",)))


def test_the_witness_is_enough_and_is_kept_apart(walk):
    assert walk.case.kind == "hate_crime"
    witness, heard = walk.party("witness"), walk.party("resident_heard")
    assert walk.owed(DutyKind.CONTACT_WITNESS) == 1

    # The man it happened to is named, is asked how to be reached, and says it was nothing of the kind. His word is kept
    # beside the witness's, and does not lower the case: somebody perceived it.
    named = parties.correct_party(
        walk.who(),
        walk.number,
        party=heard,
        because="The caretaker knows who he is.",
        name="Harbhajan Gill",
        another_person=True,
    )
    walk.later(hours=2)
    motives.record_motive(
        walk.who(), walk.number, party=named.party, perceived=False, words="Boys will be boys, he says."
    )
    assert (walk.case.kind, walk.case.hate) == ("hate_crime", True)

    # The witness is contacted, and stays apart: the case page shows that there is one, and asking who is entered.
    contacts.record_contact(
        walk.who(), walk.number, party=witness, way="phone", reached=True, words="She will say it again."
    )
    assert walk.owed(DutyKind.CONTACT_WITNESS) == 0
    row = next(row for row in walk.page().parties if row.part == "witness")
    assert row.apart
    assert "Begum" not in row.name
    assert casefile.identity(walk.who(), walk.number, party=row.party).name == "Rehana Begum"

    # The witness's code opens a mailbox of their own and nothing of the man's.
    code = ResidentCode.objects.get(party=witness)
    mine = my_case(resident(code.pk, at=walk.at))
    assert mine.plan is None
    assert "Gill" not in repr(mine)
    with pytest.raises(Refused):
        walk.plan("talk")
