"""What an administrator finds on the first page: a table, to which every room adds the link to its own (clause 7 a)."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse


@dataclass(frozen=True, slots=True)
class Link:
    """One page: its words, the name of its address, and a sentence that says what it is for."""

    words: str
    name: str
    about: str

    @property
    def href(self) -> str:
        """Where it leads."""
        return reverse(self.name)


@dataclass(frozen=True, slots=True)
class Group:
    """Links that belong together, under a heading."""

    heading: str
    links: tuple[Link, ...]


PEOPLE: tuple[Link, ...] = (
    Link("Staff and their roles", "administration_people", "Who works here, who holds which role, and who leaves."),
    Link("Teams", "administration_teams", "Teams, and the areas each looks after."),
    Link("On call", "administration_rota", "Who answers alerts in the coming weeks, and the hours that nobody has."),
)
PLACES: tuple[Link, ...] = (
    Link("Areas", "administration_areas", "Where our homes stand, borough by borough."),
    Link("Agencies", "administration_agencies", "Who else helps, borough by borough, and how to reach them."),
)
PROCEDURE: tuple[Link, ...] = (
    Link("Words of letters", "letter_words", "What our letters say, in which languages, and who signed it."),
    Link("Versions of the policy and procedure", "versions", "What we promise within which time, and what is next."),
    Link("Working days", "administration_calendar", "The bank holidays that no clock counts."),
)
RUNNING: tuple[Link, ...] = (
    Link("How sending is doing", "health", "What waits to be sent or done, what is stuck, and whether a worker runs."),
    Link("Notices that are stuck", "stuck_notices", "What could not go out and is about no case."),
    Link("Imports", "administration_imports", "Homes, people, tenancies, staff and open cases from other systems."),
    Link("Cases opened in an emergency", "emergencies", "How many in thirty days, and whether that is too many."),
    Link("Keys for other systems", "keys", "Which systems read or do a part of our work, and for how long."),
)

GROUPS = (
    Group("People", PEOPLE),
    Group("Places and partners", PLACES),
    Group("What we work by", PROCEDURE),
    Group("How it runs", RUNNING),
)


def groups() -> tuple[Group, ...]:
    """Return the headings that have something under them."""
    return tuple(group for group in GROUPS if group.links)
