"""The one shape of whatever goes wrong: the clause, why, and how to put it right (clause 9).

Out of sight and not there at all are the same answer, to the last byte (clause 7 a).
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse

from upstander.policy.ruling import Ruling

LOG = logging.getLogger("upstander.api")
AT_MOST = 262_144
"""How many bytes one request may have."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Why something was not done: the clause, the reason, and the way out."""

    clause: str
    why: str
    how: str


@dataclass(frozen=True, slots=True)
class WrongField:
    """One field that cannot be taken as it stands, by its path, and what is wrong with it."""

    field: str
    says: str


@dataclass(frozen=True, slots=True)
class Incomplete:
    """Why something was not done, with every field that is wrong."""

    clause: str
    why: str
    how: str
    fields: tuple[WrongField, ...]


NO_KEY = Problem(
    "7 a",
    "There is no such key, or it works no more.",
    "Send “Authorization: Bearer” with a key from an administrator.",
)
NOT_FOUND = Problem("7 a", "There is no such thing that your key may see.", "Check the number, the id and the address.")
WRONG_METHOD = Problem("9", "This address does not take this method.", "See /api/v1/openapi.json for what it takes.")
SENT_BEFORE = Problem("9", "This was sent before, and was done then, once.", "Read the case or the report to see it.")
TOO_MUCH = Problem("9", f"This is more than {AT_MOST:,} bytes.", "Send less at once.")
NOT_JSON = Problem("9", "This is not sent as JSON.", "Send it with “Content-Type: application/json”.")
OUR_FAULT = Problem("9", "Something went wrong on our side. Nothing was kept.", "Send it again, with the same key.")
WHY, HOW = "Something in it cannot be taken as it stands.", "Put right what is told of each field, and send it again."
USED_BEFORE = "This was used before, for something else."


def told(status: int, problem: Problem | Incomplete, **headers: str) -> HttpResponse:
    """Answer with a problem."""
    return JsonResponse(asdict(problem), status=status, headers=headers or None)


def refused(ruling: Ruling) -> HttpResponse:
    """Answer with what the policy does not allow."""
    return told(403, Problem(ruling.clause, ruling.why, ruling.how))


def incomplete(fields: Iterable[WrongField]) -> HttpResponse:
    """Answer with the fields that are wrong."""
    return told(422, Incomplete("9", WHY, HOW, tuple(fields)))


def slowed(seconds: int) -> HttpResponse:
    """Answer somebody who asks too often."""
    why = "This key asked too often within a minute."
    return told(429, Problem("9", why, f"Ask again in {seconds} seconds."), **{"Retry-After": str(seconds)})


def our_fault(request: HttpRequest, fault: Exception) -> HttpResponse:
    """Answer with nothing of what went wrong here, and log it for whoever mends it; never the words that were sent."""
    LOG.error("The API failed", exc_info=fault)
    return told(500, OUR_FAULT)


def fields_of(errors: Iterable[dict[str, Any]]) -> list[WrongField]:
    """Return what pydantic found, without repeating what was sent."""
    return [WrongField(_path(error["loc"]), str(error["msg"])) for error in errors]


def _path(loc: Iterable[str | int]) -> str:
    where, *rest = (str(part) for part in loc)
    return ".".join(part[:60] for part in rest if part != "body") or where
