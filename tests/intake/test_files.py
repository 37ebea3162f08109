"""A list of files from another system: each line is told, and one that is wrong keeps none of the others away."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cast import a_case, landlord
from tests.files import made
from upstander.cli.__main__ import main
from upstander.records.files import KeptFile
from upstander.records.journal import Entry


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, settings) -> None:
    settings.VAR = tmp_path / "var"


@pytest.fixture
def number() -> str:
    return a_case(landlord())


def a_list(folder: Path, *lines: str, head: str = "case,path,shows,made") -> str:
    (folder / "list.csv").write_text("\n".join((head, *lines)), encoding="utf-8")
    return str(folder / "list.csv")


def test_each_line_is_told_and_the_right_ones_are_kept(tmp_path, number, capsys):
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "stairs.wav").write_bytes(made.wav())
    (tmp_path / "letter.docx").write_bytes(made.docx())
    (tmp_path.parent / "outside.wav").write_bytes(made.wav() + b"1")
    lines = (
        f"{number.lower()},old/stairs.wav,Shouting on the stairs,March 2024",
        f"{number},letter.docx,,",
        f"{number},../outside.wav,,",
        f"{number},missing.wav,,",
        "HC-2020-9999,old/stairs.wav,,",
    )
    assert main(["import-files", a_list(tmp_path, *lines)]) == 3
    said = capsys.readouterr()
    assert f"line 2: stairs.wav is kept with {number}." in said.out
    assert "1 of 5 files are kept." in said.out
    assert "line 3: The file letter.docx is of a kind we cannot keep." in said.err
    assert "line 4: There is no file outside.wav in the folder of the list." in said.err
    assert "line 5: There is no file missing.wav" in said.err
    assert "line 6: There is no such case." in said.err
    row = KeptFile.objects.get()
    assert (row.name, row.shows, row.made, row.kept_by) == (
        "stairs.wav",
        "Shouting on the stairs",
        "March 2024",
        "operator",
    )
    assert Entry.objects.get(deed="keep_file", allowed=True).case_id == row.case_id
    assert main(["import-files", a_list(tmp_path, lines[0])]) == 1
    assert "We have the file stairs.wav already." in capsys.readouterr().err


def test_what_is_no_list_changes_nothing(tmp_path, capsys):
    assert main(["import-files", a_list(tmp_path, "a,b", head="one,two")]) == 1
    assert "it needs the columns case, path, shows, made" in capsys.readouterr().err
    assert main(["import-files", str(tmp_path / "none.csv")]) == 1
    assert KeptFile.objects.count() == 0
