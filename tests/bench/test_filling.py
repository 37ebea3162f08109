"""A copied case is what the deeds write: the same rows, sealed by keys of its own, in a record that is whole."""

from __future__ import annotations

from collections import Counter

import pytest
from django.apps import apps
from django.db import models

from bench.filling import NOT_COPIED, fill, grown, kept, more_officers
from tests.cast import NOW, Landlord, a_case, landlord
from upstander.casework import casefile, caseload
from upstander.casework.actor import member
from upstander.records.case import Case
from upstander.records.journal import Entry, breaks
from upstander.records.people import Person, Token
from upstander.records.sealing import SealedColumn

COPIES = 7


@pytest.fixture
def house() -> Landlord:
    return landlord()


@pytest.fixture
def filled(house):
    """A landlord with one case made by the deeds and seven copies; gives the rows there were before and in between."""
    before = kept()
    a_case(house)
    between = kept()
    made = grown(before, name="Rehana Begum", phone="07700 900123", home="990000000101", officer=okafor(house))
    fill(made, how_many=COPIES, officers=more_officers(house, 3))
    return before, between


def okafor(house: Landlord):
    return house.staff["okafor"].pk


def new(between, model) -> list[models.Model]:
    return [row for row in model._default_manager.all() if row.pk not in between[model]]


def shape(row: models.Model) -> tuple[object, ...]:
    """What a row is like, without what is other in every case: which of its columns hold something."""
    return tuple((f.attname, getattr(row, f.attname) in (None, "", [], {})) for f in row._meta.concrete_fields)


def test_a_copy_has_the_rows_that_the_deeds_wrote(filled):
    before, between = filled
    for model in apps.get_app_config("records").get_models():
        if model.__name__ in NOT_COPIED or model.__name__ in ("Staff", "Appointment"):
            continue
        first = Counter(shape(row) for row in model._default_manager.all() if row.pk in between[model] - before[model])
        copies = Counter(shape(row) for row in new(between, model))
        assert copies == Counter({how: many * COPIES for how, many in first.items()}), model


def test_everything_that_was_sealed_opens_under_a_key_of_its_own(filled):
    before, between = filled
    first = {row.sealed_by for row in Entry.objects.all() if row.pk in between[Entry] - before[Entry]}
    keys = Counter()
    for model in apps.get_app_config("records").get_models():
        sealed = [f for f in model._meta.concrete_fields if isinstance(f, SealedColumn)]
        for row in new(between, model) if sealed else ():
            assert not any(isinstance(getattr(row, f.attname), bytes) for f in sealed)
            keys[row.sealed_by] += 1
    assert not keys.keys() & first
    assert len(keys) >= COPIES * 2


def test_the_record_is_whole(filled):
    assert list(breaks()) == []
    assert Entry.objects.count() == Entry.objects.order_by("-seq").first().seq


def test_a_copy_can_be_worked_and_found(house, filled):
    _, between = filled
    case = new(between, Case)[0]
    owner = member(case.owner_id, at=NOW)
    page = casefile.open_case_file(owner, case.number)
    assert page.bar.who
    assert page.next
    assert case.number in {row.number for row in caseload.my_work(owner).rows}
    name = Person.objects.get(parties__case=case, parties__part="resident_heard").name
    assert case.number in {row.number for row in caseload.find(owner, words=name).rows}
    assert Token.objects.filter(person_id__isnull=False).count() > COPIES
