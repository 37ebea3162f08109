"""Clauses and rules hold each other: nothing is promised that nothing keeps, and no rule keeps what nobody promised."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterator

from tests.house.sources import Source, found, found_in, sources
from upstander import policy
from upstander.policy.clauses import CLAUSES, Kept
from upstander.policy.duty import DUTY_TEXT
from upstander.policy.roles import DEEDS
from upstander.policy.ruling import ENFORCED

for module in pkgutil.iter_modules(policy.__path__):
    importlib.import_module(f"upstander.policy.{module.name}")

NUMBERS = frozenset(clause.number for clause in CLAUSES)
RULE = ("may_", "must_")
RULING_MAKERS = {"allow": 0, "refuse": 0, "Ruling": 0, "Duty": 2, "DeedFacts": 0, "DutyText": 1}
NOT_A_CLAUSE = frozenset({""})


def functions(source: Source) -> dict[str, ast.FunctionDef]:
    return {node.name: node for node in source.tree.body if isinstance(node, ast.FunctionDef)}


def unmarked(source: Source) -> Iterator[str]:
    """A rule that names no clause: nobody could find it from the policy."""
    for name, node in functions(source).items():
        marks = [mark for mark in node.decorator_list if isinstance(mark, ast.Call)]
        if name.startswith(RULE) and not any(getattr(mark.func, "id", "") == "enforces" for mark in marks):
            yield f"{name} names no clause"


def open_ended(source: Source) -> Iterator[str]:
    """A rule whose last word is not a refusal says yes to whatever nobody thought of."""
    known = functions(source)

    def refuses(body: list[ast.stmt], seen: frozenset[str]) -> bool:
        last = body[-1]
        if isinstance(last, ast.Match):
            pattern = last.cases[-1].pattern
            return isinstance(pattern, ast.MatchAs) and pattern.pattern is None and refuses(last.cases[-1].body, seen)
        called = getattr(last.value.func, "id", "") if _returns_call(last) else ""
        deeper = called in known and called not in seen and refuses(known[called].body, seen | {called})
        return called == "refuse" or deeper

    for name, node in known.items():
        if name.startswith("may_") and not refuses(node.body, frozenset({name})):
            yield f"{name} does not end in a refusal"


def _returns_call(step: ast.stmt) -> bool:
    return isinstance(step, ast.Return) and isinstance(step.value, ast.Call)


def unknown_clauses(source: Source) -> Iterator[str]:
    """A clause number in a ruling, a duty or a deed that the policy does not have."""
    for node in ast.walk(source.tree):
        place = RULING_MAKERS.get(getattr(node.func, "id", ""), -1) if isinstance(node, ast.Call) else -1
        if isinstance(node, ast.Call) and 0 <= place < len(node.args):
            named = node.args[place]
            if isinstance(named, ast.Constant) and named.value not in NUMBERS | NOT_A_CLAUSE:
                yield f"line {node.lineno}: there is no clause {named.value!r}"


def test_every_rule_names_its_clause() -> None:
    assert found(unmarked, sources("src/upstander/policy/")) == []


def test_every_rule_ends_in_a_refusal() -> None:
    assert found(open_ended, sources("src/upstander/policy/")) == []


def test_every_clause_that_is_named_exists() -> None:
    assert found(unknown_clauses, sources("src/")) == []
    assert set(ENFORCED) <= NUMBERS
    assert {facts.clause for facts in DEEDS.values()} | {text.clause for text in DUTY_TEXT.values()} <= NUMBERS


def test_every_clause_kept_by_rules_has_a_rule() -> None:
    assert [one.number for one in CLAUSES if one.state is Kept.BY_RULES and not ENFORCED.get(one.number)] == []


def test_every_rule_is_tested_by_name() -> None:
    tested = "\n".join(source.text for source in sources("tests/policy/"))
    rules = {name for source in sources("src/upstander/policy/") for name in functions(source) if name.startswith(RULE)}
    assert len(rules) > 50
    assert sorted(rule for rule in rules if not re.search(rf"\b{rule}\(", tested)) == []


def test_these_tests_can_fail() -> None:
    rule = (
        "def may_shout(loud):\n    if loud:\n        return refuse('9', 'No.', 'Ask.')\n    return allow('9', 'Yes.')"
    )
    assert found_in(unmarked, rule)
    assert found_in(open_ended, rule)
    assert found_in(open_ended, "def may_x(a):\n    return _too_long(a) or allow('9', 'Yes.')")
    assert found_in(
        open_ended, "def may_x(a):\n    match a:\n        case 1:\n            return refuse('9', 'a', 'b')"
    )
    assert not found_in(
        open_ended, "def may_x(a):\n    return _y(a)\ndef _y(a):\n    return refuse('9', 'No.', 'Ask.')"
    )
    assert found_in(unknown_clauses, "refuse('11', 'No.', 'Ask.')")
    assert found_in(unknown_clauses, "Duty(kind, due, '11', 'why')")
    assert not found_in(unknown_clauses, "refuse('3.2 c', 'No.', 'Ask.')")
