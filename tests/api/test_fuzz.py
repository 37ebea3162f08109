"""A few hundred cases at each run, six thousand on each database by `make fuzz`: no fault of ours, all as described."""

from __future__ import annotations

import os

import time_machine

from tests.api.fuzzed import Fuzz, told
from tests.cast import NOW
from tests.visitors import quietly, visitors
from tests.web.worked import worked

CASES = int(os.environ.get("UPSTANDER_TEST_FUZZ", "400"))


def test_whatever_is_asked_is_answered_as_described(capsys, monkeypatch):
    monkeypatch.setattr("upstander.api.who.A_MINUTE_AT_MOST", 10**9)
    with time_machine.travel(NOW, tick=False), quietly():
        came = visitors()
        worked(came)
        fuzz = Fuzz(came)
        fuzz.run(CASES)
    with capsys.disabled():
        print(f"\n{told(fuzz)}")
    assert fuzz.wrong == []
    assert fuzz.asked >= CASES * 5 // 6
    assert not [code for code in fuzz.answers if code >= 500]
    assert fuzz.answers[200] >= 30
