"""Who is in a case, in which part, and putting it right when it was wrong (clauses 3.2 b, 7 a, 9)."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from upstander.policy.grounds import PartyRole
from upstander.policy.ruling import Ruling, allow, enforces, refuse
from upstander.policy.telling import Confidence
from upstander.policy.terms import Terms, is_reason

_BOTH_SIDES = refuse(
    "3.2 b",
    "Nobody is heard and complained of in the same case: nothing of one side reaches the other.",
    "Open a case of its own in which they are heard, and link the two.",
)


@enforces("9", "2 d", "3.2 b")
def may_name_party(
    terms: Terms,
    *,
    part: PartyRole | str,
    confidence: Confidence | str,
    lines: Mapping[str, str],
    description: str,
    parts_here: Collection[PartyRole | str] = (),
) -> Ruling:
    """Say whether somebody may be added to a case.

    `lines`: name, phone and so on, by their name on the page. `parts_here`: what they are in it already.
    """
    if part not in set(PartyRole):
        return refuse("9", "We do not know which part they have in this.", "Choose one of the parts listed.")
    if confidence and confidence not in set(Confidence):
        return refuse("2 d", "We do not know how much of this is in confidence.", "Choose one of the levels listed.")
    if _on_both_sides(part, parts_here):
        return _BOTH_SIDES
    too_long = _too_long(terms, lines, description)
    if too_long:
        return too_long
    if description.strip() or any(line.strip() for line in lines.values()):
        return allow("9", "They are in the case from now on.")
    return refuse(
        "9",
        "Nobody could tell who this is.",
        "Give a name, a home, or a description in words: a full name is not needed.",
    )


@enforces("9", "3.2 b")
def may_correct_party(
    terms: Terms,
    *,
    part: PartyRole | str,
    because: str,
    changes: bool,
    leaves_nobody_heard: bool,
    lines: Mapping[str, str],
    description: str,
    other_parts_here: Collection[PartyRole | str] = (),
) -> Ruling:
    """Say whether a party may be put right. What was there before is kept, and ended."""
    if part not in set(PartyRole):
        return refuse("9", "We do not know which part they have in this.", "Choose one of the parts listed.")
    if not changes:
        return refuse("9", "Nothing is different from what is on the record.", "Change what is wrong, or go back.")
    if leaves_nobody_heard:
        return refuse(
            "3 b",
            "Then nobody would be heard in this case any more.",
            "Name the person who is heard first. If the case was opened by mistake, close it with that reason.",
        )
    if _on_both_sides(part, other_parts_here):
        return _BOTH_SIDES
    too_long = _too_long(terms, lines, description)
    if too_long:
        return too_long
    if is_reason(because):
        return allow("9", "What was wrong is ended, and kept; this follows it.")
    return refuse("9", "Nobody could tell later why it was changed.", "Say in a sentence what was wrong.")


@enforces("7 a", "2 e")
def may_go_outside_the_line(*, somebody_there: bool) -> Ruling:
    """Say whether a case can leave the usual line, because somebody who works for us is complained of."""
    if somebody_there:
        return allow("7 a", "Whoever sits in that line does not decide on it.")
    return refuse(
        "2 e",
        "There is no safeguarding lead, so nobody would see this case.",
        "Ask for one to be appointed today, and name this person then.",
    )


def is_fresh_start(*, another_person: bool, was: PartyRole | str, part: PartyRole | str) -> bool:
    """Whether what is owed to this party starts afresh: somebody else it was, or somebody in another part."""
    return another_person or was != part


def _on_both_sides(part: PartyRole | str, others: Collection[PartyRole | str]) -> bool:
    complained_of = {PartyRole.ALLEGED_PERPETRATOR} & {part, *others}
    return bool(complained_of) and bool({part, *others} - complained_of)


def _too_long(terms: Terms, lines: Mapping[str, str], description: str) -> Ruling | None:
    for name, line in lines.items():
        if len(line) > terms.limits.line:
            return refuse("9", f"{name} holds {terms.limits.line} characters.", "Put the rest in the description.")
    if len(description) > terms.limits.answer:
        return refuse("9", f"A description holds {terms.limits.answer} characters.", "Put the rest in a note.")
    return None
