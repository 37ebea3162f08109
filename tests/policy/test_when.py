"""When it happened, in words: understood where it can be, kept where it cannot, refused where no such day exists."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from upstander.policy.when import ImpossibleDate, approximate, day, month_number

TODAY = date(2026, 11, 22)  # a Sunday
THE_15TH = (date(2026, 3, 15), date(2026, 3, 15))


@pytest.mark.parametrize(
    ("words", "span"),
    [
        ("15/3/2026", THE_15TH),
        ("15.03.26", THE_15TH),
        ("15 3 2026", THE_15TH),
        ("2026-03-15", THE_15TH),
        ("15 March 2026", THE_15TH),
        ("Sunday 15th of march, 2026.", THE_15TH),
        ("15 Sept 2026", (date(2026, 9, 15), date(2026, 9, 15))),
        ("29 February 2024", (date(2024, 2, 29), date(2024, 2, 29))),
        ("3/5/98", (date(1998, 5, 3), date(1998, 5, 3))),
        ("March 2026", (date(2026, 3, 1), date(2026, 3, 31))),
        ("in feb 2024", (date(2024, 2, 1), date(2024, 2, 29))),
        ("November 2026", (date(2026, 11, 1), TODAY)),
        ("today", (TODAY, TODAY)),
        ("last night", (date(2026, 11, 21), date(2026, 11, 21))),
        ("last Tuesday", (date(2026, 11, 17), date(2026, 11, 17))),
        ("Sunday", (date(2026, 11, 15), date(2026, 11, 15))),
        ("about 3 weeks ago", (date(2026, 10, 28), date(2026, 11, 5))),
        ("2 days ago", (date(2026, 11, 19), date(2026, 11, 21))),
        ("a month ago", (date(2026, 10, 8), date(2026, 11, 7))),
        ("0 days ago", (date(2026, 11, 21), TODAY)),
    ],
)
def test_a_day_or_a_span_is_understood(words: str, span: tuple[date, date]) -> None:
    when = approximate(words, today=TODAY)
    assert (when.earliest, when.latest) == span


@pytest.mark.parametrize(
    "words", ["since the summer", "Eid", "when they moved in", "গত সপ্তাহে", "March", "some day", "x" * 5000]
)
def test_other_words_are_kept_as_they_are(words: str) -> None:
    when = approximate(words, today=TODAY)
    assert (when.earliest, when.latest, when.words) == (None, None, words)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("31 February 2026", "February 2026 has 28 days, so 31 cannot be right."),
        ("31/4/2026", "April 2026 has 30 days"),
        ("1/13/2026", "There is no month 13."),
        ("0/0/2026", "There is no month 0."),
        ("0/1/2026", "January 2026 has 31 days, so 0 cannot be right."),
        ("1 January 0000", "Write the year with 4 numbers"),
        ("23 November 2026", "That day has not come yet."),
        ("December 2026", "That day has not come yet."),
    ],
)
def test_a_day_that_cannot_be_is_refused_in_a_sentence(words: str, says: str) -> None:
    with pytest.raises(ImpossibleDate, match=says.split(",")[0]):
        approximate(words, today=TODAY)


@given(st.text(max_size=60), st.dates(min_value=date(2000, 1, 1), max_value=date(2100, 1, 1)))
def test_whatever_is_written_has_an_answer(words: str, today: date) -> None:
    try:
        when = approximate(words, today=today)
    except ImpossibleDate as impossible:
        said = str(impossible)
    else:
        said = when.words
        assert when.words == " ".join(words.split())
        assert when.earliest is None or (when.latest is not None and when.earliest <= when.latest <= today)
    assert said.strip() or not words.strip()


@given(st.integers(0, 99), st.sampled_from(["day", "week", "month", "year"]))
def test_so_long_ago_lies_within_its_span(count: int, unit: str) -> None:
    when = approximate(f"about {count} {unit}s ago", today=TODAY)
    assert when.earliest is not None
    assert when.latest is not None
    assert when.earliest <= when.latest <= TODAY


def test_months_by_number_and_name() -> None:
    assert [month_number(words) for words in ("3", "mar", "March", "SEPT.", "13", "x", "")] == [
        3,
        3,
        3,
        9,
        13,
        None,
        None,
    ]
    assert day(2024, 2, 29) == date(2024, 2, 29)
