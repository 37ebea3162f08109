"""`upstander report`: a report from a file, the same when sent again, and every wrong field told."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, get_type_hints

import pytest
import time_machine

from tests.cast import NOW, Landlord, landlord
from upstander.casework.told import Told
from upstander.cli.__main__ import main
from upstander.records.people import SafeContact
from upstander.records.reports import Report

DOCS = Path(__file__).parents[2] / "docs" / "commands.md"
WHOLE: dict[str, Any] = {
    "idempotency_key": "2c1f6c1e-partner-000412",
    "story": "He set his dog on me by the bins and shouted about my scarf.",
    "channel": "partner",
    "on_behalf": "me",
    "confidence": "named",
    "forms": ["threatening_behaviour", "verbal_abuse"],
    "perceived": True,
    "grounds": ["religion"],
    "motive_words": "Because I am Muslim.",
    "danger": {"weapon": False},
    "when": {"earliest": "2026-11-16", "words": "Monday evening"},
    "home_uprn": "990000000101",
    "complained": {"name": "Dean Marsh", "address": "2 Ferry Court"},
    "evidence_mentioned": 2,
    "reporter": {"name": "Rehana Begum", "phone": "07700 900123", "wishes": {"channels": {"phone": "safe"}}},
}
Hand = Callable[..., tuple[int, str, str]]


@pytest.fixture
def house() -> Iterator[Landlord]:
    """A landlord, on a morning in November."""
    with time_machine.travel(NOW, tick=False):
        yield landlord()


@pytest.fixture
def hand(house: Landlord, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Hand:
    """Hand in a report."""

    def run(given: object, *options: str) -> tuple[int, str, str]:
        path = tmp_path / "report.json"
        path.write_bytes(given if isinstance(given, bytes) else json.dumps(given).encode())
        code = main(["report", str(path), *options])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


def test_a_report_is_kept_and_its_number_and_code_are_printed(hand: Hand) -> None:
    code, out, err = hand(WHOLE)
    assert (code, err) == (0, "")
    assert "Report R-2026-0001 is kept." in out
    assert re.search(r"Code for the person: [0-9A-Z-]{20,}", out)
    assert "First contact by: Thursday 19 November 2026, 17:00" in out
    report = Report.objects.get()
    assert (report.kind, report.channel, report.story) == ("hate_crime", "partner", WHOLE["story"])
    assert SafeContact.objects.get().wishes["channels"] == {"phone": "safe"}


def test_machines_get_json(hand: Hand) -> None:
    _, out, _ = hand(WHOLE, "--json")
    told = json.loads(out)
    assert told.keys() == {"number", "code", "first_contact_by", "alerted", "again", "idempotency_key"}
    assert (told["number"], told["first_contact_by"]) == ("R-2026-0001", "2026-11-19T17:00+00:00")


def test_the_same_report_sent_again_is_the_same_report(hand: Hand) -> None:
    first, again = (json.loads(hand(WHOLE, "--json")[1]) for _ in range(2))
    assert (again["number"], again["code"], again["again"]) == (first["number"], first["code"], True)
    assert Report.objects.count() == 1


def test_the_same_key_with_other_words_is_refused(hand: Hand) -> None:
    hand(WHOLE)
    code, _, err = hand({**WHOLE, "story": "Something else."})
    assert code == 1
    assert "was used before for report R-2026-0001, with other words" in err
    assert Report.objects.get().story == WHOLE["story"]


def test_without_a_key_one_is_made_and_shown(hand: Hand) -> None:
    key = json.loads(hand({"story": "Noise."}, "--json")[1])["idempotency_key"]
    assert re.fullmatch(r"[\w-]{32}", key)
    assert key not in Report.objects.get().idempotency_key  # only a keyed mark of it is kept


def test_standard_input_is_read(
    house: Landlord, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    raw = io.BytesIO(json.dumps({"story": "Noise."}).encode())
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(raw))
    assert main(["report", "-"]) == 0
    assert "is kept" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (b"", "it is not JSON"),
        (b"\xff\xfe{}", "byte 1 is not UTF-8"),
        (b"[" * 100_000, "it is not JSON"),
        (b'{"story": "' + b"x" * 1_000_000 + b'"}', "longer than 1,000,000 bytes"),
        ([], "should be an object"),
        ({}, "story: is missing."),
        ({"storey": "x"}, "storey: is not known; did you mean story?"),
        ({"story": 7}, "story: should be a text"),
        ({"story": "a\0b"}, "story: holds a NUL character."),
        ({"story": "\ud800"}, "story: holds half a character"),
        ({"story": "x", "forms": "assault"}, "forms: should be a list"),
        ({"story": "x", "forms": ["assalt"]}, "forms: “assalt” is not one of verbal_abuse"),
        ({"story": "x", "grounds": ["rase"]}, "grounds: “rase” is not one of race"),
        ({"story": "x", "channel": "pigeon"}, "channel: “pigeon” is not one of web"),
        ({"story": "x", "perceived": "yes"}, "perceived: should be true or false."),
        ({"story": "x", "when": {"earliest": "2026-02-30"}}, "when.earliest: should be a day that exists"),
        ({"story": "x", "when": "yesterday"}, "when: should be an object"),
        ({"story": "x", "evidence_mentioned": -1}, "evidence_mentioned: should be a whole number from 0"),
        ({"story": "x", "evidence_mentioned": True}, "evidence_mentioned: should be a whole number from 0"),
        ({"story": "x", "reporter": {"wishes": {"channels": {"phone": "maybe"}}}}, "reporter.wishes: channels: phone"),
        ({"story": "x", "reporter": {"wishes": {"shoes": "size 9"}}}, "reporter.wishes: should be an object with some"),
        ({"story": "x", "idempotency_key": "short"}, "idempotency_key: should be 16 to 64"),
    ],
)
def test_what_is_wrong_is_told_by_field_and_nothing_is_kept(hand: Hand, given: object, said: str) -> None:
    code, out, err = hand(given)
    assert (code, out) == (1, "")
    assert said in err
    assert "Nothing was kept" in err
    assert not Report.objects.exists()


def test_everything_wrong_is_told_at_once(hand: Hand) -> None:
    _, _, err = hand({"forms": ["x"], "perceived": 1, "danger": {"gun": True}})
    assert err.count("\n  ") == 5  # story, forms, perceived, danger.gun, and what to do


def test_what_the_policy_refuses_says_its_clause_and_the_way_out(hand: Hand) -> None:
    code, _, err = hand({"story": "x", "home_uprn": "123"})
    assert code == 1
    assert "Not done (clause 9). No home of ours has the UPRN 123." in err
    assert "Check the number" in err
    assert "(clause 2 e)" in hand({"story": "x" * 60_000})[2]


def test_a_file_that_is_not_there_is_told(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert main(["report", str(tmp_path / "none.json")]) == 1
    assert "cannot be read: No such file" in capsys.readouterr().err


def test_every_field_is_documented_with_an_example_that_works(hand: Hand) -> None:
    def names(shape: type[Any]) -> Iterator[str]:
        for field in fields(shape):
            yield field.name
            hint = get_type_hints(shape)[field.name]
            if is_dataclass(hint):
                yield from names(hint)  # type: ignore[arg-type]  # a class, or nothing

    page = DOCS.read_text(encoding="utf-8")
    assert [name for name in names(Told) if f"`{name}`" not in page] == []
    example = re.search(r"```json\n(.*?)```", page, re.S)
    assert example
    given = json.loads(example[1]) | {"home_uprn": "990000000101"}
    assert hand(given)[0] == 0
