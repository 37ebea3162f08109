"""Files taken into the record: what is new, changed and as it was; and nothing by halves."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.intake.files import SAMPLE, STAFF, kept, many_homes, text_of
from upstander.casework.importing import homes as homes_importer
from upstander.cli.__main__ import main
from upstander.records.estate import Area, Block, Home
from upstander.records.imports import ImportBatch
from upstander.records.journal import Entry
from upstander.records.keyring import token
from upstander.records.keystore.models import DataKey
from upstander.records.people import Person, SafeContact, Tenancy, Token, search_words
from upstander.records.staff import Appointment, Membership, Staff, Team

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def take(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run `upstander import` on a file with these rows."""

    def run(kind: str, *rows: dict[str, str], options: tuple[str, ...] = (), text: str = "") -> tuple[int, str, str]:
        code = main(["import", kind, str(kept(tmp_path, text or text_of(kind, *rows), f"{kind}.csv")), *options])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


def everything() -> dict[str, int]:
    """How many rows of each kind an import could make."""
    models: tuple[Any, ...] = (Home, Area, Block, Person, Tenancy, Token, Staff, Membership, Team, ImportBatch, Entry)
    return {model.__name__: model.objects.count() for model in models} | {
        "keys": DataKey.objects.exclude(kind="journal").count()
    }


def test_homes_come_in_with_their_areas_and_blocks(take: Run) -> None:
    code, out, err = take("homes", {}, {"uprn": "2", "block": "", "estate": "", "area": "Hill", "borough": "Camden"})
    assert (code, err) == (0, "")
    assert "2 right lines (2 new, 0 changed, 0 as they are); 0 faults." in out
    assert "Done. 2 new, 0 changed, 0 as they were." in out
    home = Home.objects.select_related("area", "block").get(pk="999900000001")
    assert (home.area.name, home.area.borough, str(home.block), home.easting) == (
        "Riverside", "Southwark", "Ivoryfold House", 534691
    )  # fmt: skip
    assert Home.objects.get(pk="000000000002").block is None


def test_one_batch_has_one_entry_and_says_what_it_did(take: Run) -> None:
    take("homes", *many_homes(3))
    entry = Entry.objects.latest("seq")
    assert (entry.deed, entry.actor, entry.allowed) == ("import_batch", "operator", True)
    assert entry.detail["kind"] == "homes"
    assert (entry.detail["added"], entry.detail["first_line"], entry.detail["last_line"]) == (3, 2, 4)
    batch = ImportBatch.objects.get()
    assert (batch.entry, batch.added, batch.position) == (entry, 3, 1)
    assert main(["journal", "verify"]) == 0


def test_a_second_identical_run_changes_nothing(take: Run) -> None:
    take("homes", *many_homes(3))
    before = everything()
    code, out, _ = take("homes", *many_homes(3))
    assert code == 0
    assert "3 as they are" in out
    assert "nothing to change" in out
    assert everything() == before


def test_a_dry_run_changes_nothing(take: Run) -> None:
    before = everything()
    code, out, _ = take("homes", *many_homes(3), options=("--dry-run",))
    assert code == 0
    assert "3 new" in out
    assert "nothing was changed" in out
    assert everything() == before


def test_a_changed_home_is_found_by_its_uprn(take: Run) -> None:
    take("homes", *many_homes(3))
    code, out, _ = take(
        "homes", *many_homes(2), {"uprn": "999900000003", "managing_agent": "Saltmarsh", "block": "New"}
    )
    assert code == 0
    assert "0 new, 1 changed, 2 as they were" in out
    home = Home.objects.select_related("block").get(pk="999900000003")
    assert (home.managing_agent, str(home.block)) == ("Saltmarsh", "New")
    assert Home.objects.count() == 3


def test_a_file_with_a_wrong_line_changes_nothing_unless_it_is_asked_to(take: Run) -> None:
    rows = [*many_homes(3), {"uprn": "999900000004", "postcode": "nowhere"}]
    code, _, err = take("homes", *rows)
    assert code == 1
    assert "line 5: postcode is “nowhere”" in err
    assert "Nothing was changed" in err
    assert Home.objects.count() == 0
    code, out, err = take("homes", *rows, options=("--leave-out-wrong",))
    assert code == 3
    assert "Done. 3 new" in out
    assert Home.objects.count() == 3


