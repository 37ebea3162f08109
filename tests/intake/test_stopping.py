"""When something changes under an import: it stops between two batches, says so, and is simply run again."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError

from tests.intake.files import kept, many_homes, text_of
from upstander.casework.importing import runs
from upstander.casework.importing.deed import WrongLines
from upstander.casework.importing.rows import Fault, Line
from upstander.cli.__main__ import main
from upstander.records.estate import Home
from upstander.records.journal import Entry


@pytest.fixture
def homes(tmp_path: Path) -> Path:
    """Three batches."""
    return kept(tmp_path, text_of("homes", *many_homes(1200)))


def in_the_second_batch(monkeypatch: pytest.MonkeyPatch, happens: Any) -> None:
    """Let something happen just before the second batch is taken in."""
    plain = runs.import_batch

    def import_batch(*given: Any, position: int, lines: Sequence[Line[Any]], **more: Any) -> Any:
        if position == 2:
            happens()
        return plain(*given, position=position, lines=lines, **more)

    monkeypatch.setattr(runs, "import_batch", import_batch)


@pytest.mark.parametrize(
    ("trouble", "said"),
    [
        (IntegrityError("UNIQUE"), "Another import was changing the same rows."),
        (WrongLines([Fault(700, "uprn", "is not ours.")]), "line 700: uprn is not ours."),
    ],
)
def test_a_batch_that_cannot_be_kept_stops_it_and_keeps_those_before(
    homes: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    trouble: Exception,
    said: str,
) -> None:
    def happens() -> None:
        raise trouble

    with monkeypatch.context() as patch:
        in_the_second_batch(patch, happens)
        assert main(["import", "homes", str(homes)]) == 3
    err = capsys.readouterr().err
    assert said in err
    assert "Every batch before this one is in, whole; nothing of this one is. Run the same command again." in err
    assert (Home.objects.count(), Entry.objects.count()) == (500, 1)
    assert main(["import", "homes", str(homes)]) == 0
    assert (Home.objects.count(), Entry.objects.count()) == (1200, 3)


def test_a_file_that_is_changed_meanwhile_is_told(
    homes: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def happens() -> None:
        with homes.open("ab") as file:
            file.write(text_of("homes", {"uprn": "999900009999"}).splitlines(keepends=True)[1].encode())

    in_the_second_batch(monkeypatch, happens)
    assert main(["import", "homes", str(homes)]) == 3
    assert "The file was changed while it was being taken in." in capsys.readouterr().err


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", "homes", str(tmp_path / "none.csv")]) == 1
    assert "cannot be read: No such file" in capsys.readouterr().err
    assert main(["import", "homes", str(tmp_path)]) == 1
    assert "cannot be read: Is a directory" in capsys.readouterr().err


def test_two_files_after_each_other_and_the_first_again(tmp_path: Path) -> None:
    first = kept(tmp_path, text_of("homes", {"tenure": "general needs"}), "first.csv")
    second = kept(tmp_path, text_of("homes", {"tenure": "leasehold"}), "second.csv")
    for file, tenure in ((first, "general needs"), (second, "leasehold"), (first, "general needs")):
        assert main(["import", "homes", str(file)]) == 0
        assert Home.objects.get().tenure == tenure
