"""Conflicts of interest that are found: who is in a case or report, beside whom staff are related to (clause 7 a).

Compared whenever either side changes, by keyed marks. What a phone or an address has in common blocks at once; what a
surname and a street have in common, a person outside the line decides (decision 26).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.db.models import Q

from upstander.casework.handing import block
from upstander.casework.oncall import order_of_asking, tell
from upstander.casework.opened import Work, locked
from upstander.policy.grounds import PartyRole
from upstander.policy.interests import MEETS, Follows, Known, Mark, Sort, marks_of, what_follows
from upstander.policy.ruling import allow
from upstander.records.case import Case, Conflict, Party
from upstander.records.duties import OwedDuty
from upstander.records.estate import Home
from upstander.records.interests import ConflictFlag, InterestMark, ReportConflict
from upstander.records.journal import Entry
from upstander.records.keyring import token
from upstander.records.reports import Report
from upstander.records.sealing import warmed
from upstander.records.staff import outside_the_line_of

FOUND = "The same phone or the same address was found."
COMMON = allow("7 a", "Somebody without a conflict of interest works the case.")

InCommon = dict[UUID, set[Mark]]


def compare_cases_with(work: Work, people: Iterable[UUID]) -> None:
    """Compare the open cases in which these people are, of whom something has changed."""
    rows = Case.objects.filter(parties__person__in=list(people), parties__ended=None, closed_at=None)
    for case in locked(Case.objects.filter(pk__in=rows.values("pk")).order_by("pk")):
        own = replace(work, sealed_by=case.sealed_by, entries=[], held_case=case, report=None)
        compare_case(own, None)
        work.entries += own.entries


def compare_case(work: Work, entry: Entry | None) -> None:
    """Compare everybody in the case with what staff have declared, and keep it from those it is about.

    Without an entry it makes one of its own, where something was found.
    """
    case = work.case
    reports: list[Report] = warmed(Report.objects.filter(case=case).only("answers", "sealed_by"))
    marks = marks_of([*_people(case), *(_complained(report.answers) for report in reports)])
    InterestMark.objects.filter(Q(case=case) | Q(report__in=[report.pk for report in reports])).delete()
    _keep(marks, case=case)
    _carry_over(work, entry, reports)
    for staff, in_common in _related_staff(marks).items():
        _keep_from(work, entry, staff, in_common)


def compare_report(work: Work, entry: Entry, *, home: Home | None) -> None:
    """Compare who reports, and who is complained of, with what staff have declared. `home`: where it happened."""
    report = work.report
    assert report is not None
    said = report.answers.get("reporter") or {}
    told = Known(name=said.get("name", ""), address=_address(home) if home else "", phone=said.get("phone", ""))
    marks = marks_of([told, _complained(report.answers)])
    _keep(marks, report=report)
    for staff, in_common in _related_staff(marks).items():
        _keep_from(work, entry, staff, in_common)


def compare_staff(work: Work, staff: UUID, said: Iterable[Known]) -> None:
    """Compare what somebody on the staff has declared with every open case and every report that waits."""
    marks = marks_of(said)
    InterestMark.objects.filter(staff=staff).delete()
    _keep(marks, staff_id=staff)
    cases, reports = defaultdict[UUID, set[Mark]](set), defaultdict[UUID, set[Mark]](set)
    for row, mark in _met(marks, Q(case__closed_at=None, case__isnull=False) | Q(report__state=Report.WAITING)):
        (cases[row.case_id] if row.case_id else reports[row.report_id]).add(mark)
    for case in locked(Case.objects.filter(pk__in=cases).order_by("pk")):
        _in_its_own_record(work, staff, cases[case.pk], case=case)
    for report in locked(Report.objects.filter(pk__in=reports).order_by("pk")):
        _in_its_own_record(work, staff, reports[report.pk], report=report)


def keep_report_from(work: Work, entry: Entry, *, staff: UUID, reason: str) -> None:
    """Keep a report from somebody with a conflict of interest; what they owed is owed by the next on call."""
    report = work.report
    assert report is not None
    ReportConflict.objects.create(sealed_by=work.sealed_by, entry=entry, report=report, staff_id=staff, reason=reason)
    owed = OwedDuty.objects.filter(report=report, case=None, done=None, staff=staff)
    if owed.exists():
        asked = next(iter(order_of_asking(work)), None)
        owed.update(staff=asked)
        if asked is not None:
            tell(work, asked, notice="alert", entry=entry)


def marks_in_common(case: Case, staff: UUID) -> list[str]:
    """Return the marks that a case and somebody on the staff have in common now, as they are kept of a lifted block."""
    theirs = {(row.sort, bytes(row.digest)) for row in InterestMark.objects.filter(staff=staff)}
    rows = InterestMark.objects.filter(case=case)
    met = (row for row in rows if any((sort, bytes(row.digest)) in theirs for sort in MEETS[Sort(row.sort)]))
    return sorted({bytes(row.digest).hex() for row in met})


def _in_its_own_record(work: Work, staff: UUID, in_common: set[Mark], **about: Any) -> None:
    """Do to one case or report what follows, under its own key and with an entry of its own."""
    subject: Case | Report = about.get("case") or about["report"]
    if not _news(staff, in_common, **about):
        return
    case, report = about.get("case"), about.get("report")
    own = replace(work, sealed_by=subject.sealed_by, entries=[], held_case=case, report=report)
    _keep_from(own, own.enter(COMMON), staff, in_common)
    work.entries += own.entries


def _keep_from(work: Work, entry: Entry | None, staff: UUID, in_common: set[Mark]) -> None:
    news = _news(staff, in_common, **_about(work))
    if not news:
        return
    entry = entry or work.enter(COMMON)
    if _follows(news) == Follows.LOOK:
        _flag(work, entry, staff, news)
    elif work.held_case is not None:
        block(work, entry, staff=staff, reason=FOUND)
    else:
        keep_report_from(work, entry, staff=staff, reason=FOUND)


def _follows(in_common: Iterable[Mark]) -> Follows:
    return what_follows({sort for sort, _ in in_common})


def _flag(work: Work, entry: Entry, staff: UUID, in_common: set[Mark]) -> None:
    """Let a person outside the line look at it; until they have decided, nothing changes."""
    words = "; ".join(sorted(text.replace("|", ", ").title() for sort, text in in_common if sort == Sort.SURNAME))
    blocked = Conflict.objects.filter(case=work.held_case, ended=None).values_list("staff", flat=True)
    to = outside_the_line_of(staff, at=work.at, other_than=list(blocked))
    ConflictFlag.objects.create(
        sealed_by=work.sealed_by, entry=entry, staff_id=staff, to_id=to, raised_at=work.at, words=words, **_about(work)
    )
    if to is not None:
        tell(work, to, notice="possible_conflict", entry=entry)


def _news(staff: UUID, in_common: set[Mark], **about: Any) -> set[Mark]:
    """Return what calls for something to be done: nothing of it, where it is kept from them already.

    What two people looked at when they lifted a conflict does not count again; nor does a surname in a street of which
    somebody was asked before.
    """
    case, report = about.get("case"), about.get("report")
    kept, harmless = _held_before(case, report, staff)
    news = {mark for mark in in_common if _digest(mark[1]).hex() not in harmless}
    follows = _follows(news)
    if kept or follows == Follows.NOTHING:
        return set()
    asked = ConflictFlag.objects.filter(staff=staff, **({"case": case} if case else {"report": report}))
    return set() if follows == Follows.LOOK and asked.exists() else news


def _held_before(case: Case | None, report: Report | None, staff: UUID) -> tuple[bool, set[str]]:
    """Return whether it is kept from somebody, and what was judged harmless where it was kept before."""
    if case is None:
        return ReportConflict.objects.filter(report=report, staff=staff, ended=None).exists(), set()
    rows = list(Conflict.objects.filter(case=case, staff=staff))
    return any(row.ended_id is None for row in rows), {mark for row in rows for mark in row.harmless or ()}


def _about(work: Work) -> dict[str, Any]:
    return {"case": work.held_case} if work.held_case is not None else {"report": work.report}


def _carry_over(work: Work, entry: Entry | None, reports: list[Report]) -> None:
    """Let what was found or decided of a report hold for the case that it became."""
    held = ReportConflict.objects.filter(report__in=[report.pk for report in reports], ended=None)
    before = Conflict.objects.filter(case=work.case)
    have = set(before.filter(ended=None).values_list("staff", flat=True))
    lifted = set(before.exclude(ended=None).values_list("staff", flat=True))
    for row in held:
        if row.staff_id in have:
            continue
        entry = entry or work.enter(COMMON)
        if row.staff_id in lifted and row.reason == FOUND:
            # What was found of it is compared with the case anew, beside what was looked at when it was lifted there.
            ReportConflict.objects.filter(pk=row.pk).update(ended=entry)
            continue
        block(work, entry, staff=row.staff_id, reason=FOUND)
        have.add(row.staff_id)
    ConflictFlag.objects.filter(report__in=[report.pk for report in reports], case=None).update(case=work.case)


def _people(case: Case) -> Iterator[Known]:
    parties = Party.objects.filter(case=case, ended=None, person__isnull=False).select_related("person")
    people = [(party, party.person) for party in parties if party.person is not None]
    warmed(person for _, person in people)
    homes = _addresses([case.home, *(person.home for _, person in people)])
    yield Known(address=homes.get(case.home, ""))
    for party, person in people:
        lives_there = party.part in (PartyRole.RESIDENT_HEARD, PartyRole.AFFECTED) and not person.home
        address = (case.home if lives_there else person.home) or ""
        yield Known(name=person.name or "", address=homes.get(address, address), phone=person.phone or "")


def _complained(answers: Mapping[str, Any]) -> Known:
    said = answers.get("complained") or {}
    return Known(name=said.get("name", ""), address=said.get("address", ""))


def _addresses(homes: Iterable[str]) -> dict[str, str]:
    rows = Home.objects.filter(pk__in={home for home in homes if home.isdigit()}).only("address", "postcode")
    return {row.pk: _address(row) for row in rows}


def _address(home: Home) -> str:
    return f"{home.address}, {home.postcode}"


def _keep(marks: Iterable[Mark], **side: Any) -> None:
    InterestMark.objects.bulk_create(InterestMark(sort=sort, digest=_digest(text), **side) for sort, text in marks)


def _related_staff(marks: Iterable[Mark]) -> InCommon:
    found: InCommon = defaultdict(set)
    for row, mark in _met(marks, Q(staff__isnull=False, staff__is_active=True)):
        found[row.staff_id].add(mark)
    return found


def _met(marks: Iterable[Mark], other_side: Q) -> Iterator[tuple[Any, Mark]]:
    """Yield the marks of the other side that meet one of these, each with what is in common."""
    wanted: dict[bytes, list[Mark]] = defaultdict(list)
    for sort, text in marks:
        wanted[_digest(text)].append((sort, text))
    rows = InterestMark.objects.filter(other_side, digest__in=list(wanted)) if wanted else ()
    for row in rows:
        yield from ((row, mark) for mark in wanted[bytes(row.digest)] if row.sort in MEETS[mark[0]])


def _digest(text: str) -> bytes:
    return token("interest", text)
