"""What nobody does here, because each would be a door without a journal, or a fault that nobody hears of."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from tests.house.sources import Source, found, found_in, sources

FRAME = "src/upstander/casework/opened.py"  # what every deed stands in
ASKER = "src/upstander/web/who.py"
SIDE_DOORS = {
    "django.contrib.admin": "Django's admin writes past the journal",
    "django.db.models.signals": "a signal acts where nobody looks",
    "django.dispatch": "a signal acts where nobody looks",
}
FORMS = frozenset({"ModelForm", "modelform_factory", "ModelFormMixin", "CreateView", "UpdateView", "DeleteView"})
WRITES = frozenset({"save", "delete", "save_base"})
USER = re.compile(r"\brequest\.user\b|get_user\(|\bauser\b")
SWITCHED_OFF = re.compile(r"#\s*(noqa|type:\s*ignore)\b.*")
WITH_REASON = re.compile(r"# (noqa: [A-Z0-9, ]+ - |type: ignore\[[a-z, -]+\]  # )\S")
USER_IN_PAGE = re.compile(r"{[{%][^}]*\b(request\.user|user\.|perms\b)")


def side_doors(source: Source) -> Iterator[str]:
    for node in ast.walk(source.tree):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import | ast.ImportFrom) else []
        module = str(node.module) if isinstance(node, ast.ImportFrom) else ""
        for name in names:
            whole = f"{module}.{name}" if module else name
            yield from (f"{whole}: {why}" for bad, why in SIDE_DOORS.items() if f"{whole}.".startswith(f"{bad}."))
            if name in FORMS:
                yield f"{name} writes rows without a deed"


def overridden_writes(source: Source) -> Iterator[str]:
    """A `save` of a model's own would be a rule that bulk writes pass by."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.ClassDef):
            methods = [item.name for item in node.body if isinstance(item, ast.FunctionDef)]
            yield from (f"{node.name}.{name} is overridden" for name in methods if name in WRITES)


def silent_handlers(source: Source) -> Iterator[str]:
    """An error that is caught and said nothing of."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.ExceptHandler):
            if node.type is None:
                yield f"line {node.lineno}: a bare except"
            if all(isinstance(step, ast.Pass) for step in node.body):
                yield f"line {node.lineno}: an error is passed over in silence"


def asks_for_the_user(source: Source) -> Iterator[str]:
    if source.path == ASKER:
        return
    pattern = USER_IN_PAGE if source.path.endswith(".html") else USER
    for match in pattern.finditer(source.text):
        yield f"asks {match.group()!r}; who.py alone makes an Actor of a request"


def unexplained(source: Source) -> Iterator[str]:
    """A check that is switched off for a line, without a word on why that line is right."""
    for match in SWITCHED_OFF.finditer(source.text):
        if not WITH_REASON.match(match.group()):
            yield match.group()


def loose_arguments(source: Source) -> Iterator[str]:
    """A deed is called with the actor and what it is about; everything else is named."""
    if source.path == FRAME:
        return
    for node in source.tree.body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            names = [argument.arg for argument in node.args.args]
            if names[:1] == ["who"] and names[1:] not in ([], ["number"], ["told"]):
                yield f"{node.name}({', '.join(names)}): only who, and number or told, stand without a name"


def test_nothing_writes_past_the_deeds() -> None:
    assert found(side_doors, sources("src/")) == []
    assert found(overridden_writes, sources("src/upstander/records/")) == []


def test_nothing_fails_in_silence() -> None:
    assert found(silent_handlers, sources("src/", "tools/", "bench/")) == []


def test_one_module_alone_asks_who_is_signed_in() -> None:
    assert found(asks_for_the_user, [*sources("src/"), *sources("src/", ending=".html")]) == []


def test_a_check_is_not_switched_off_without_a_reason() -> None:
    assert found(unexplained, sources("src/", "tools/", "bench/", "tests/")) == []


def test_a_deed_names_its_arguments() -> None:
    assert found(loose_arguments, sources("src/upstander/casework/")) == []


def test_these_tests_can_fail() -> None:
    for line in ("from django.contrib import admin", "from django.db.models.signals import post_save",
                 "from django.dispatch import receiver", "from django.forms import ModelForm"):  # fmt: skip
        assert found_in(side_doors, line), line
    assert found_in(overridden_writes, "class Case:\n    def save(self):\n        pass")
    assert found_in(silent_handlers, "try:\n    x()\nexcept ValueError:\n    pass")
    assert found_in(silent_handlers, "try:\n    x()\nexcept:\n    y()")
    off = "x = y()  " + "#" + " type: ignore[misc]"
    assert found_in(unexplained, off)
    assert found_in(unexplained, "x = y()  " + "#" + " noqa")
    assert not found_in(unexplained, off + "  # it says no types")
    assert found_in(asks_for_the_user, "x = self.request.user")
    assert found_in(asks_for_the_user, "<p>{{ request.user.name }}</p>", "src/upstander/web/x.html")
    assert found_in(asks_for_the_user, "{% if user.is_staff %}", "src/upstander/web/x.html")
    assert not found_in(asks_for_the_user, "x = request.user", ASKER)
    assert found_in(loose_arguments, "def close_case(who, number, reason): ...")
    assert not found_in(loose_arguments, "def close_case(who, number, *, reason): ...")
