"""What the bench measures of a pack is a pack as it leaves: of as many entries as were written, made by the deeds."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from bench.__main__ import _is_whole
from bench.packs import case_to_share, made_and_drawn
from bench.telling import PROMISES
from tests.cast import NOW, landlord
from upstander.records.disclosures import Disclosure
from upstander.records.journal import breaks

FEW = 12


def test_a_pack_holds_every_entry_and_is_drawn() -> None:
    number = case_to_share(landlord(), entries=FEW)
    figures = made_and_drawn(number, at=NOW + timedelta(days=1))
    assert figures["pack_lines"] == FEW + 1
    assert figures["pack_s"] > 0
    assert figures["pack_mb"] > 10
    assert figures["pack_bytes"] > 1000
    told = [words for label, words in Disclosure.objects.get().pack if label.startswith("What happened")]
    assert len(told) == FEW
    assert not [words for words in told if "Dean Marsh" in words]
    assert list(breaks()) == []


@pytest.mark.parametrize("missing", ["pack_s", "pack_mb", "my_work_ms"])
def test_an_earlier_run_that_did_not_measure_it_is_not_taken_for_whole(missing: str) -> None:
    names = ("submit", "commit", "my_work", "table", "case", "find_number", "find_name")
    whole: dict[str, float] = {f"{name}_ms": 1.0 for name in names} | dict.fromkeys(
        (
            "free_text_s",
            "reports_a_second",
            "errors",
            "first_page_s",
            "worker_mb",
            "background_mb",
            "pack_s",
            "pack_mb",
        ),
        1.0,
    )
    assert _is_whole(json.loads(json.dumps(whole)))
    assert len([promise for promise in PROMISES if "pack" in promise.words]) == 1
    del whole[missing]
    assert not _is_whole(whole)
