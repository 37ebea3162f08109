"""Reports and files with the strings that broke other software: each line is taken, or told what is wrong."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
import time_machine

from tests.cast import NOW, landlord
from tests.intake.files import PLAIN, read
from tests.web.hostile import BROKEN, strings
from upstander.cli.__main__ import main
from upstander.policy.intake import ImportKind
from upstander.records.journal import Entry, breaks
from upstander.records.reports import Report
from upstander.web.look.fields import CONTROL, TURNING

Hand = Callable[[bytes], tuple[int, str]]
LONGEST = 40_000  # characters: a line of a file has a limit of its own, and says so


@pytest.fixture
def hand(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[Hand]:
    """Hand in a report as a file."""

    def run(raw: bytes) -> tuple[int, str]:
        path = tmp_path / "report.json"
        path.write_bytes(raw)
        code = main(["report", str(path)])
        return code, capsys.readouterr().err

    with time_machine.travel(NOW, tick=False):
        landlord()
        yield run


def told(turn: int, given: Iterator[str]) -> dict[str, Any]:
    """A report with one or with every text a hostile string."""
    whole = {
        "idempotency_key": f"hostile-report-{turn:06d}",
        "story": next(given),
        "motive_words": next(given) if turn % 2 else "",
        "place": next(given) if turn % 2 else "",
        "when": {"words": next(given) if turn % 3 else "yesterday"},
        "complained": {"name": next(given) if turn % 5 else "Dean", "description": next(given)},
        "reporter": {"name": next(given), "language": next(given) if turn % 7 else ""},
    }
    return {name: value for name, value in whole.items() if value}


def test_every_string_in_a_report_is_kept_or_told(hand: Hand) -> None:
    given, kept = cycle([text for text in strings() if len(text) < LONGEST]), 0
    for turn in range(240):
        code, said = hand(json.dumps(told(turn, given)).encode())
        assert code in {0, 1}
        assert (code == 0) != bool(said.strip()), said
        kept += code == 0
    assert kept == Report.objects.count() > 20
    assert list(breaks()) == []


def test_a_story_alone_is_kept_word_for_word(hand: Hand) -> None:
    for turn, text in enumerate(one for one in strings()[::4] if one.strip() and len(one) < LONGEST):
        code, _ = hand(json.dumps({"story": text, "idempotency_key": f"hostile-story-{turn:06d}"}).encode())
        if code == 0 and not CONTROL.search(text) and not TURNING.search(text) and text.isascii():
            assert Report.objects.latest("received_at", "number").story.strip() == text.strip().replace("\r\n", "\n")


def test_halves_of_letters_and_bytes_that_are_no_text_are_told(hand: Hand) -> None:
    lone = (
        '{"story": "\\ud800"}',
        '{"story": "x \\udc00 x"}',
        '{"reporter": {"name": "\\ud83d"}, "story": "He shouted."}',
    )
    for raw in (
        *(text.encode() for text in lone),
        *(b'{"story": "' + bad + b'"}' for bad in BROKEN),
        *BROKEN,
        b"",
        b"[" * 9_999,
    ):
        code, said = hand(raw)
        assert code == 0 or "Nothing was kept" in said, raw
    odd = (
        '{"story": 1}',
        '{"story": null}',
        '{"story": ["x"]}',
        '{"story": {"x": "y"}}',
        '{"story": true}',
        '{"story": 1e999}',
        "NaN",
    )
    for text in odd:
        assert hand(text.encode())[0] == 1, text
    assert list(breaks()) == []


def file_of(kind: str, rows: int) -> tuple[str, int]:
    """A file whose every cell comes round to every string, beside right ones."""
    from io import StringIO

    plain, given = PLAIN[kind], cycle(text for text in strings() if len(text) < LONGEST)
    out = StringIO()
    writer = csv.DictWriter(out, list(plain))
    writer.writeheader()
    for n in range(rows):
        column = list(plain)[n % len(plain)]
        changed = {name: next(given) for name in plain} if n % 11 == 0 else {column: next(given)}
        writer.writerow({**plain, **changed})
    return out.getvalue(), rows


@pytest.mark.parametrize("kind", [kind.value for kind in ImportKind])
def test_every_string_in_a_file_is_read_or_told(tmp_path: Path, kind: str) -> None:
    text, rows = file_of(kind, 750)
    lines, faults = read(tmp_path, kind, text)
    assert faults.count > 0
    assert len(lines) + faults.count >= 1
    assert all(fault.what.strip() and fault.line > 1 for fault in faults.listed)
    assert len(lines) <= rows


@pytest.mark.parametrize("kind", [kind.value for kind in ImportKind])
def test_a_file_of_them_is_taken_in_as_far_as_it_is_right(
    tmp_path: Path, kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "file.csv"
    path.write_bytes(file_of(kind, 300)[0].encode())
    before = Entry.objects.count()
    assert main(["import", kind, str(path)]) == 1
    assert "Nothing was changed" in capsys.readouterr().err
    assert Entry.objects.count() == before
    assert main(["import", kind, str(path), "--leave-out-wrong"]) in {1, 3}
    assert capsys.readouterr().err.strip()
    assert list(breaks()) == []


@pytest.mark.parametrize("bad", BROKEN)
def test_bytes_that_are_no_text_are_refused_as_a_file(
    tmp_path: Path, bad: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "file.csv"
    path.write_bytes(b"email,name,team\r\njoy@northgate.example," + bad + b",North\r\n")
    assert main(["import", "staff", str(path), "--dry-run"]) in {0, 1}
    assert "Traceback" not in capsys.readouterr().err
