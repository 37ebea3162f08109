"""When the next version may be written and adopted, what it changes, and where it does not fit together."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.policy.conftest import shipped
from upstander.policy.clauses import clause
from upstander.policy.comparing import NOTHING, changes, clause_of, how_long
from upstander.policy.drafting import changed, completed, trouble_in
from upstander.policy.reading import TermsError
from upstander.policy.terms import ClockKey, terms_from
from upstander.policy.versions import Adopting, may_adopt, may_save_draft

SHIPPED = shipped()
TODAY = date(2026, 11, 18)
FINE = Adopting(changes=1, fits=True, newest=True, effective_from=TODAY, latest_from=date(2009, 6, 1), on=TODAY)
WHY = "The team has grown, and answers sooner."


@pytest.mark.parametrize(
    ("adopting", "because", "allowed"),
    [
        (FINE, WHY, True),
        (replace(FINE, effective_from=TODAY + timedelta(days=90)), WHY, True),
        (replace(FINE, latest_from=TODAY), WHY, True),
        (replace(FINE, effective_from=TODAY - timedelta(days=1)), WHY, False),
        (replace(FINE, latest_from=TODAY + timedelta(days=1)), WHY, False),
        (replace(FINE, changes=0), WHY, False),
        (replace(FINE, fits=False), WHY, False),
        (replace(FINE, newest=False), WHY, False),
        (FINE, "Because.", False),
    ],
)
def test_a_version_is_adopted_as_the_table_says(adopting, because, allowed):
    ruling = may_adopt(adopting, because=because)
    assert ruling.allowed is allowed
    assert ruling.clause == "front"
    assert allowed or ruling.how


@pytest.mark.parametrize(
    ("trouble", "newest", "as_read", "allowed"),
    [("", True, True, True), ("x", True, True, False), ("", False, True, False), ("", True, False, False)],
)
def test_a_draft_is_saved_where_it_fits_and_nobody_is_written_over(trouble, newest, as_read, allowed):
    assert may_save_draft(trouble=trouble, newest=newest, as_read=as_read).allowed is allowed


def compared(given):
    return [(one.clause, one.old, one.new) for one in changes(terms_from(SHIPPED), terms_from(changed(SHIPPED, given)))]


def test_every_difference_is_found_with_its_clause():
    assert compared({}) == []
    assert compared({"clocks.triage.amount": 2}) == [("2 e", "1 working day", "2 working days")]
    assert compared({"clocks.graffiti.unit": "minutes"}) == [("4", "24 hours", "24 minutes")]
    assert compared({"tools.talk.on": False}) == [("4", "in use", "not in use")]
    assert compared({"limits.line": 150, "policy.number": 2}) == [("front", "1", "2"), ("3 a", "200", "150")]
    (band,) = compared({"risk.bands.low.review_days": 1})
    assert band[2].endswith("looked at again within 1 day")
    (question,) = compared({"risk.questions.who_else.mandatory": True})
    assert ("(optional)" in question[1], "(must be answered)" in question[2]) == (True, True)


def test_a_question_left_out_or_asked_also_is_a_difference():
    also = {"text": "Is the door broken?", "mandatory": False, "answers": [["No", 0], ["Yes", 1]]}
    out, added = compared({"risk.leave_out": ["who_else"], "risk.ask_also": also})
    assert (out[2], added[1]) == (NOTHING, NOTHING)
    assert added[2] == "Is the door broken? (optional) No = 0; Yes = 1"


def test_nothing_of_the_version_before_is_touched():
    before = deepcopy(SHIPPED)
    changed(SHIPPED, {"clocks.triage.amount": 9, "risk.leave_out": ["who_else"]})
    assert before == SHIPPED


@pytest.mark.parametrize(
    "where",
    ["clocks.triage.key", "clocks.none.amount", "version", "laws", "tools.talk.family", "risk.name", "limits", ""],
)
def test_what_may_not_be_changed_is_not(where):
    with pytest.raises(TermsError):
        changed(SHIPPED, {where: 1})


@pytest.mark.parametrize(
    ("given", "where"),
    [
        ({"limits.line": 1, "clocks.triage.amount": -1}, "clocks.triage.amount"),
        ({"risk.questions.health.text": "?", "risk.bands.low.max": 12}, "risk.bands.low.max"),
        ({"risk.questions.health.answers.some.score": 50}, "risk.questions.health.answers.some.score"),
        ({"policy.issued": "soon"}, "policy.issued"),
        ({"clocks.triage.amount": "two"}, "clocks.triage.amount"),
    ],
)
def test_trouble_is_told_where_it_stands(given, where):
    trouble = trouble_in(SHIPPED, given)
    assert trouble is not None
    assert trouble.where == where
    assert trouble.words


def test_a_clock_that_an_old_version_lacks_is_read_as_shipped_and_said():
    old = deepcopy(SHIPPED)
    old["clocks"] = [row for row in old["clocks"] if row["key"] != "witness"]
    with pytest.raises(TermsError):
        terms_from(old)
    whole, missing = completed(old, SHIPPED)
    assert missing == ("clocks.witness",)
    assert terms_from(whole).clock(ClockKey.WITNESS).amount == 5
    assert completed(SHIPPED, SHIPPED) == (SHIPPED, ())


@pytest.mark.parametrize("key", ClockKey)
def test_every_clock_serves_a_promise(key):
    assert clause(clause_of(key)) is not None


def test_a_time_reads_as_people_say_it():
    assert (how_long(1, "working_days"), how_long(2, "weeks")) == ("1 working day", "2 weeks")
