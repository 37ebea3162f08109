"""What the tests of casework ask of the record again and again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from upstander.policy.ruling import Refused, Ruling
from upstander.records import journal
from upstander.records.case import Case
from upstander.records.duties import OwedDuty
from upstander.records.journal import Entry

REASON = "This is a reason that somebody else can follow."


class DiskFull(RuntimeError):
    """A fault that is put into the middle of a deed."""


def case_of(number: str) -> Case:
    return Case.objects.get(number=number)


def party_of(number: str, part: str = "resident_heard") -> str:
    return str(case_of(number).parties.get(part=part, ended=None).pk)


def duty_of(number: str, kind: str) -> OwedDuty:
    return OwedDuty.objects.get(case__number=number, kind=kind, done=None)


def owed(number: str) -> list[str]:
    """The kinds of duty that are open in a case, in order."""
    return sorted(OwedDuty.objects.filter(case__number=number, done=None).values_list("kind", flat=True))


def last_entry() -> Entry:
    return Entry.objects.latest("seq")


def refused(deed: Callable[..., Any], *given: Any, **more: Any) -> Ruling:
    """Do a deed that must be refused; the refusal is entered, and nothing else."""
    before = Entry.objects.count()
    with pytest.raises(Refused) as caught:
        deed(*given, **more)
    ruling = caught.value.ruling
    assert ruling.how
    assert Entry.objects.count() == before + 1
    entry = last_entry()
    assert (entry.allowed, entry.deed, entry.detail) == (False, deed.__name__, {"why": ruling.why})
    return ruling


def half_way(monkeypatch: pytest.MonkeyPatch, inside: str, deed: Callable[..., Any], *given: Any, **more: Any) -> None:
    """Let a deed fail in the middle; nothing of it is left, not even an entry."""

    def fail(*_: object, **__: object) -> None:
        raise DiskFull("the disk is full")

    before = (Entry.objects.count(), OwedDuty.objects.count(), OwedDuty.objects.filter(done=None).count())
    with monkeypatch.context() as patched:
        patched.setattr(inside, fail)
        with pytest.raises(DiskFull):
            deed(*given, **more)
    after = (Entry.objects.count(), OwedDuty.objects.count(), OwedDuty.objects.filter(done=None).count())
    assert after == before
    assert list(journal.breaks()) == []
