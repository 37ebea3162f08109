"""The API as it is served: its routes, its description, and what is answered when something is wrong."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache, partial
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLResolver
from django.urls.exceptions import Resolver404
from django.urls.resolvers import RegexPattern
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from upstander.api import problems, reads
from upstander.api.doing import done_model, view_of
from upstander.api.problems import Incomplete, Problem, WrongField
from upstander.api.table import TABLE, About, Row
from upstander.api.who import Key, NotJson, Slowed, TooLong, holder_of
from upstander.casework import caseload
from upstander.casework.casefile.page import CasePage
from upstander.casework.caseload.cases import CaseList
from upstander.casework.caseload.shape import Found, MyWork
from upstander.casework.opened import NotFound
from upstander.casework.placeplans.shapes import PlaceList, PlacePage
from upstander.casework.reporting import SaidOtherwise
from upstander.casework.reports import WaitingPage
from upstander.casework.sent import SentBefore, SentOtherwise
from upstander.policy.apikeys import Read, may_read
from upstander.policy.deeds import Deed
from upstander.policy.roles import may_do
from upstander.policy.ruling import Refused, Ruling
from upstander.policy.titles import DEEDS

ROOT = "/api/v1/"
ALWAYS: dict[int, Any] = dict.fromkeys((401, 403, 404, 429), Problem)
OF_DEEDS: dict[int, Any] = {**ALWAYS, 409: Problem, 413: Problem, 415: Problem, 422: Incomplete}
ABOUT = """\
Reads and deeds of Upstander, for other systems. Each acts by a key, as one account of the landlord's staff, and does no
more than the key was given for. What is out of the account's sight is not found. Every deed and every reading of a
file is entered in the record, with the key. Whatever goes wrong has one shape: the clause, why, and the way out.
"""
READS: tuple[tuple[str, str, str, Callable[..., Any], Any], ...] = (
    ("get", "reports", "The reports that wait", reads.reports, WaitingPage),
    ("get", "reports/{number}", "One report", reads.report, reads.REPORT),
    ("get", "cases", "The cases in sight", reads.cases, CaseList),
    ("get", "cases/{number}", "One case file", reads.case, CasePage),
    ("get", "cases/{number}/record", "The record of a case", reads.record, CasePage),
    ("get", "duties", "What to do next", reads.duties, MyWork),
    ("get", "places", "Plans for places", reads.places, PlaceList),
    ("get", "places/{plan}", "One plan for a place", reads.place, PlacePage),
    ("post", "find", "Find a case", reads.find, Found),
)


def answered(request: HttpRequest, rest: str) -> HttpResponse:
    """Answer a request of another system, always in the one shape."""
    try:
        view, args, kwargs = _routes().resolve(rest)
    except Resolver404:
        return problems.told(404, problems.NOT_FOUND)
    response: HttpResponse = view(request, *args, **kwargs)
    if response.status_code == 405:
        return problems.told(405, problems.WRONG_METHOD, Allow=response["Allow"])
    return response


@cache
def api() -> NinjaAPI:
    """Return the API with all its routes."""
    made = NinjaAPI(title="Upstander", version="1", description=ABOUT, openapi_url=None, docs_url=None, auth=Key())
    for method, path, title, view, response in READS:
        given = {200: response, **ALWAYS, 422: Incomplete}
        said: dict[str, Any] = {"response": given, "summary": title, "operation_id": view.__name__, "tags": ["Read"]}
        made.api_operation([method.upper()], path, **said)(view)
    for row in TABLE:
        for path, subject in paths_of(row):
            _add(made, row, path, subject)
    _explain(made)
    return made


def paths_of(row: Row) -> list[tuple[str, About]]:
    """Return where a deed is asked for, and what it is done to there."""
    if row.deed is Deed.RECEIVE_REPORT:
        return [("reports", About.NOTHING)]
    word = row.deed.value.replace("_", "-")
    rooms = {About.CASE: "cases/{number}/", About.REPORT: "reports/{number}/", About.NOTHING: ""}
    subjects = (About.CASE, About.REPORT) if row.about is About.EITHER else (row.about,)
    return [(f"{rooms[subject]}{word}", subject) for subject in subjects]


@cache
def description() -> bytes:
    """Return the OpenAPI description; it says nothing of what is kept here."""
    return json.dumps(api().get_openapi_schema(path_prefix=ROOT)).encode()


def _add(made: NinjaAPI, row: Row, path: str, subject: About) -> None:
    facts = DEEDS[row.deed]
    made.post(
        path,
        response={200: _done(row.deed, row), **OF_DEEDS},
        summary=facts.title,
        operation_id=f"{row.deed.value}_{subject.value}" if row.about is About.EITHER else row.deed.value,
        tags=[f"Clause {facts.clause}"],
    )(view_of(row, subject))


@cache
def _done(deed: Deed, row: Row) -> Any:
    return done_model(row)


@cache
def _routes() -> URLResolver:
    from django.urls import path

    routes = [path("openapi.json", _described, name="openapi")]
    for bound in api()._get_bound_routers():
        routes += bound.urls_paths("")
    return URLResolver(RegexPattern(r"^"), routes)


def _described(request: HttpRequest) -> HttpResponse:
    if request.method != "GET":
        return problems.told(405, problems.WRONG_METHOD, Allow="GET")
    return HttpResponse(description(), content_type="application/json")


def _explain(made: NinjaAPI) -> None:
    """Say what each thing that casework raises becomes."""
    answers: dict[type[Exception], Callable[[HttpRequest, Any], HttpResponse]] = {
        NotFound: lambda request, _: problems.told(404, problems.NOT_FOUND),
        Http404: lambda request, _: problems.told(404, problems.NOT_FOUND),
        Refused: lambda request, no: problems.refused(no.ruling),
        SentBefore: lambda request, _: problems.told(409, problems.SENT_BEFORE),
        SentOtherwise: lambda request, _: _used_before(),
        SaidOtherwise: lambda request, _: _used_before(),
        AuthenticationError: lambda request, _: _no_key(),
        Slowed: lambda request, slowed: problems.slowed(slowed.seconds),
        TooLong: lambda request, _: problems.told(413, problems.TOO_MUCH),
        NotJson: lambda request, _: problems.told(415, problems.NOT_JSON),
        RequestDataTooBig: lambda request, _: problems.told(413, problems.TOO_MUCH),
        HttpError: lambda request, _: problems.incomplete([WrongField("body", "is not JSON")]),
        ValidationError: _invalid,
        Exception: problems.our_fault,
    }
    for kind, handler in answers.items():
        made.add_exception_handler(kind, partial(handler))


def _used_before() -> HttpResponse:
    return problems.incomplete([WrongField("Idempotency-Key", problems.USED_BEFORE)])


def _no_key() -> HttpResponse:
    return problems.told(401, problems.NO_KEY, **{"WWW-Authenticate": "Bearer"})


def _invalid(request: HttpRequest, wrong: ValidationError) -> HttpResponse:
    """Say which fields are wrong, to whoever may do this to what they see; nobody else learns even that."""
    errors = wrong.errors
    if any(error["loc"][0] == "path" for error in errors):
        return problems.told(404, problems.NOT_FOUND)
    room, number, deed = [*request.path.removeprefix(ROOT).split("/"), "", ""][:3]
    if number and deed and not caseload.is_in_sight(holder_of(request).actor, number):
        return problems.told(404, problems.NOT_FOUND)
    ruling = _may_ask(request, deed or room)
    if ruling is not None and not ruling.allowed:
        return problems.refused(ruling)
    return problems.incomplete(problems.fields_of(errors))


def _may_ask(request: HttpRequest, word: str) -> Ruling | None:
    """Whether this key, and its account's roles, include what this address does at all."""
    held = holder_of(request)
    asked = Deed.RECEIVE_REPORT if (request.method, word) == ("POST", "reports") else word.replace("-", "_")
    if asked in set(Read):
        return may_read(held.reads, asked)
    return may_do(held.actor.roles, asked, only=held.actor.only) if asked in set(Deed) else None
