"""What leaves names nobody else; where that is not sure, nothing leaves."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from upstander.policy.removing import REMOVED, Somebody, may_leave, without

LEE = Somebody(name="Lee O’Brien", phone="07700 900456", texts=("14 Elm Road, ZZ1 1ZZ",))
NUSRAT = Somebody(name="Nusrat Begum-Khatun", phone="+44 7700 900789")
GONE = "[removed]"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Lee shouted at me.", f"{GONE} shouted at me."),
        ("LEE’S brother came", f"{GONE} brother came"),
        ("It was Lee O'Brien again", f"It was {GONE} again"),
        ("It was Lee, O’Brien's brother", f"It was {GONE} brother"),
        ("Mrs Begum saw it, and Khatun too.", f"Mrs {GONE} saw it, and {GONE} too."),
        ("Núsrat was there", f"{GONE} was there"),
        ("They live at 14 elm road", "They live at 14 elm road"),
        ("They live at 14, Elm Road ZZ1 1ZZ, upstairs", f"They live at {GONE}, upstairs"),
        ("Call 07700 900 456 or 07700 900999", f"Call {GONE} or {GONE}"),
        ("Call (020) 7946-0018.", f"Call {GONE}."),
        ("Write to lee.ob@example.org, please", f"Write to {GONE}, please"),
        ("The sleeve was torn on 14 June 2026 at 10.30.", "The sleeve was torn on 14 June 2026 at 10.30."),
        ("It was 18/11/2026, 18.11.26 or 2026-11-18.", "It was 18/11/2026, 18.11.26 or 2026-11-18."),
        ("Flat 3, 2 windows, 100 pounds", "Flat 3, 2 windows, 100 pounds"),
        ("", ""),
    ],
)
def test_other_people_are_taken_out(text: str, left: str) -> None:
    assert without(text, [LEE, NUSRAT]) == left


def test_what_is_taken_out_has_one_size() -> None:
    short, long = Somebody(name="Jo Li"), Somebody(name="Bartholomew Featherstonehaugh-Cholmondeley")
    assert without("Jo Li did it", [short]) == without(f"{long.name} did it", [long]) == f"{REMOVED} did it"


@pytest.mark.parametrize(
    ("text", "leaves"),
    [
        ("He shouted on the stairs.", True),
        (f"{REMOVED} shouted on the stairs.", True),
        ("leeobrien@ and such", False),
        ("L e e  O-B-r-i-e-n wrote it with gaps", False),
        ("ring 0 7 7 0 0 - 9 0 0 4 5 6", False),
        ("I was born in 1984, and paid 900 pounds", True),
        ("at 14ElmRoadZZ11ZZ", False),
    ],
)
def test_what_still_names_somebody_does_not_leave(text: str, leaves: bool) -> None:
    ruling = may_leave(["All is well.", text], others=[LEE, NUSRAT])
    assert ruling.allowed is leaves
    assert ruling.clause == "7 b 5"
    assert leaves == (not ruling.how)


def test_nobody_else_is_nobody_to_look_for() -> None:
    assert without("Lee shouted", []) == "Lee shouted"
    assert may_leave(["Lee shouted"], others=[Somebody()]).allowed


WORDS = st.text(alphabet="abcdefghijklmnopqrstuvwxyzéüñ", min_size=3, max_size=9)


@given(first=WORDS, last=WORDS, before=st.text(max_size=30), after=st.text(max_size=30))
def test_a_name_between_spaces_never_stays(first: str, last: str, before: str, after: str) -> None:
    one = Somebody(name=f"{first} {last}")
    left = without(f"{before} {first.title()} {last.upper()} {after}", [one])
    assert first not in left.casefold().split()
    assert last not in left.casefold().split()