def test_an_area_lies_in_one_borough_also_across_batches(take: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    code, _, err = take("homes", *many_homes(501), {"uprn": "999900009999", "borough": "Camden"})
    assert code == 1
    assert "borough is Camden, but the area Riverside lies in Southwark" in err
    assert Home.objects.count() == 0


def test_a_batch_that_fails_leaves_nothing_of_itself(take: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_: object) -> None:
        raise RuntimeError("the disk is full")

    before = everything()
    monkeypatch.setattr(homes_importer, "_blocks", fails)
    with pytest.raises(RuntimeError):
        take("homes", *many_homes(3))
    assert everything() == before


def test_people_are_sealed_and_found_again_by_name_phone_and_email(take: Run) -> None:
    code, *_ = take("people", {}, {"person_ref": "P2", "name": "Nguyễn Thị Lan", "phone": "", "email": ""})
    assert code == 0
    person = Person.objects.get(reference="P1")
    assert (person.name, person.language) == ("Rukhsana Begum", "Bengali")
    raw = Person.objects.filter(pk=person.pk).values_list("name", "phone").get()
    assert b"Rukhsana" not in bytes(raw[0]) + bytes(raw[1])
    for kind, text in (("name", "BEGUM"), ("phone", "+44 20 7946 0018"), ("email", "R.Begum@example.org")):
        (word,) = search_words(kind, text)
        assert Token.objects.get(kind=kind, digest=token(kind, word)).person_id == person.pk
    assert len({person.sealed_by for person in Person.objects.all()}) == 2


def test_a_number_in_a_file_is_not_safe_to_call(take: Run) -> None:
    take("people", {})
    assert not SafeContact.objects.exists()


def test_a_person_who_changed_is_no_longer_found_by_the_old_name(take: Run) -> None:
    take("people", {})
    code, out, _ = take("people", {"name": "Rukhsana Chowdhury"})
    assert code == 0
    assert "1 changed" in out
    assert Person.objects.get().name == "Rukhsana Chowdhury"
    assert not Token.objects.filter(digest=token("name", "begum")).exists()
    assert Token.objects.filter(digest=token("name", "chowdhury")).exists()
    assert "nothing to change" in take("people", {"name": "Rukhsana Chowdhury"})[1]


def test_a_tenancy_names_homes_and_people_that_are_known(take: Run) -> None:
    code, _, err = take("tenancies", {}, {"tenancy_ref": "T2", "person_ref": "P9"})
    assert code == 1
    assert "line 2: person_ref is P1, whom we do not know. Import people first." in err
    take("people", {})
    assert "which is none of our homes. Import homes first." in take("tenancies", {})[2]


def test_a_tenancy_is_sealed_under_the_persons_own_key(take: Run) -> None:
    take("people", {})
    take("homes", *many_homes(2))
    assert take("tenancies", {})[0] == 0
    tenancy = Tenancy.objects.select_related("person").get()
    assert (tenancy.home, tenancy.role, tenancy.sealed_by) == ("999900000001", "tenant", tenancy.person.sealed_by)
    assert bytes(tenancy.home_token) == token("tenancy", "999900000001")
    code, out, _ = take("tenancies", {"uprn": "999900000002", "to": "2026-01-31"})
    assert code == 0
    assert "1 changed" in out
    moved = Tenancy.objects.get()
    assert (moved.home, str(moved.end)) == ("999900000002", "2026-01-31")


def test_staff_come_in_without_a_role_and_cannot_sign_in_yet(take: Run) -> None:
    assert take("staff", {})[0] == 0
    staff = Staff.objects.get(email=STAFF["email"])
    assert (staff.name, staff.membership.team.name) == ("Joy Okonedo", "Southwark team")
    assert not staff.has_usable_password()
    assert not Appointment.objects.exists()
    assert not Team.objects.get().areas.exists()


def test_staff_who_change_team_keep_their_account(take: Run) -> None:
    take("staff", {})
    before = Staff.objects.get()
    before.set_password("a long password of theirs")
    before.save(update_fields=["password"])
    code, out, _ = take(
        "staff", {"team": "Lewisham team", "name": "Joy Okonedo-Hall", "email": "JOY.okonedo@northgate.example"}
    )
    assert code == 0
    assert "1 changed" in out
    after = Staff.objects.get()
    assert (after.pk, after.name, after.membership.team.name) == (before.pk, "Joy Okonedo-Hall", "Lewisham team")
    assert after.check_password("a long password of theirs")


@pytest.mark.parametrize("column", ["role", "Role", "ROLE "])
def test_a_column_of_roles_is_refused_whatever_else_the_file_holds(take: Run, column: str) -> None:
    code, _, err = take("staff", {column: "housing_manager"})
    assert code == 1
    assert "An import never grants a role." in err
    assert not Staff.objects.exists()


def test_the_whole_sample_comes_in(take: Run) -> None:
    for kind in ("homes", "people", "tenancies", "staff"):
        code, out, err = take(kind, text=(SAMPLE / f"{kind}.csv").read_text(encoding="utf-8"))
        assert (code, err) == (0, ""), kind
        assert "0 faults" in out
    assert Home.objects.count() == 1200
    assert set(Area.objects.values_list("borough", flat=True)) == {"Southwark", "Lewisham", "Tower Hamlets"}
