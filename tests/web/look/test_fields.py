"""The fields: what they take, what they say when they do not, and that their text is clean."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any

import pytest
import time_machine
from django import forms
from django.core.exceptions import ValidationError

from upstander.web.look.days import DayField, TimeField
from upstander.web.look.fields import (
    AnswerField,
    CountField,
    EmailField,
    LineField,
    OneOf,
    PhoneField,
    SomeOf,
    StoryField,
    TickField,
    WhenField,
)

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def refusal(field: forms.Field, value: Any) -> str:
    with pytest.raises(ValidationError) as refused:
        field.clean(value)
    return " ".join(refused.value.messages)


@pytest.mark.parametrize("broken", ["a\x00b", "a\x1bb", "a\nb", "a\u202eb", "a\u2066b", "a\u2028b", "a\x85b"])
def test_a_line_with_a_character_that_hides_or_turns_is_refused(broken: str) -> None:
    assert "characters that cannot be read" in refusal(LineField(label="Name"), broken)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Zoë   Ngữ ", "Zoë Ngữ"),
        ("Zoe\u0308", "Zoë"),
        ("a\tb", "a b"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("ক্\u200dষ", "ক্\u200dষ"),
        ("👩\u200d👧", "👩\u200d👧"),
        ("", ""),
    ],
)
def test_a_line_is_tidied_and_no_script_loses_a_mark_it_needs(typed: str, kept: str) -> None:
    assert LineField(required=False).clean(typed) == kept


def test_limits_are_said_with_their_number() -> None:
    assert "200 characters or fewer" in refusal(LineField(), "x" * 201)
    assert "5,000 characters" in refusal(AnswerField(), "x" * 5_001)
    assert len(StoryField().clean("x" * 50_000)) == 50_000


def test_a_story_keeps_its_lines_and_marks_what_cannot_be_shown() -> None:
    assert StoryField().clean("one\r\ntwo\rthree\x00 \u202efour") == "one\ntwo\nthree\ufffd \ufffdfour"


@pytest.mark.parametrize(
    "typed", ["07700 900123", "+44 (0)7700-900123", "\u202d07700 900123\u202c", "020 7946 0100 ext 4"]
)
def test_a_phone_number_is_taken_as_people_write_and_paste_it(typed: str) -> None:
    assert PhoneField().clean(typed).isascii()


@pytest.mark.parametrize("typed", ["123", "call me", "0" * 16, "07700 900123; rm"])
def test_what_is_no_phone_number_is_refused(typed: str) -> None:
    assert "Enter a phone number" in refusal(PhoneField(), typed)


def test_an_email_address_is_taken_by_its_shape() -> None:
    assert EmailField().clean("o'neil+x@mail.example.org")
    for typed in ("a@b", "a b@c.org", "@c.org", "a@@c.org", "a@c."):
        assert "Enter an email address" in refusal(EmailField(), typed)


def test_a_count() -> None:
    field = CountField(required=False, at_most=20)
    assert [field.clean(typed) for typed in ("", "0", "007", 9)] == [None, 0, 7, 9]
    for typed in ("21", "-1", "1.5", "²", "३", "two"):
        assert refusal(field, typed) == "Enter a number from 0 to 20."


def test_choices_refuse_what_was_not_offered() -> None:
    one, some = (kind(choices=[("a", "A")], missing="Choose one") for kind in (OneOf, SomeOf))
    assert (one.clean("a"), some.clean(["a"])) == ("a", ["a"])
    assert refusal(one, "b") == refusal(one, "") == refusal(some, ["b"]) == refusal(some, []) == "Choose one"
    assert refusal(TickField(missing="Tick the box"), False) == "Tick the box"


@time_machine.travel(NOON)
def test_when() -> None:
    when = WhenField(required=False).clean("15/3/2026")
    assert when
    assert when.earliest == date(2026, 3, 15)
    assert WhenField(required=False).clean("") is None
    assert "28 days" in refusal(WhenField(), "31 February 2026")


@time_machine.travel(NOON)
@pytest.mark.parametrize(
    ("typed", "says", "wrong"),
    [
        (["", "", ""], "Enter a date", []),
        (["27", "", "2026"], "must include a month", [1]),
        (["", "3", ""], "must include a day and a year", [0, 2]),
        (["x", "3", "2026"], "Check the day.", [0]),
        (["27", "Marsh", "20261"], "Check the month and year.", [1, 2]),
        (["31", "feb", "2026"], "February 2026 has 28 days", []),
        (["23", "11", "2026"], "has not come yet", []),
    ],
)
def test_a_day_says_which_box_is_wrong(typed: list[str], says: str, wrong: list[int]) -> None:
    with pytest.raises(ValidationError) as refused:
        DayField().clean(typed)
    [error] = refused.value.error_list
    assert says in error.messages[0]
    assert sorted((error.params or {}).get("parts", [])) == wrong


@time_machine.travel(NOON)
def test_days_and_times() -> None:
    assert DayField().clean(["27", "March", "2026"]) == date(2026, 3, 27)
    assert DayField(past=False, future=True).clean(["1", "12", "2026"]) == date(2026, 12, 1)
    assert "has passed" in refusal(DayField(past=False, future=True), ["1", "1", "2026"])
    field = TimeField(required=False)
    said = ("4pm", "16:30", "4.30 pm", "noon", "12am", "0:05", "")
    assert [field.clean(one) for one in said] == [
        time(16),
        time(16, 30),
        time(16, 30),
        time(12),
        time(0),
        time(0, 5),
        None,
    ]
    for typed in ("24:00", "13pm", "0am", "9:60", "late"):
        assert "Enter a time" in refusal(field, typed)
