"""Open cases from another system: their own dates, the clocks that still run, and every rule for opening asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine

from tests.cast import NOW, Landlord, landlord
from tests.intake.files import kept, text_of
from upstander.cli.__main__ import main
from upstander.records import sight
from upstander.records.case import Assignment, Case
from upstander.records.duties import OwedDuty
from upstander.records.journal import Entry
from upstander.records.people import Token
from upstander.records.worked import Incident, Motive, Note

FERRY = {"uprn": "990000000101", "area": "", "team": ""}
Take = Callable[..., tuple[int, str]]


@pytest.fixture
def house() -> Iterator[Landlord]:
    """A landlord, on a morning in November."""
    with time_machine.travel(NOW, tick=False):
        yield landlord()


@pytest.fixture
def take(house: Landlord, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Take:
    """Import cases; people are known already."""
    people = text_of("people", {}, {"person_ref": "P2", "name": "Dean Marsh", "email": "", "phone": ""})
    assert main(["import", "people", str(kept(tmp_path, people))]) == 0
    capsys.readouterr()

    def run(*rows: dict[str, str]) -> tuple[int, str]:
        code = main(["import", "cases", str(kept(tmp_path, text_of("cases", *({**FERRY, **row} for row in rows))))])
        said = capsys.readouterr()
        return code, said.out + said.err

    return run


def the_case() -> Case:
    return Case.objects.get(imported_as="ASB/26/0412")


def due(case: Case) -> dict[str, datetime]:
    return dict(OwedDuty.objects.filter(case=case, done=None).values_list("kind", "due_at"))


def test_a_case_comes_in_with_its_own_dates_and_is_marked(take: Take, house: Landlord) -> None:
    assert take({}) == (0, "cases: 1 right lines (1 new, 0 changed, 0 as they are); 0 faults.\n"
                           "Done. 1 new, 0 changed, 0 as they were.\n")  # fmt: skip
    case = the_case()
    assert case.number.startswith("HC-2026-")
    assert case.received_at == datetime(2026, 10, 1, 13, 30, tzinfo=UTC)
    assert (case.happened_on, case.opened_at.date()) == (date(2026, 9, 28), date(2026, 10, 1))  # midnight in London
    assert (case.kind, case.category, case.priority, case.stage) == ("asb", "noise", "standard", "new")
    assert (case.area, case.team, case.owner) == (house.ferry, house.north, None)
    assert case.summary == "Loud music, most nights."
    assert case.entry.entered_at >= NOW


def test_its_file_says_where_it_is_from(take: Take) -> None:
    take({"first_contact_on": "2026-10-03", "alleged_ref": "P2"})
    case = the_case()
    assert "This case was number ASB/26/0412 in another system." in Note.objects.get(case=case).text
    assert "First contact with the resident was on 3 October 2026." in Note.objects.get(case=case).text
    assert Incident.objects.get(case=case).story == "Loud music, most nights."
    parts = {party.part: party.person.name for party in case.parties.select_related("person")}
    assert parts == {"resident_heard": "Rukhsana Begum", "alleged_perpetrator": "Dean Marsh"}
    own = Entry.objects.get(case_id=case.pk)
    assert (own.deed, own.detail["imported_as"]) == ("import_batch", "ASB/26/0412")
    assert Token.objects.filter(case_id=case.pk, kind="home").exists()
    assert main(["journal", "verify"]) == 0


def test_clocks_run_from_its_own_dates(take: Take) -> None:
    take({"kind": "harassment", "received_at": "2026-11-17 10:00", "opened_on": "2026-11-17", "happened_on": ""})
    clocks = due(the_case())
    assert clocks["first_contact"] == datetime(2026, 11, 18, 17, 0, tzinfo=UTC)
    assert {"interview", "assess_risk", "investigate", "consider_support", "take_case"} <= clocks.keys()
    assert clocks["take_case"] > NOW


def test_what_was_done_before_is_not_owed_again(take: Take) -> None:
    take({"first_contact_on": "2026-10-03", "interviewed_on": "2026-10-05", "last_contact_on": "2026-11-10"})
    clocks = due(the_case())
    assert {"first_contact", "interview"}.isdisjoint(clocks)
    assert {"agree_plan", "keep_informed", "assess_risk"} <= clocks.keys()
    assert clocks["keep_informed"].date() == date(2026, 11, 24)  # ten working days after the tenth
    assert the_case().stage == "planning"


def test_what_the_file_says_may_raise_the_kind_and_never_lowers_it(take: Take) -> None:
    take(
        {"number": "1", "kind": "asb", "grounds": "race", "forms": "graffiti"},
        {"number": "2", "kind": "asb", "grounds": "age"},
        {"number": "3", "kind": "hate_crime", "category": ""},
        {"number": "4", "kind": "harassment", "category": ""},
    )
    kinds = dict(Case.objects.values_list("imported_as", "kind"))
    assert kinds == {"1": "hate_crime", "2": "harassment", "3": "hate_crime", "4": "harassment"}
    assert dict(Case.objects.values_list("imported_as", "hate")) == {"1": True, "2": False, "3": False, "4": False}
    assert set(Case.objects.values_list("priority", flat=True)) == {"high"}
    assert Motive.objects.get(case__imported_as="1").grounds == ["race"]


def test_asb_without_a_category_is_refused_by_the_rule_for_opening(take: Take) -> None:
    code, said = take({"category": ""})
    assert code == 1
    assert "line 2: category — We record what anti-social behaviour is about" in said
    assert not Case.objects.exists()


def test_an_owner_holds_a_role_already_and_sees_the_case(take: Take, house: Landlord) -> None:
    code, said = take({"owner_email": "nobody@landlord.example"})
    assert code == 1
    assert "holds no role that works cases" in said
    assert "is not on our staff" in take({"owner_email": "else@landlord.example"})[1]
    assert take({"owner_email": "okafor@landlord.example"})[0] == 0
    case = the_case()
    assert (case.owner, case.team) == (house.staff["okafor"], house.north)
    assert Assignment.objects.get(case=case).staff == house.staff["okafor"]
    assert "take_case" not in due(case)
    assert set(OwedDuty.objects.filter(case=case).values_list("staff__email", flat=True)) == {"okafor@landlord.example"}
    for name, sees in {"okafor": True, "reid": True, "patel": False, "quinn": False}.items():
        assert sight.cases(house.actor(name)).filter(pk=case.pk).exists() is sees, name


def test_a_case_without_an_owner_stands_in_the_queue_of_its_area(take: Take, house: Landlord) -> None:
    take({})
    assert set(OwedDuty.objects.filter(case=the_case()).values_list("team", flat=True)) == {house.north.pk}
    assert sight.cases(house.actor("lewis")).filter(pk=the_case().pk).exists()
    assert "Name one." in take({"number": "2", "uprn": "", "area": ""})[1]


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ({"uprn": "990000000999"}, "uprn is 990000000999, which we do not have"),
        ({"resident_ref": "P9"}, "resident_ref is P9, which we do not have"),
        ({"alleged_ref": "P9"}, "alleged_ref is P9, which we do not have"),
        ({"area": "Nowhere"}, "area is Nowhere, which we do not have"),
        ({"team": "West"}, "team is West, which we do not have"),
    ],
)
def test_what_is_not_known_is_named(take: Take, cell: dict[str, str], said: str) -> None:
    code, words = take(cell)
    assert code == 1
    assert said in words
    assert not Case.objects.exists()


def test_a_case_that_is_here_stays_as_it_is(take: Take) -> None:
    take({})
    before: dict[str, Any] = Case.objects.values().get()
    code, said = take({"summary": "Other words.", "kind": "hate_crime"}, {"number": "2"})
    assert code == 0
    assert "1 new, 0 changed, 1 as they were" in said
    assert Case.objects.values().get(imported_as="ASB/26/0412") == before


def test_a_batch_of_cases_is_whole(take: Take, monkeypatch: pytest.MonkeyPatch) -> None:
    entries = Entry.objects.count()
    made = Incident.objects.create
    count = iter(range(10))

    def fails(**fields: Any) -> Incident:
        if next(count) == 2:
            raise RuntimeError("the disk is full")
        return made(**fields)

    monkeypatch.setattr(Incident.objects, "create", fails)
    with pytest.raises(RuntimeError):
        take(*({"number": str(number)} for number in range(5)))
    assert (Case.objects.count(), Entry.objects.count()) == (0, entries)
