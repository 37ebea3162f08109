"""Rows of several kinds by one statement: the same rows, sealed and ordered as they were."""

from __future__ import annotations

import pytest
from django.db.models import Count, F

from tests.cast import NOW, a_case, landlord
from upstander.records.case import Case, Party
from upstander.records.duties import OwedDuty
from upstander.records.estate import Home
from upstander.records.people import Person
from upstander.records.risk import RiskAssessment
from upstander.records.staff import Staff
from upstander.records.together import counted, together


@pytest.fixture
def number() -> str:
    return a_case(landlord())


def same(one: object, other: object) -> bool:
    names = [field.attname for field in type(one)._meta.concrete_fields]
    return all(getattr(one, name) == getattr(other, name) for name in names)


def test_every_kind_of_column_comes_back_as_it_was(number, django_assert_num_queries):
    asked = {
        "cases": Case.objects.all(),
        "parties": Party.objects.order_by("started_at", "pk"),
        "people": Person.objects.order_by("pk"),
        "duties": OwedDuty.objects.order_by("-due_at", "pk"),
        "homes": Home.objects.order_by("-pk")[:3],
        "risks": RiskAssessment.objects.all(),
    }
    with django_assert_num_queries(1):
        found = together(asked)
    for name, rows in asked.items():
        plain = list(rows)
        assert len(found[name]) == len(plain)
        assert all(same(one, other) for one, other in zip(found[name], plain, strict=True)), name
    assert found["cases"][0].opened_at == NOW
    assert found["risks"] == []


def test_only_the_columns_asked_for_are_read(number, django_assert_num_queries):
    found = together({"cases": Case.objects.only("number", "grounds")})["cases"][0]
    with django_assert_num_queries(0):
        assert (found.number, found.grounds) == (number, ["race"])
    with django_assert_num_queries(1):
        assert found.stage == "new"


def test_what_was_added_to_a_row_comes_with_it(number):
    rows = Staff.objects.annotate(held=Count("cases"), team=F("membership__team__name")).order_by("name")
    found = together({"staff": rows, "one": rows.only("name")})
    assert [(one.name, one.held) for one in found["staff"] if one.held] == [("Joy Okafor", 1)]
    assert all(same(one, other) for one, other in zip(found["staff"], rows, strict=True))
    assert {(one.name, one.held, one.team) for one in found["one"]} == {(one.name, one.held, one.team) for one in rows}


def test_what_can_hold_nothing_costs_nothing(number, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert together({"cases": Case.objects.none(), "parties": Party.objects.filter(pk__in=[])}) == {
            "cases": [],
            "parties": [],
        }
        assert counted({"cases": Case.objects.none()}, up_to=9) == {"cases": 0}


def test_a_count_goes_no_further_than_it_must(number, django_assert_num_queries):
    every = OwedDuty.objects.count()
    assert every > 3
    with django_assert_num_queries(1):
        found = counted({"duties": OwedDuty.objects.all(), "all": OwedDuty.objects.order_by("due_at")}, up_to=2)
    assert found == {"duties": 3, "all": 3}
    assert counted({"duties": OwedDuty.objects.all()}, up_to=1000)["duties"] == every


def test_rows_are_asked_for_only_as_far_as_they_hang_on_others(number, django_assert_num_queries):
    hanging = {"duties": ("party_id", "parties"), "risks": ("case_id", "nothing")}
    asked = {
        "duties": OwedDuty.objects.order_by("pk"),
        "parties": Party.objects.filter(part="alleged_perpetrator"),
        "nothing": Case.objects.none(),
        "risks": RiskAssessment.objects.all(),
    }
    with django_assert_num_queries(1):
        found = together(asked, hanging=hanging)
    assert [duty.kind for duty in found["duties"]] == ["consider_support"]
    assert found["duties"][0].party_id == found["parties"][0].pk
    assert (found["nothing"], found["risks"]) == ([], [])
