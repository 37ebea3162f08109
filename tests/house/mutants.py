"""Functions with one check taken away at a time, put in place of the real ones inside this process and taken back."""

from __future__ import annotations

import ast
import copy
import inspect
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FunctionType
from typing import Any

CONDITIONS = {"filter", "exclude", "Q"}
Change = Callable[[ast.AST], ast.AST | None]


def changes(node: ast.AST) -> Iterator[tuple[str, Change]]:
    """Yield every way of taking one check away at this node."""
    if isinstance(node, ast.BoolOp):
        yield from ((f"without operand {n}", _without_value(n)) for n in range(len(node.values)))
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitAnd | ast.BitOr):
        yield "left alone", lambda held: held.left
        yield "right alone", lambda held: held.right
    if isinstance(node, ast.If):
        leaves = any(isinstance(step, ast.Return | ast.Raise) for step in node.body)
        yield "never" if leaves else "always", _with_test(not leaves)
    if isinstance(node, ast.IfExp):
        yield "one way", _with_test(True)
        yield "the other way", _with_test(False)
    if isinstance(node, ast.Call) and _name(node) in CONDITIONS:
        yield from ((f"without {node.keywords[n].arg}", _without(n, "keywords")) for n in range(len(node.keywords)))
        yield from ((f"without argument {n}", _without(n, "args")) for n in range(len(node.args)))
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call) and _name(node.value) == "require":
        yield "not required", lambda held: ast.Pass()


def mutants(function: Callable[..., Any]) -> Iterator[tuple[str, FunctionType]]:
    """Yield this function without one of its checks, each time another, and what was taken."""
    real = inspect.unwrap(function)
    assert isinstance(real, FunctionType)
    source = ast.parse(Path(inspect.getfile(real)).read_text(encoding="utf-8"))
    (body,) = [one for one in source.body if isinstance(one, ast.FunctionDef) and one.name == real.__name__]
    body.decorator_list, body.returns = [], None
    for argument in (*body.args.args, *body.args.kwonlyargs, *filter(None, (body.args.kwarg, body.args.vararg))):
        argument.annotation = None
    for node in (held for held in ast.walk(body) if isinstance(held, ast.AnnAssign)):
        node.annotation = ast.Name("object", ast.Load())
    tree = ast.Module([body], [])
    for place, node in enumerate(ast.walk(tree)):
        for number, (what, _) in enumerate(changes(node)):
            taken = copy.deepcopy(tree)
            held = list(ast.walk(taken))[place]
            _, change = list(changes(held))[number]
            _put(taken, held, change(held))
            at = f"{real.__module__}.{real.__name__}, line {getattr(node, 'lineno', 0)}"
            line = f"{at}: {ast.unparse(node)[:60]!r} {what}"
            yield line, _compiled(taken, real)


@contextmanager
def instead(function: Callable[..., Any], mutant: FunctionType) -> Iterator[None]:
    """Let the mutant's code run wherever the real function is called."""
    real = inspect.unwrap(function)
    kept = real.__code__
    real.__code__ = mutant.__code__
    try:
        yield
    finally:
        real.__code__ = kept


def _compiled(tree: ast.Module, real: FunctionType) -> FunctionType:
    namespace = dict(real.__globals__)
    exec(compile(ast.fix_missing_locations(tree), "<mutant>", "exec"), namespace)
    made = namespace[real.__name__]
    assert isinstance(made, FunctionType)
    return made


def _put(tree: ast.Module, held: ast.AST, new: ast.AST | None) -> None:
    if new is None or new is held:
        return
    for parent in ast.walk(tree):
        for field, value in ast.iter_fields(parent):
            if value is held:
                setattr(parent, field, new)
            elif isinstance(value, list) and any(one is held for one in value):
                value[next(n for n, one in enumerate(value) if one is held)] = new


def _without_value(number: int) -> Change:
    def change(held: Any) -> ast.AST:
        left = [value for n, value in enumerate(held.values) if n != number]
        return left[0] if len(left) == 1 else ast.BoolOp(held.op, left)

    return change


def _without(number: int, field: str) -> Change:
    def change(held: Any) -> ast.AST:
        del getattr(held, field)[number]
        return held  # type: ignore[no-any-return]  # any expression

    return change


def _with_test(value: bool) -> Change:
    def change(held: Any) -> ast.AST:
        held.test = ast.Constant(value)
        return held  # type: ignore[no-any-return]  # any expression

    return change


def _name(call: ast.Call) -> str:
    return getattr(call.func, "attr", getattr(call.func, "id", ""))
