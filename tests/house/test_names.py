"""A file is named by its matter, and says in its first line what the room is for."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import PurePath

from tests.house.sources import Source, found, found_in, sources

FORBIDDEN = frozenset({
    "utils", "util", "helpers", "helper", "common", "core", "misc", "base", "manager", "managers", "service",
    "services", "constants",
})  # fmt: skip


def forbidden_names(source: Source) -> Iterator[str]:
    """A name that says nothing of what is inside. Migrations are Django's and are not looked at."""
    path = PurePath(source.path)
    for part in (*path.parts[:-1], path.stem):
        if part in FORBIDDEN:
            yield f"{part!r} does not say what it is for"


def without_a_word(source: Source) -> Iterator[str]:
    told = ast.get_docstring(source.tree) or ""
    if len(told.split()) < 4 and source.text.strip():
        yield "does not say in its first lines what it is for"


def test_no_file_has_a_name_that_says_nothing() -> None:
    pages = sources("src/", ending=".html")
    assert found(forbidden_names, [*sources("src/", "tests/", "tools/", "bench/"), *pages]) == []


def test_every_module_says_what_it_is_for() -> None:
    assert found(without_a_word, sources("src/", "tests/", "tools/", "bench/")) == []


def test_these_tests_can_fail() -> None:
    assert found_in(forbidden_names, "", "src/upstander/web/utils.py")
    assert found_in(forbidden_names, "", "src/upstander/core/case.py")
    assert not found_in(forbidden_names, "", "src/upstander/web/based.py")
    assert found_in(without_a_word, "x = 1")
    assert found_in(without_a_word, '"""Things."""')
