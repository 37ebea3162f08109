"""Sharing, on its pages: asked for, seen as its recipient will, released, told to the resident, called back."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.casework.test_consents import heard
from tests.cast import Landlord, a_case
from tests.web.approvals.test_approvals import saw_of
from tests.web.desk import at_the_desk, done, few_statements, mark_of, words_of
from upstander.casework.agencies import add_agency
from upstander.records.approvals import Approval
from upstander.records.case import Case
from upstander.records.disclosures import Disclosure
from upstander.records.duties import OwedDuty

WHY = "Their brother hits them, and school has seen the bruises."


@pytest.fixture
def number(desk_house: Landlord) -> str:
    return a_case(desk_house)


@pytest.fixture
def agency(desk_house: Landlord) -> str:
    said = {"kind": "other", "boroughs": ["Southwark"], "phone": "020 79460018", "does": "A listening ear."}
    return add_agency(desk_house.actor("moss"), name="Door Step", **said)


@pytest.fixture
def okafor(desk_house: Landlord) -> Client:
    return at_the_desk(desk_house, "okafor")


def said(number: str, agency: str, **changed: object) -> dict[str, object]:
    party = Case.objects.get(number=number).parties.get(part="resident_heard").pk
    plain = {"agency": agency, "purpose": "support", "ground": "consent", f"of_{party}": ["name", "incidents"]}
    return {**plain, **changed}


def released(house: Landlord, page: str = "") -> Disclosure:
    """Say yes, as somebody else."""
    other = at_the_desk(house, "reid")
    at = f"/approvals/{Approval.objects.latest('asked_at').pk}"
    shown = words_of(other.get(at))
    for words in filter(None, page.split("|")):
        assert words in shown, words
    form = other.get(f"{at}/give")
    assert other.post(f"{at}/give", {"mark": mark_of(form), "saw": saw_of(form)}).status_code == 302
    return Disclosure.objects.latest("released_at")


def test_it_is_asked_for_seen_exactly_released_and_listed(
    desk_house: Landlord, okafor: Client, number: str, agency: str
) -> None:
    heard(desk_house, number, agency, parts=("name", "incidents"))
    at = f"/case/{number}/share-information"
    page = words_of(okafor.get(at))
    for words in (
        "Share with an agency",
        "Nothing leaves yet",
        "The resident agrees",
        "Which parts about Rehana Begum?",
    ):
        assert words in page
    assert "Protection of an adult at risk" not in page
    after = done(okafor, at, **said(number, agency))
    assert "Nothing leaves before they have seen it and said yes." in after
    assert not Disclosure.objects.exists()
    row = released(desk_house, "Share with Door Step|The resident agrees|Rehana Begum|He shouted at me on the stairs")
    with few_statements():
        page = words_of(okafor.get(at))
    assert "Released 18 November 2026" in page
    assert f'href="/case/{number}/shared/{row.pk}"' in okafor.get(at).content.decode()
    assert "They are told, on their page." in page
    assert "Shared with an agency" in words_of(okafor.get(f"/case/{number}"))


def test_what_the_gate_refuses_is_said_on_the_page_and_what_was_typed_stays(
    okafor: Client, number: str, agency: str
) -> None:
    at = f"/case/{number}/share-information"
    mark = mark_of(okafor.get(at))
    without = okafor.post(at, said(number, agency, mark=mark, hidden="Corner Shop"))
    assert without.status_code == 422
    assert "Not everybody it is about has agreed" in words_of(without)
    assert "Corner Shop" in without.content.decode()
    child = okafor.post(at, said(number, agency, mark=mark, ground="protection_of_children", why=WHY))
    assert "Which child is at risk: write it down" in words_of(child)
    many = okafor.post(at, said(number, agency, mark=mark, hidden="\n".join(f"Name {n}" for n in range(51))))
    assert "50 lines at most" in words_of(many)
    nothing = okafor.post(at, {"mark": mark})
    for words in ("Choose the agency", "Choose what it is for", "Choose the ground"):
        assert words in words_of(nothing)
    assert not Approval.objects.exists()


def test_it_is_called_back_from_the_list(desk_house: Landlord, okafor: Client, number: str, agency: str) -> None:
    given = said(number, agency, ground="protection_of_children", child="Their son of seven", why=WHY, untold=WHY)
    done(okafor, f"/case/{number}/share-information", **given)
    row = released(desk_house, f"Their son of seven|No: {WHY}")
    page = okafor.get(f"/case/{number}/share-information")
    assert "They are not told:" in words_of(page)
    link = f"/case/{number}/recall-disclosure?disclosure={row.pk}"
    assert f'href="{link}"' in page.content.decode()
    after = done(okafor, f"/case/{number}/recall-disclosure", disclosure=str(row.pk), because=WHY)
    assert "It is called back from this moment on." in after
    assert "Called back 18 November 2026" in words_of(okafor.get(f"/case/{number}/recall-disclosure"))
    assert "Called back from an agency" in words_of(okafor.get(f"/case/{number}"))


def test_it_is_read_handed_out_and_handed_out_no_more_once_it_was_called_back(
    desk_house: Landlord, okafor: Client, number: str, agency: str
) -> None:
    heard(desk_house, number, agency, parts=("name", "incidents"))
    done(okafor, f"/case/{number}/share-information", **said(number, agency))
    row = released(desk_house)
    at = f"/case/{number}/shared/{row.pk}"
    with few_statements():
        page = words_of(okafor.get(at))
    for words in (
        "What was shared with Door Step",
        "It holds exactly this",
        "Rehana Begum",
        "Get it as a PDF",
        row.sha256,
    ):
        assert words in page
    paper = okafor.post(f"{at}/print")
    assert (paper.status_code, paper["Content-Type"]) == (200, "application/pdf")
    assert b"".join(paper.streaming_content).startswith(b"%PDF")
    data = okafor.post(f"{at}/data")
    assert (data["Content-Type"], data["Cache-Control"]) == ("application/json", "no-store")
    assert b"Rehana Begum" in b"".join(data.streaming_content)
    done(okafor, f"/case/{number}/recall-disclosure", disclosure=str(row.pk), because=WHY)
    refused = okafor.post(f"{at}/print")
    assert refused.status_code == 422
    assert "It was called back." in words_of(refused)
    assert "Get it as a PDF" not in words_of(okafor.get(at))


def test_whoever_comes_from_the_duty_to_tell_records_just_that(
    desk_house: Landlord, okafor: Client, number: str, agency: str
) -> None:
    accused = Case.objects.get(number=number).parties.get(part="alleged_perpetrator").pk
    child = {"ground": "protection_of_children", "child": "Their son of seven", "why": WHY}
    parts = {f"of_{accused}": ["name"]}
    asked = okafor.post(
        f"/case/{number}/share-information",
        {"mark": "1" * 32, "agency": agency, "purpose": "support", **child, **parts},
    )
    assert asked.status_code == 302, words_of(asked)
    released(desk_house)
    duty = OwedDuty.objects.get(kind="tell_shared")
    page = okafor.get(f"/case/{number}/record-contact?party={accused}&duty={duty.pk}")
    assert 'value="shared" checked' in " ".join(page.content.decode().split())
    plain = okafor.get(f"/case/{number}/record-contact?party={accused}")
    assert 'value="update" checked' in " ".join(plain.content.decode().split())
    assert "Tell them what was shared about them" in words_of(okafor.get("/work"))
