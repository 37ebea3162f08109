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


PEOPLE: tuple[Link, ...] = ()
PLACES: tuple[Link, ...] = ()
PROCEDURE: tuple[Link, ...] = ()
RUNNING: tuple[Link, ...] = ()

GROUPS = (
    Group("People", PEOPLE),
    Group("Places and partners", PLACES),
    Group("What we work by", PROCEDURE),
    Group("How it runs", RUNNING),
)


def groups() -> tuple[Group, ...]:
    """Return the headings that have something under them."""
    return tuple(group for group in GROUPS if group.links)
