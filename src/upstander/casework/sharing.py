"""Sharing: asked for by one, released by another who sees exactly what would leave, and called back (clause 7 b).

The gate is asked when it is asked for and again when it is released: what was taken back in between does not leave.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from upstander.casework.actor import Actor
from upstander.casework.gate import agency_of, gate, recall, require_whole_case
from upstander.casework.opened import NotFound, Work, opened, row_id
from upstander.casework.packs import Pack, packed
from upstander.casework.twopeople import Asked, Plain, Shown, ask_a_second, done_by_two
from upstander.policy.consent import PURPOSE_LABELS, FilePart, Purpose
from upstander.policy.duty import DutyKind
from upstander.policy.grounds import PartyRole
from upstander.policy.roles import Deed
from upstander.policy.ruling import Ruling
from upstander.policy.sensitive import may_release_sensitive
from upstander.policy.sharing import LINK_DAYS, SAID_LABELS, may_recall, must_tell_shared, wants
from upstander.policy.stages import may_work_on
from upstander.records.agencies import Agency
from upstander.records.case import Party
from upstander.records.disclosures import Disclosure
from upstander.records.duties import OwedDuty
from upstander.records.outbox import put_out_safely

LET = "What is marked as sensitive to the organisation is in it: only a regional manager releases it."


@dataclass(frozen=True, slots=True)
class Released:
    """What left: its key, the hash of exactly what it holds, and the last day on which it can be read."""

    number: str
    disclosure: str
    sha256: str
    open_until: date


def share_information(
    who: Actor,
    number: str,
    *,
    agency: str,
    purpose: str,
    ground: str,
    parts: Mapping[str, Collection[str]],
    said: Mapping[str, str] | None = None,
    untold: str = "",
    hidden: Collection[str] = (),
    sensitive: bool = False,
) -> Asked:
    """Ask a second person to release parts of a file to an agency, on one ground. Raises NotFound, Refused.

    `parts`: whose, by the key of their part in the case. `said`: what the ground wants written down. `untold`: why they
    are not told. `hidden`: more words to take out. `sensitive`: also what is marked as sensitive to the organisation.
    """
    with opened(who, number, Deed.SHARE_INFORMATION) as work:
        work.require(may_work_on(work.case.stage))
        require_whole_case(work)
        plain: Plain = {
            "agency": agency,
            "purpose": purpose,
            "ground": ground,
            **_plain(parts, said or {}, hidden),
            "untold": untold.strip(),
            "sensitive": sensitive,
        }
        return ask_a_second(work, _ruling(work, plain), asker=str(who.staff), **plain)


def _plain(parts: Mapping[str, Collection[str]], said: Mapping[str, str], hidden: Collection[str]) -> Plain:
    return {
        "parts": {person: sorted(some) for person, some in sorted(parts.items())},
        "said": {name: " ".join(words.split()) for name, words in sorted(said.items()) if words.strip()},
        "hidden": sorted({word.strip() for word in hidden} - {""}),
    }


def recall_disclosure(who: Actor, number: str, *, disclosure: str, because: str) -> None:
    """Call back what was shared: nobody can open it from this moment on. Raises NotFound, Refused."""
    with opened(who, number, Deed.RECALL_DISCLOSURE) as work:
        held = Disclosure.objects.filter(case=work.case, pk=row_id(disclosure)).first()
        if held is None:
            raise NotFound("Nothing of this kind was shared.")
        entry = work.enter(
            may_recall(recalled=held.recalled_id is not None, because=because), disclosure=disclosure, because=because
        )
        recall(work, held, entry, because)


def _see(work: Work, plain: Plain) -> Shown:
    work.require(may_work_on(work.case.stage), _ruling(work, plain))
    agency, pack = _agency(plain), _pack(work, plain)
    ground = work.permitted.ground(plain["ground"])
    assert ground is not None  # the gate knew it
    rows = (
        ("To", agency.name),
        ("What for", PURPOSE_LABELS[Purpose(plain["purpose"])]),
        ("Ground", f"{ground.label}. {ground.note}".strip()),
        *((SAID_LABELS[name], plain["said"][name]) for name in wants(plain["ground"])),
        *((("Sensitive to us", LET),) if _sensitive(plain) else ()),
        ("Told to the people it is about", f"No: {plain['untold']}" if plain["untold"] else "Yes"),
        *pack.rows,
    )
    return Shown(f"Share with {agency.name}", rows)


@done_by_two(Deed.SHARE_INFORMATION, see=_see)
def _release(work: Work, plain: Plain) -> Released:
    """Release it, once a second person has seen it as its recipient will."""
    require_whole_case(work)
    work.require(may_release_sensitive(asked=_sensitive(plain), roles=work.who.roles))
    ruling, agency, pack = _ruling(work, plain), _agency(plain), _pack(work, plain)
    assert work.who.staff is not None
    held = Disclosure(
        sealed_by=work.sealed_by,
        case=work.case,
        agency=agency,
        ground=plain["ground"],
        purpose=plain["purpose"],
        parts=plain["parts"],
        said=plain["said"],
        untold=plain["untold"],
        pack=[list(row) for row in pack.rows],
        sha256=pack.sha256,
        asked_by_id=row_id(str(plain["asker"])),
        released_by_id=work.who.staff,
        released_at=work.at,
        open_until=work.today + timedelta(days=LINK_DAYS),
    )
    told = {"for": PURPOSE_LABELS[Purpose(held.purpose)], "on": work.permitted.ground_label(held.ground)}
    held.entry = work.enter(ruling, disclosure=str(held.pk), sha256=pack.sha256, to=agency.name, **told)
    held.save(force_insert=True)
    _tell(work, held)
    return Released(work.case.number, str(held.pk), pack.sha256, held.open_until)


def _tell(work: Work, held: Disclosure) -> None:
    """Let those it is about know, but where a reason stands why not: by a notice without content, or by the officer.

    Whoever has no code cannot read it on a page of their own; a notice tells them nothing.
    """
    people = Party.objects.none() if held.untold else Party.objects.filter(pk__in=held.parts, person__isnull=False)
    for party in people.select_related("person"):
        put_out_safely(held.entry, notice="resident_news", person=party.person)
        if not (party.codes.filter(ended=None).exists() or _is_owed(party)):
            accused = party.part == PartyRole.ALLEGED_PERPETRATOR
            duties = must_tell_shared(work.terms, person=party.pk, accused=accused, at=work.at)
            work.owe(duties, entry=held.entry)


def _is_owed(party: Party) -> bool:
    return OwedDuty.objects.filter(party=party, kind=DutyKind.TELL_SHARED, done=None).exists()


def _ruling(work: Work, plain: Plain) -> Ruling:
    return gate(work, plain, agency=agency_of(str(plain["agency"])))


def _pack(work: Work, plain: Plain) -> Pack:
    parts = {person: [FilePart(part) for part in some] for person, some in plain["parts"].items()}
    return packed(work, parts, hidden=plain["hidden"], sensitive=_sensitive(plain))


def _sensitive(plain: Plain) -> bool:
    """Whether what is marked as sensitive was asked for; what was asked before there were marks holds none."""
    return bool(plain.get("sensitive", False))


def _agency(plain: Plain) -> Agency:
    found = agency_of(str(plain["agency"]))
    if found is None:
        raise NotFound("There is no such agency.")
    return found
