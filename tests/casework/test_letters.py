"""A letter goes to somebody we hear, in signed words, where they said it is safe; each printing is on the record."""

from __future__ import annotations

import hashlib
import io
from datetime import date, timedelta

import pypdf
import pytest

from tests.cast import NOW, a_case, landlord
from upstander.casework import letters, lettersheld, safe_contact, templates
from upstander.casework.opened import NotFound
from upstander.casework.paper import shipped
from upstander.policy.ruling import Refused
from upstander.records.case import Party
from upstander.records.journal import Entry
from upstander.records.letters import Letter, LetterTemplate
from upstander.records.outbox import OutboxItem

SAFE = {
    "channels": {"letter": "safe", "phone": "safe"},
    "letters_to": "PO Box 7, London SE1 1AA",
    "call_me": "Ms Begum",
}
WHY = "They told us that somebody reads their post."


@pytest.fixture
def house():
    return landlord()


@pytest.fixture
def number(house):
    return a_case(house)


@pytest.fixture
def party(house, number):
    party = str(Party.objects.get(case__number=number, part="resident_heard").pk)
    reachable(house, number, party, SAFE)
    return party


def reachable(house, number, party, wishes, at=NOW):
    safe_contact.set_safe_contact(house.actor("okafor", at), number, wishes=wishes, party=party)


def words(house, kind="acknowledgement", language="en", *, signed=True, by="moss", signer="vane"):
    one = next(one for one in shipped() if (one.kind, one.language) == (kind, language))
    made = templates.draft_template(
        house.actor(by), kind=one.kind, language=one.language, title=one.title, words=one.words
    )
    if signed:
        templates.sign_template(house.actor(signer), template=made.template, translator="Mitali Roy")
    return made.template


def prepare(house, number, party, template, by="okafor", at=NOW, **given):
    return letters.prepare_letter(house.actor(by, at), number, party=party, template=template, **given).letter


def refusal(deed, *args, **given):
    with pytest.raises(Refused) as no:
        deed(*args, **given)
    return no.value.ruling


def test_a_letter_is_prepared_printed_and_waits_in_the_outbox_until_then(house, number, party):
    letter = prepare(house, number, party, words(house))
    item = OutboxItem.objects.get(letter=letter)
    assert (item.channel, item.state, str(item.person_id)) == (
        "letter",
        "waiting",
        str(Party.objects.get(pk=party).person_id),
    )
    printed = letters.print_letter(house.actor("okafor"), number, letter=letter)
    item.refresh_from_db()
    assert (item.state, item.sent_at) == ("sent", NOW)
    held = Letter.objects.get()
    assert held.sha256 == printed.sha256 == hashlib.sha256(printed.paper.content).hexdigest()
    said = pypdf.PdfReader(io.BytesIO(printed.paper.content)).pages[0].extract_text()
    for known in ("Dear Ms Begum", "PO Box 7", "SE1 1AA", number, "Joy Okafor", "020 7946 0100", "18 November 2026"):
        assert known in " ".join(said.split())
    assert "DRAFT" not in said
    assert "Ferry Court" not in said


def test_printing_again_is_another_entry_and_the_same_file(house, number, party):
    letter = prepare(house, number, party, words(house))
    first = letters.print_letter(house.actor("okafor"), number, letter=letter)
    later = letters.print_letter(house.actor("reid", NOW + timedelta(days=3)), number, letter=letter)
    assert first.paper.content == later.paper.content
    entries = Entry.objects.filter(deed="print_letter", allowed=True).order_by("seq")
    assert [entry.detail["again"] for entry in entries] == [False, True]
    assert {entry.detail["sha256"] for entry in entries} == {first.sha256}
    assert OutboxItem.objects.get(letter=letter).sent_at == NOW


@pytest.mark.parametrize("safety", ["unsafe", "never", None])
def test_where_letters_are_not_known_to_be_safe_none_is_prepared(house, number, party, safety):
    channels = {"phone": "safe"} | ({"letter": safety} if safety else {})
    reachable(house, number, party, SAFE | {"channels": channels}, NOW + timedelta(minutes=1))
    later = house.actor("okafor", NOW + timedelta(minutes=2))
    ruling = refusal(letters.prepare_letter, later, number, party=party, template=words(house))
    assert ruling.clause == "3.2 a"
    assert not Letter.objects.exists()
    assert Entry.objects.filter(deed="prepare_letter", allowed=False).count() == 1


def test_home_is_not_an_address_unless_they_named_it(house, number, party):
    nowhere = SAFE | {"letters_to": ""}
    reachable(house, number, party, nowhere, NOW + timedelta(minutes=1))
    later = house.actor("okafor", NOW + timedelta(minutes=2))
    assert "address" in refusal(letters.prepare_letter, later, number, party=party, template=words(house)).why


@pytest.mark.parametrize(
    "since",
    [{"channels": {"letter": "unsafe"}}, {"letters_to": "2 Mill Court"}],
    ids=["no longer safe", "another address"],
)
def test_what_they_say_later_stops_a_letter_that_is_prepared(house, number, party, since):
    letter = prepare(house, number, party, words(house))
    reachable(house, number, party, SAFE | since, NOW + timedelta(hours=1))
    later = house.actor("okafor", NOW + timedelta(hours=2))
    assert refusal(letters.print_letter, later, number, letter=letter).clause == "3.2 a"
    assert Letter.objects.get().state == "prepared"
    expected = "held" if "channels" in since else "waiting"
    assert OutboxItem.objects.get(letter=letter).state == expected


