"""What somebody needs is recorded, read on their page, and said again when it has changed (clauses 2 i, 3.3, 8)."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.cast import NOW, Landlord, a_case
from tests.web.desk import at_the_desk, done, few_statements, mark_of, words_of
from upstander.casework.agencies import add_agency
from upstander.casework.consents import give_consent
from upstander.records.case import Case
from upstander.records.support import SupportNeed
from upstander.records.vulnerability import VulnerabilityRecorded

TODAY = {f"on_{name}": str(part) for name, part in (("day", NOW.day), ("month", NOW.month), ("year", NOW.year))}
NEED = {"need": "money", "state": "open", "words": "Rent is three weeks behind.", "said_by": "officer", **TODAY}
SAID = {"answers": ["pregnancy"], "said_by": "agency", **TODAY}


@pytest.fixture
def number(desk_house: Landlord) -> str:
    return a_case(desk_house)


@pytest.fixture
def okafor(desk_house: Landlord) -> Client:
    return at_the_desk(desk_house, "okafor")


def party(number: str, part: str = "resident_heard") -> str:
    return str(Case.objects.get(number=number).parties.get(part=part).pk)


def test_a_need_is_recorded_shown_with_who_said_so_and_said_again(okafor: Client, number: str) -> None:
    at, she = f"/case/{number}/record-support-need", party(number)
    page = words_of(okafor.get(f"{at}?party={she}"))
    assert "Policy 2 i: Support for everybody involved" in page
    assert "We speak to the person complained of only once everybody we hear has said yes" in page
    after = done(okafor, at, party=she, **NEED)
    assert "It is recorded. One need of theirs stands open." in after
    assert "Money, debts and benefits They need this Rent is three weeks behind. An officer saw it, Wednesday" in after
    link = f"{at}?party={she}&amp;need=money"
    assert link in okafor.get(f"/case/{number}/people").content.decode()
    chosen = okafor.get(link.replace("&amp;", "&")).content.decode()
    assert chosen.count(" checked") == 2  # whose, and which; how it stands is for the officer to say
    after = done(okafor, at, party=she, **NEED | {"state": "met", "words": "A debt adviser helps."})
    assert "Nothing that they need stands open." in after
    assert "Rent is three weeks behind." not in after
    own = words_of(okafor.get(f"/case/{number}/people/{she}"))
    assert "They have the help now A debt adviser helps." in own
    assert "What was said before Money, debts and benefits. They need this: Rent is three weeks behind." in own


def test_a_refusal_says_the_clause_and_keeps_what_was_typed(okafor: Client, number: str) -> None:
    at = f"/case/{number}/record-support-need"
    sent = okafor.post(at, {"party": party(number), **NEED, "said_by": "themselves", "mark": mark_of(okafor.get(at))})
    page = words_of(sent)
    assert sent.status_code == 422
    for words in (
        "This is clause 2 i of our policy",
        "They have not been spoken to yet",
        "or say who else said so",
        NEED["words"],
    ):
        assert words in page
    assert SupportNeed.objects.count() == 0


def test_needing_nothing_is_refused_while_a_need_stands_open(okafor: Client, number: str) -> None:
    done(okafor, f"/case/{number}/record-support-need", party=party(number), **NEED)
    at = f"/case/{number}/consider-support"
    given = {
        "party": party(number),
        "outcome": "needs_none",
        "words": "They are well.",
        "mark": mark_of(okafor.get(at)),
    }
    page = words_of(okafor.post(at, given))
    assert "One need of theirs stands open." in page
    assert "Record for each that they have the help" in page
    assert f"/case/{number}/people" in okafor.get(at).content.decode()


def test_a_need_said_later_is_shown_as_not_thought_of_yet(okafor: Client, number: str) -> None:
    he = party(number, "alleged_perpetrator")
    done(okafor, f"/case/{number}/consider-support", party=he, outcome="offered", words="Tenancy support, by letter.")
    assert "consider it again" not in words_of(okafor.get(f"/case/{number}/people"))
    after = done(okafor, f"/case/{number}/record-support-need", party=he, **NEED | {"need": "substances"})
    assert "Support was offered to them, Wednesday 18 November 2026 Tenancy support, by letter." in after
    assert "They said what they need since: consider it again." in after


def test_a_vulnerability_is_recorded_and_shown_and_is_no_evidence_for_risk(okafor: Client, number: str) -> None:
    at, she = f"/case/{number}/record-vulnerability", party(number)
    page = words_of(okafor.get(at))
    for words in (
        "Policy 8: Equality",
        "It is no evidence for risk by itself",
        "They would rather not say",
        "None known",
    ):
        assert words in page
    after = done(okafor, at, party=she, **SAID)
    assert "Vulnerability Pregnancy, or a new baby An agency, or a professional who helps them, Wednesday" in after
    done(okafor, at, party=she, **SAID | {"answers": ["none_known"]})
    own = words_of(okafor.get(f"/case/{number}/people/{she}"))
    assert "Vulnerability None known" in own
    assert "Vulnerability: Pregnancy, or a new baby." in own
    assert VulnerabilityRecorded.objects.count() == 2


def test_somebody_of_whom_only_a_description_is_known_has_a_page_of_their_own_too(
    desk_house: Landlord, okafor: Client, number: str
) -> None:
    said = {"part": "witness", "description": "A man with a dog."}
    done(okafor, f"/case/{number}/name-party", **said)
    key = party(number, "witness")
    done(okafor, f"/case/{number}/record-support-need", party=key, **NEED)
    own = words_of(okafor.get(f"/case/{number}/people/{key}"))
    assert own.startswith(f"Case {number} Not known yet")
    assert NEED["words"] in own
    given = {"party": key, **SAID, "mark": mark_of(okafor.get(f"/case/{number}/record-vulnerability"))}
    refused = words_of(okafor.post(f"/case/{number}/record-vulnerability", given))
    assert "Nobody knows yet who this is, and it is recorded per person." in refused


def test_whoever_gives_support_sees_whether_an_agency_may_be_told(
    desk_house: Landlord, okafor: Client, number: str
) -> None:
    she, he = party(number), party(number, "alleged_perpetrator")
    at = f"/case/{number}/people"
    assert "No: they have agreed to nothing for this yet." in words_of(okafor.get(f"{at}/{she}"))
    ask = f"/case/{number}/give-consent?party={she}&amp;purpose=support"
    assert ask in okafor.get(f"{at}/{she}").content.decode()
    helps = add_agency(desk_house.actor("moss"), name="Door Step", kind="other", everywhere=True, phone="020 79460018")
    given = {"agency": helps, "parts": ("name",), "read_back": True}
    give_consent(desk_house.actor("okafor"), number, party=she, purpose="support", **given)
    give_consent(desk_house.actor("okafor"), number, party=he, purpose="safety", **given)
    assert "Holds Yes, Door Step , until Tuesday 16 February 2027." in words_of(okafor.get(f"{at}/{she}"))
    assert "No: they have agreed to nothing for this yet." in words_of(okafor.get(f"{at}/{he}"))


def test_the_pages_cost_no_more_however_much_was_said(okafor: Client, number: str) -> None:
    she = party(number)
    for need in ("money", "isolation", "children"):
        for _ in range(3):
            done(okafor, f"/case/{number}/record-support-need", party=she, **NEED | {"need": need})
    done(okafor, f"/case/{number}/record-vulnerability", party=she, **SAID)
    for address in (
        "people",
        f"people/{she}",
        "record-support-need",
        "record-vulnerability",
        "consider-support",
        "record",
    ):
        with few_statements():
            assert okafor.get(f"/case/{number}/{address}").status_code == 200


def test_a_closed_case_shows_what_was_said_and_offers_nothing_more(okafor: Client, number: str) -> None:
    done(okafor, f"/case/{number}/record-support-need", party=party(number), **NEED)
    Case.objects.filter(number=number).update(closed_at=NOW, stage="closed", outcome="stopped")
    for address in ("people", f"people/{party(number)}"):
        page = okafor.get(f"/case/{number}/{address}").content.decode()
        assert NEED["words"] in page
        assert "record-support-need" not in page
        assert "record-vulnerability" not in page
