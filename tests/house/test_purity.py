"""The policy is pure: what it answers depends on nothing but what it is asked (decision 1)."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.house.sources import Source, found, found_in, sources

ALLOWED = frozenset({
    "__future__", "abc", "bisect", "calendar", "collections", "dataclasses", "datetime", "decimal", "enum", "fractions",
    "functools", "hashlib", "itertools", "math", "operator", "re", "statistics", "string", "textwrap", "types",
    "typing", "unicodedata", "uuid", "zoneinfo", "holidays",
})  # fmt: skip
OURS = "upstander.policy"
ACTS = frozenset({"open", "print", "input", "exec", "eval", "__import__"})
IMPURE = ACTS | {"now", "today", "utcnow", "uuid1", "uuid4"}


def imports(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            whole = node.module == "upstander"
            yield from (f"{node.module}.{alias.name}" if whole else str(node.module) for alias in node.names)


def foreign_imports(source: Source) -> Iterator[str]:
    for name in imports(source.tree):
        ours = name == OURS or name.startswith(OURS + ".")
        if not ours and name.split(".")[0] not in ALLOWED:
            yield f"imports {name}"


def impure_names(source: Source) -> Iterator[str]:
    """A clock, a file, chance, or the terminal, called or handed on."""
    for node in ast.walk(source.tree):
        name = node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""
        used = name in ACTS or (name in IMPURE and isinstance(node, ast.Attribute))
        if used and isinstance(getattr(node, "ctx", None), ast.Load):
            yield f"line {node.lineno}: uses {name}"  # type: ignore[attr-defined]  # every name has a line


def test_the_policy_imports_nothing_that_acts() -> None:
    assert found(foreign_imports, sources("src/upstander/policy/")) == []


def test_the_policy_has_no_clock_and_no_files() -> None:
    assert found(impure_names, sources("src/upstander/policy/")) == []


def test_these_tests_can_fail() -> None:
    for line in ("import django", "from django.conf import settings", "import os", "from pathlib import Path",
                 "from upstander.records import staff", "from upstander import records", "import time"):  # fmt: skip
        assert found_in(foreign_imports, line), line
    for line in ("x = open('f')", "x = datetime.now(UTC)", "x = date.today()", "f = datetime.now", "x = uuid.uuid4()"):
        assert found_in(impure_names, line), line
    assert not found_in(foreign_imports, "from upstander.policy.ruling import allow\nfrom upstander import policy")
    assert not found_in(impure_names, "def due(today):\n    return today")
