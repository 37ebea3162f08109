"""What may go wrong on the way, whichever way it is: this one later, this one never, or the whole way is down."""

from __future__ import annotations

from datetime import timedelta


class NotSent(Exception):
    """A notice did not go out. `why` is a kind and a number, and no word of anybody's; `wait`: as we were asked to."""

    def __init__(self, why: str, *, wait: timedelta | None = None) -> None:
        super().__init__(why)
        self.why, self.wait = why[:200], wait


class Later(NotSent):
    """It was not taken now; it is tried again."""


class NeverTaken(NotSent):
    """It will not be taken however often it is tried: people have to look."""


class Down(NotSent):
    """The way itself does not work, for nobody: nothing else is tried by it in this round."""
