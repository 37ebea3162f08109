"""Who comes to the door in the tests of pages: every member of the cast, with what their browser holds."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connections, transaction
from django.test import Client

from tests.casework import drafted
from tests.casework.bytwo import proven, saw
from tests.casework.delivered import known, referred, sent
from tests.cast import NOW, PASSWORD, Landlord, a_case, a_report, landlord
from tests.files.made import wav
from tests.guarded import guarded
from tests.keyed import a_key
from tests.lettered import a_letter, signed_words
from tests.post.stuck import a_stuck_notice
from upstander.casework import codes, consents, files, triage
from upstander.casework.actor import worker
from upstander.casework.agencies import add_agency
from upstander.casework.approvals import give_approval
from upstander.casework.importing.handed import hand_in_file
from upstander.casework.partners.door import visit_of
from upstander.casework.placeplans.deeds import make_place_plan
from upstander.casework.sharing import share_information
from upstander.policy.placeplans import Resource
from upstander.records import keyring
from upstander.records.apikeys import ApiKey
from upstander.records.case import Case, Party
from upstander.records.staff import Appointment, OnCall, Staff

MEMBERS: Mapping[str, str] = {
    "anonymous": "nobody is signed in",
    "resident": "came back with the code of this case",
    "quinn": "call handler",
    "okafor": "officer, the case is assigned to her",
    "lewis": "officer of the same team, the case is not assigned to him",
    "patel": "officer of another team",
    "reid": "manager, the case is in scope",
    "haddad": "manager, the case is out of scope",
    "achebe": "regional manager",
    "silva": "safeguarding lead",
    "ford": "performance analyst",
    "nobody": "on the staff, without a role",
    "hale": "data protection officer",
    "moss": "administrator",
    "agency": "somebody at the agency that this case was shared with",
}

LEFT = NOW + timedelta(minutes=1)
"""When she who released something has left again."""
ADMINISTERED = ("ROLE", "TEAM", "AREA", "TURN", "AGENCY", "KEY", "IMPORT")
"""What administrators change: a role of the officer, a team, an area, a turn on call, an agency, a key, a file."""


@dataclass
class Visitors:
    """One case, one report that waits, and everybody's browser."""

    house: Landlord
    number: str
    report: str
    code: str
    at: datetime = NOW
    cookies: dict[str, Any] = field(default_factory=dict)
    browsers: dict[str, Client] = field(default_factory=dict)
    held: dict[str, str] = field(default_factory=dict)

    def client(self, member: str) -> Client:
        """A browser that holds what this member's does; what happened in it before is forgotten."""
        browser = self.browsers.setdefault(member, Client(raise_request_exception=False))
        if member not in self.cookies:
            self._come(browser, member)
            self.cookies[member] = {name: held.value for name, held in browser.cookies.items()}
        browser.cookies.clear()
        for name, value in self.cookies[member].items():
            browser.cookies[name] = value
        return browser

    def places(self) -> dict[str, str]:
        """What the addresses of the table speak of, by its names; made once."""
        if not self.held:
            queued, kept_apart = another_case(self.house, owner=None), self._kept_apart()
            self.held |= {"HC": self.number, "QC": queued.number, "SC": kept_apart, "R": self.report}
            self.held |= {"SR": a_report(domestic_abuse=True).number, "PARTY": self.party()}
            self.held |= {"ASK": self._asked_for()}
            self.held |= {"OTHER": str(Party.objects.get(case=queued, part="resident_heard").pk)}
            self.held |= self._administered()
            self.held |= {"FILE": self._file(), "CONSENT": self._consent()}
            self.held |= guarded(self.house)
            self.held |= {"PLACE": self._place()}
            self.held |= self._letter() | {"PACK": self._pack()}
            self.held |= self._sent()
            self.held |= {"NOTICE": a_stuck_notice(self.house, self.number)}
            self.held |= {"STAFF": str(self.house.staff["reid"].pk), "OFFICER": str(self.house.staff["okafor"].pk)}
        return dict(self.held)

    def _administered(self) -> dict[str, str]:
        role = Appointment.objects.get(staff=self.house.staff["okafor"])
        turn = OnCall.objects.get(staff=self.house.staff["reid"])
        helps = add_agency(
            self.house.actor("moss"), name="Door Step", kind="other", everywhere=True, email="office@doorstep.example"
        )
        a_key(self.house, "okafor")
        key = ApiKey.objects.latest("made_at").pk
        handed = hand_in_file(self.house.actor("moss"), kind="staff", name="staff.csv", content=b"email,name,team\n")
        keys = (role.pk, self.house.north.pk, self.house.ferry.pk, turn.pk, helps, key, handed)
        return {name: str(key) for name, key in zip(ADMINISTERED, keys, strict=True)}

    def _place(self) -> str:
        """A plan for an estate in Ferry, drawing on nobody yet."""
        line = Resource("Wardens in the evening", 40, "hours", self.at.date())
        area, owner = str(self.house.ferry.pk), str(self.house.staff["okafor"].pk)
        why = "Doors are kicked and cars scratched in the yard, night after night."
        said = {"why": why, "resources": [line], "owner": owner, "review_on": self.at.date() + timedelta(weeks=6)}
        return make_place_plan(self.house.actor("reid"), area=area, estate="Ferry Estate", **said).plan

    def _file(self) -> str:
        kept = files.keep_file(self.house.actor("okafor"), self.number, name="stairs.wav", content=wav()).file
        files.ready_waiting(worker(at=NOW))
        return kept

    def _consent(self) -> str:
        given = {"agency": self.held["AGENCY"], "purpose": "support", "parts": ("name",), "read_back": True}
        return consents.give_consent(self.house.actor("okafor"), self.number, party=self.party(), **given).consent

    def _asked_for(self) -> str:
        """The next version, drafted and asked for by the administrator of the cast."""
        drafted.draft(self.house, at=self.at)
        return drafted.ask(self.house, self.at.date(), at=self.at)

    def _letter(self) -> dict[str, str]:
        template = signed_words(self.house)
        return {"WORDS": template, "LETTER": a_letter(self.house, self.number, template=template)}

    def _pack(self) -> str:
        """What was shared, released by a manager of her own: whoever releases something does not review the case."""
        first = Appointment.objects.get(staff=self.house.staff["reid"])
        rowe = self.house.staff["rowe"] = Staff.objects.create_user("rowe@landlord.example", PASSWORD, name="Ali Rowe")
        Appointment.objects.create(
            staff=rowe, role=first.role, team=first.team, start=first.start, entry=first.entry, end=LEFT
        )
        asker, other = self.house.actor("okafor"), proven(self.house, "rowe", self.at)
        said = {"child": "Their son of seven", "why": "School has seen the bruises, and told us of them."}
        agency = self.held["AGENCY"]
        asked = {"agency": agency, "purpose": "support", "ground": "protection_of_children", "said": said}
        waits = share_information(asker, self.number, **asked, parts={self.party(): ("name",)}).approval
        return str(give_approval(other, approval=waits, saw=saw(other, waits)).receipt.disclosure)

    def _sent(self) -> dict[str, str]:
        """The same, sent to somebody at its agency, and the resident referred with it."""
        recip = known(self.house, self.held["AGENCY"])
        item = sent(self.house, self.number, self.held["AGENCY"], recip, pack=self.held["PACK"]).item
        return {"RECIP": recip, "ITEM": item, "REFER": referred(self.house, self.number, self.held["PACK"])}

    def _kept_apart(self) -> str:
        report = a_report(domestic_abuse=True).number
        return a_case_of(self.house, report, by="silva")

    def party(self, part: str = "resident_heard") -> str:
        """The id of somebody in the case."""
        return str(Party.objects.get(case__number=self.number, part=part, ended=None).pk)

    def _come(self, browser: Client, member: str) -> None:
        if member == "resident":
            visit = codes.come_back(self.code, client="192.0.2.7", at=self.at)
            assert visit
            browser.cookies[settings.RESIDENT_COOKIE_NAME] = f".{visit.token}"
        elif member == "agency":
            browser.cookies[settings.AGENCY_COOKIE_NAME] = visit_of(UUID(self.places()["RECIP"]), at=self.at)
        elif member != "anonymous":
            browser.force_login(self.house.staff[member])
            browser.get("/alive")  # so that the moment they came is noted


