"""How a deed is asked for through the API: the same function as the page's, done once for each idempotency key."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from inspect import Parameter, Signature
from typing import Annotated, Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Header
from ninja.errors import HttpError
from pydantic import BaseModel, create_model

from upstander.api.limits import codes_of
from upstander.api.reads import CaseNumber, ReportNumber
from upstander.api.shapes import body_of, plain, receipt_of, told_model
from upstander.api.table import About, Row
from upstander.api.who import holder_of, sender
from upstander.casework.told import Told
from upstander.policy.deeds import Deed
from upstander.policy.telling import Channel
from upstander.policy.titles import DEEDS

Once = Annotated[
    str,
    Header(
        alias="Idempotency-Key",
        pattern=r"^[A-Za-z0-9_-]{16,64}$",
        description="One for each thing that is to be done: sent again, it is done once.",
    ),
]
RAISES = re.compile(r"\s*Raises [^.]*\.")


def name_of(deed: Deed) -> str:
    """Return what the models of a deed are called."""
    return "".join(word.capitalize() for word in deed.value.split("_"))


def done_model(row: Row) -> type[BaseModel]:
    """Return the model of the answer: the deed, and its receipt."""
    made: dict[str, Any] = {"deed": (Literal[row.deed.value], ...), "receipt": (receipt_of(row.do), ...)}
    says = f"That it was done: {DEEDS[row.deed].title.lower()}."
    return create_model(f"{name_of(row.deed)}Done", __doc__=says, **made)


def view_of(row: Row, subject: About) -> Callable[..., Any]:
    """Return the view of one deed, with the signature from which the API is described."""
    body = _body(row)

    def view(request: HttpRequest, idempotency_key: str, **sent: Any) -> dict[str, Any] | HttpResponse:
        given = plain(sent["body"]) if body else {}
        number = sent.get("number", "")
        if row.deed is Deed.RECEIVE_REPORT:
            receipt = _reported(request, row, idempotency_key, given)
        else:
            said = _said(request, number)
            actor = sender(request, once=idempotency_key, said=said)
            about = (given.pop("number"),) if row.deed is Deed.TAKE_MESSAGE else (number,) if number else ()
            receipt = row.do(actor, *about, **given)
        return {"deed": row.deed.value, "receipt": receipt}

    view.__signature__ = _signature(subject, body)  # type: ignore[attr-defined]  # what ninja reads
    view.__doc__ = f"{_plain_words(row.do)}\n\nClause {DEEDS[row.deed].clause}."
    view.__name__ = row.deed.value
    return view


def _body(row: Row) -> type[BaseModel] | None:
    if row.deed is Deed.RECEIVE_REPORT:
        return told_model(Told, name_of(row.deed), but=("idempotency_key", "handed_in_by"))
    but = () if row.about is About.NOTHING else ("number",)
    return body_of(row.do, name_of(row.deed), codes_of(row.deed), but=but)


def _signature(subject: About, body: type[BaseModel] | None) -> Signature:
    made = [("request", HttpRequest), ("idempotency_key", Once)]
    if subject is not About.NOTHING:
        made.append(("number", CaseNumber if subject is About.CASE else ReportNumber))
    if body is not None:
        made.append(("body", body))
    return Signature([Parameter(name, Parameter.KEYWORD_ONLY, annotation=hint) for name, hint in made])


def _reported(request: HttpRequest, row: Row, once: str, given: dict[str, Any]) -> Any:
    """Hand in a report: it brings its own mark, so that sent again it gives the same answer."""
    held = holder_of(request)
    mark = hashlib.sha256(f"api|{held.key}|{once}".encode()).hexdigest()
    return row.do(held.actor, Told(**{"channel": Channel.PARTNER, **given}, idempotency_key=mark))


def _said(request: HttpRequest, number: str) -> str:
    """Return everything that was sent, however its fields were ordered and spaced."""
    try:
        sent = json.loads(request.body or b"{}")
    except (ValueError, RecursionError) as bad:
        raise HttpError(400, "This is not JSON.") from bad
    return f"{number}|{json.dumps(sent, sort_keys=True)}"


def _plain_words(do: Callable[..., Any]) -> str:
    lines = RAISES.sub("", do.__doc__ or "").strip().splitlines()
    return "\n".join(line.strip() for line in lines).strip()