def test_a_draft_and_an_older_version_are_not_used(house, number, party):
    draft = words(house, signed=False)
    assert "draft" in refusal(prepare, house, number, party, draft).why
    templates.sign_template(house.actor("vane"), template=draft)
    words(house)
    assert "newer" in refusal(prepare, house, number, party, draft).why


def test_an_appointment_needs_its_day_time_and_place(house, number, party):
    template = words(house, "appointment")
    ruling = refusal(prepare, house, number, party, template, time="10:30")
    assert ruling.clause == "3.2 c"
    assert "the day of the appointment, where it is" in ruling.why
    letter = prepare(
        house, number, party, template, day=date(2026, 11, 25), time="10:30", place="The library, Mill Road"
    )
    view = lettersheld.letter_page(house.actor("okafor"), number, letter=letter)
    said = "".join(run.text for paragraph in view.sheet.paragraphs for run in paragraph)
    assert "25 November 2026" in said
    assert "The library, Mill Road" in said
    assert view.sheet.draft == "DRAFT"


def test_a_letter_in_arabic_says_days_in_figures(house, number, party):
    template = words(house, "appointment", "ar")
    given = {"day": date(2026, 11, 25), "time": "10:30", "place": "PO Box"}
    letter = prepare(house, number, party, template, **given)
    assert Letter.objects.get(pk=letter).fields["day"] == "25/11/2026"
    preview = lettersheld.letter_preview(house.actor("okafor"), number, letter=letter)
    assert "DRAFT" in pypdf.PdfReader(io.BytesIO(preview.content)).pages[0].extract_text()


@pytest.mark.parametrize("called", ["王", "smile \U0001f600"])
def test_a_name_that_cannot_be_printed_is_refused_and_not_spoilt(house, number, party, called):
    reachable(house, number, party, SAFE | {"call_me": called}, NOW + timedelta(minutes=1))
    ruling = refusal(prepare, house, number, party, words(house), at=NOW + timedelta(minutes=2))
    assert "cannot print" in ruling.why


def test_the_person_complained_of_gets_none_of_these_letters(house, number, party):
    other = str(Party.objects.get(case__number=number, part="alleged_perpetrator").pk)
    assert not LetterTemplate.objects.exists()
    assert refusal(prepare, house, number, other, words(house)).clause in ("3.2 a", "3.2 b")


def test_a_withdrawn_letter_is_not_printed(house, number, party):
    letter = prepare(house, number, party, words(house))
    assert not refusal(letters.withdraw_letter, house.actor("okafor"), number, letter=letter, because="no").allowed
    letters.withdraw_letter(house.actor("okafor"), number, letter=letter, because=WHY)
    assert refusal(letters.print_letter, house.actor("okafor"), number, letter=letter).clause == "3.2 a"
    assert (Letter.objects.get().state, OutboxItem.objects.get(letter=letter).state) == ("withdrawn", "dropped")
    assert not refusal(letters.withdraw_letter, house.actor("okafor"), number, letter=letter, because=WHY).allowed


def test_what_is_out_of_sight_or_of_another_case_is_not_found(house, number, party):
    template = words(house)
    letter, other = prepare(house, number, party, template), a_case(house, home_uprn="990000000105")
    strange = str(Party.objects.get(case__number=other, part="resident_heard").pk)
    officer, stranger = house.actor("okafor"), house.actor("patel")
    for who, where, held in ((stranger, number, letter), (officer, other, letter), (officer, number, "nonsense")):
        for deed in (letters.print_letter, lettersheld.letter_page, lettersheld.letter_preview):
            with pytest.raises(NotFound):
                deed(who, where, letter=held)
        with pytest.raises(NotFound):
            letters.withdraw_letter(who, where, letter=held, because=WHY)
    for who, to, of in ((stranger, party, template), (officer, strange, template), (officer, party, strange)):
        with pytest.raises(NotFound):
            letters.prepare_letter(who, number, party=to, template=of)


@pytest.mark.parametrize("deed", ["prepare_letter", "print_letter", "withdraw_letter"])
def test_a_fault_half_way_leaves_nothing(house, number, party, monkeypatch, deed):
    template = words(house)
    letter = prepare(house, number, party, template) if deed != "prepare_letter" else ""
    before = list(Letter.objects.values("state", "sha256")), list(OutboxItem.objects.values("key", "state"))
    entered = Entry.objects.count()

    def fail(*args, **given):
        raise RuntimeError

    monkeypatch.setattr(
        "upstander.casework.letters.OutboxItem.objects", type("Broken", (), {"create": fail, "filter": fail})
    )
    given = {"because": WHY} if deed == "withdraw_letter" else {}
    given |= {"party": party, "template": template} if deed == "prepare_letter" else {"letter": letter}
    with pytest.raises(RuntimeError):
        getattr(letters, deed)(house.actor("okafor"), number, **given)
    monkeypatch.undo()
    assert before == (list(Letter.objects.values("state", "sha256")), list(OutboxItem.objects.values("key", "state")))
    assert Entry.objects.count() == entered


def test_the_list_of_letters_goes_on_page_by_page(house, number, party, monkeypatch):
    monkeypatch.setattr(lettersheld, "PAGE", 2)
    template = words(house)
    made = [prepare(house, number, party, template, at=NOW + timedelta(minutes=n)) for n in range(5)]
    found, after = [], ""
    while True:
        page = lettersheld.letters(house.actor("okafor"), number, after=after)
        found += [row.letter for row in page.rows]
        after = page.after
        if not after:
            break
    assert found == made[::-1]
