"""A deed is one member, one function, some roles and at least one door; and nothing is a deed that is not listed."""

from __future__ import annotations

import ast
from collections import defaultdict

import pytest

from tests.house.sources import HOUSE
from upstander.policy.roles import DEEDS, MAY, STAFF_ROLES, Deed, Role

CASEWORK = HOUSE / "casework"
OPENERS = {"_opened_approval", "_opened_notice", "_knocked", "begun", "opened", "opened_either", "opened_for"}
OPENERS |= {"opened_report", "opened_shared"}
NO_PAGE = {
    Deed.IMPORT_BATCH: "cli",  # by page it is the worker that takes a file in, after START_IMPORT
    Deed.APPOINT_STAFF: "cli",  # the operator of a new installation, until administrators give roles by page
    Deed.FIRST_ADMINISTRATORS: "cli",  # nobody could open a page yet
    Deed.LAPSE_APPROVAL: "cli",  # the worker's own deed
    Deed.TAKE_ROLES_FROM_CLAIMS: "web",  # done when somebody comes in by the landlord's own sign-in
    Deed.READY_FILE: "cli",  # the worker's own deed
    Deed.RECHECK_AGENCIES: "cli",  # the worker's own deed
    Deed.ASK_CONSENT_AGAIN: "cli",  # the worker's own deed
    Deed.LAPSE_CONSENTS: "cli",  # the worker's own deed
    Deed.RAISE_ALERT: "cli",  # the worker's own deed
}


def deed_functions() -> dict[str, list[str]]:
    """Every public function of casework that opens a case, a report or a deed without one, by the deed it names."""
    found = defaultdict(list)
    for path in sorted(CASEWORK.rglob("*.py")):
        if path.name == "opened.py":
            continue
        for node in ast.parse(path.read_text()).body:
            if isinstance(node, ast.FunctionDef):
                for named in _deeds_opened(node):
                    found[named].append(f"{path.stem}.{node.name}")
    return found


def _deeds_opened(function: ast.FunctionDef) -> set[str]:
    calls = [node for node in ast.walk(function) if isinstance(node, ast.Call)]
    opening = [call for call in calls if isinstance(call.func, ast.Name) and call.func.id in OPENERS]
    return {
        argument.attr
        for call in opening
        for argument in [*call.args, *(keyword.value for keyword in call.keywords)]
        if isinstance(argument, ast.Attribute) and isinstance(argument.value, ast.Name) and argument.value.id == "Deed"
    }


@pytest.mark.parametrize("deed", Deed)
def test_a_deed_is_one_function_of_its_own_name(deed):
    named = [where.split(".")[1] for where in deed_functions()[deed.name]]
    public = [name for name in named if not name.startswith("_")]
    private = [name for name in named if name.startswith("_")]
    assert public == [deed.value] or (not public and private), (deed, named)
    assert any(_defines(path, deed.value) for path in CASEWORK.rglob("*.py")), f"no function is called {deed.value}"


def _defines(path, name: str) -> bool:
    return any(isinstance(node, ast.FunctionDef) and node.name == name for node in ast.parse(path.read_text()).body)


def test_nothing_is_opened_for_a_deed_that_is_not_listed():
    assert set(deed_functions()) <= set(Deed.__members__)


@pytest.mark.parametrize("deed", Deed)
def test_a_deed_has_its_words_and_somebody_who_may_do_it(deed):
    assert DEEDS[deed].title
    assert any(deed in may for may in MAY.values())


def test_nobody_may_do_everything():
    assert all(len(may) < len(Deed) for may in MAY.values())
    assert set(MAY) == set(Role)
    assert MAY[Role.PERFORMANCE_ANALYST] == frozenset({Deed.CHANGE_SIGN_IN})


@pytest.mark.parametrize("deed", Deed)
def test_a_deed_has_a_door(deed):
    room = NO_PAGE.get(deed, "web")
    pages = (HOUSE / room).rglob("*.py")
    if deed in NO_PAGE:
        pages = [*pages, *(HOUSE / "intake").rglob("*.py"), *(HOUSE / "site").rglob("*.py")]
    assert any(deed.value in path.read_text() or f"Deed.{deed.name}" in path.read_text() for path in pages), deed


@pytest.mark.parametrize("deed", sorted(set(Deed) - set(NO_PAGE)))
def test_a_deed_with_a_page_is_one_that_a_person_may_do(deed):
    people = STAFF_ROLES | {Role.PUBLIC, Role.RESIDENT, Role.PARTNER}
    assert any(deed in MAY[role] for role in people)