def visitors() -> Visitors:
    """Make the landlord, a case that Joy Okafor works, and a report that waits; both are about Ferry."""
    house = landlord()
    received = a_report()
    case = a_case_of(house, received.number)
    return Visitors(house=house, number=case, report=a_report().number, code=received.code)


def a_case_of(house: Landlord, report: str, *, by: str = "reid") -> str:
    """Open a case with Joy Okafor from a report."""
    owner = str(house.staff["okafor"].pk)
    return triage.open_case(house.actor(by), report, team=str(house.north.pk), owner=owner).number


def another_case(house: Landlord, *, owner: str | None = "okafor") -> Case:
    """A second household's case."""
    return Case.objects.get(number=a_case(house, owner=owner))


@contextmanager
def quietly() -> Iterator[None]:
    """Do not log what was not found and not allowed: most of what these tests ask is not."""
    log = logging.getLogger("django.request")
    before = log.level
    log.setLevel(logging.ERROR)
    yield
    log.setLevel(before)


@contextmanager
def undone(browser: Client | None = None) -> Iterator[None]:
    """Let something happen and leave no trace of it; deeds inside may be outermost, as they ask to be."""
    held = {name: cookie.value for name, cookie in browser.cookies.items()} if browser else {}
    with ExitStack() as blocks:
        for alias in connections:
            block = transaction.Atomic(alias, savepoint=True, durable=False)
            block._from_testcase = True
            blocks.enter_context(block)
        try:
            yield
        finally:
            for alias in connections:
                transaction.set_rollback(True, using=alias)
    keyring.forget()
    if browser:
        browser.cookies.clear()
        for name, value in held.items():
            browser.cookies[name] = value
