"""Nothing grows past what one person holds in their head: modules, functions, templates, tests."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.house.sources import HOUSE, Source, found, found_in, sources

MODULE, FUNCTION, TEMPLATE, TEST = 250, 30, 80, 300


def too_long(source: Source) -> Iterator[str]:
    ceiling = TEST if source.path.startswith("tests/") else TEMPLATE if source.path.endswith(".html") else MODULE
    if source.lines > ceiling:
        yield f"{source.lines} lines, {ceiling} at most"


def long_functions(source: Source) -> Iterator[str]:
    for node in ast.walk(source.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > FUNCTION:
                yield f"{node.name} has {lines} lines, {FUNCTION} at most"


def test_no_module_is_too_long() -> None:
    assert found(too_long, sources("src/", "tools/", "bench/")) == []


def test_no_function_is_too_long() -> None:
    assert found(long_functions, sources("src/", "tools/", "bench/")) == []


def test_no_template_is_too_long() -> None:
    pages = sources("src/", ending=".html")
    assert [wrong for page in pages for wrong in too_long(page)] == []


def test_no_test_file_is_too_long() -> None:
    assert found(too_long, sources("tests/")) == []


def test_every_folder_is_a_package_so_that_the_storeys_see_it() -> None:
    holders = {path.parent for path in HOUSE.rglob("*.py")}
    assert [folder.name for folder in holders if not (folder / "__init__.py").exists()] == []


def test_these_tests_can_fail() -> None:
    long = "\n".join(["x = 1"] * 251)
    assert found_in(too_long, long) == ["251 lines, 250 at most"]
    assert found_in(too_long, "<p>\n" * 81, "src/upstander/web/x.html") == ["81 lines, 80 at most"]
    assert found_in(too_long, "x\n" * 301, "tests/x.py") == ["301 lines, 300 at most"]
    assert found_in(long_functions, "def f():\n" + "    x = 1\n" * 30) == ["f has 31 lines, 30 at most"]
    assert found_in(long_functions, "def f():\n" + "    x = 1\n" * 29) == []
