"""The API asked at random, as its own description says it may be asked, and as it says that it may not.

Schemathesis makes the cases from the description, in this process and without a network. Numbers and ids of what is
there are put in, so that what is asked gets as far as the record; every case starts from the same record.
"""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any

import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import FailureGroup
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.keyed import a_key
from tests.visitors import Visitors, undone
from upstander.records.case import CaseLink, Party
from upstander.records.duties import OwedDuty
from upstander.records.plans import PlanStep
from upstander.records.worked import Incident, Note

CHECKS = (not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance)
WHO = ("reid", "okafor", "silva")
_once = count(1)


def known(came: Visitors) -> dict[str, list[str]]:
    """Ids and numbers of what is there, by the name of the field that asks for one."""
    places = came.places()
    parties = [str(one.pk) for one in Party.objects.filter(case__number=came.number, ended=None)]
    ids = {
        "duty": OwedDuty.objects.filter(case__number=came.number),
        "step": PlanStep.objects.all(),
        "incident": Incident.objects.filter(case__number=came.number),
        "note": Note.objects.filter(case__number=came.number),
        "link": CaseLink.objects.all(),
    }
    found = {name: [str(row.pk) for row in rows[:20]] for name, rows in ids.items()}
    staff, cases = [places["STAFF"], places["OFFICER"]], [places["QC"], came.number]
    found |= {"party": parties, "told_by": parties, "staff": staff, "owner": staff}
    found |= {"other": cases, "to": cases, "case_number": cases}
    return found | {"team": [str(came.house.north.pk)], "home_uprn": ["990000000101"]}


@contextmanager
def without_closing() -> Iterator[None]:
    """Keep the connections of the test open, as Django's own test client does."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


class Fuzz:
    """One description, some keys, and what came of each case."""

    def __init__(self, came: Visitors, *, seed: int = 1) -> None:
        self.came, self.known, self.dice = came, known(came), random.Random(seed)
        self.keys = [a_key(came.house, name) for name in WHO]
        with without_closing():
            self.schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())
        self.answers: Counter[int] = Counter()
        self.wrong: list[str] = []

    def run(self, cases: int) -> None:
        """Ask about so many times, every operation as often as the others, right and wrong."""
        operations = list(self._operations())
        with without_closing():
            for operation in operations:
                for mode in GenerationMode:
                    self._ask(operation, mode, max(2, -(-cases // (2 * len(operations)))))

    @property
    def asked(self) -> int:
        """How many cases there were."""
        return sum(self.answers.values())

    def _operations(self) -> Iterator[Any]:
        for result in self.schema.get_all_operations():
            yield result.ok()

    def _ask(self, operation: Any, mode: GenerationMode, times: int) -> None:
        quick = settings(
            max_examples=times,
            deadline=None,
            database=None,
            derandomize=True,
            phases=(Phase.generate,),
            suppress_health_check=list(HealthCheck),
        )

        @quick
        @given(case=operation.as_strategy(generation_mode=mode))
        def one(case: Any) -> None:
            self._put_in(case)
            with undone():
                response = case.call()
            self.answers[response.status_code] += 1
            try:
                case.validate_response(response, checks=CHECKS)
            except FailureGroup as group:
                self.wrong += [f"{operation.label}: {wrong} {case.body!r:.400}" for wrong in group.exceptions]

        one()

    def _put_in(self, case: Any) -> None:
        case.headers = dict(case.headers or {})
        case.headers["Authorization"] = f"Bearer {self.dice.choice(self.keys)}"
        if "Idempotency-Key" in case.headers and self.dice.random() < 0.9:
            case.headers["Idempotency-Key"] = f"fuzz-{next(_once):016}"
        if case.path_parameters and self.dice.random() < 0.9:
            report = "/reports/" in case.path
            case.path_parameters["number"] = self.came.report if report else self.came.number
        if isinstance(case.body, dict):
            for name, there in self.known.items():
                if name in case.body and there and self.dice.random() < 0.8:
                    case.body[name] = self.dice.choice(there)


def told(fuzz: Fuzz) -> str:
    """Return what came of it, in one line."""
    return json.dumps({"cases": fuzz.asked, **{str(code): n for code, n in sorted(fuzz.answers.items())}})
