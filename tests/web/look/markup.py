"""Reads markup into a tree that two renderings can be compared by: tags, classes, attributes, words.

Ids may differ, so each reference to an id becomes the place of what it refers to; a dead reference stays in sight.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

VOID = {"input", "br", "path", "img", "meta", "link", "hr"}
REFERS = {"for", "aria-describedby", "aria-labelledby"}
# Scripts we do not use, and what our pages decide for themselves: no completion, month names beside numbers.
NOT_COMPARED = {"data-module", "id", "autocomplete", "inputmode", "spellcheck", "dir", "disabled"}


@dataclass
class Node:
    """One element."""

    tag: str
    attrs: dict[str, str] = field(default_factory=dict)
    inside: list[Any] = field(default_factory=list)


class Reader(HTMLParser):
    """Builds the tree, and notes where each id stands."""

    def __init__(self) -> None:
        super().__init__()
        self.root = Node("root")
        self.open = [self.root]
        self.places: dict[str, int] = {}
        self.count = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.count += 1
        node = Node(tag, {name: value or "" for name, value in attrs})
        if node.attrs.get("id"):
            self.places[node.attrs["id"]] = self.count
        self.open[-1].inside.append(node)
        if tag not in VOID:
            self.open.append(node)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        assert self.open[-1].tag == tag, f"<{self.open[-1].tag}> is closed by </{tag}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        words = " ".join(data.split())
        if words:
            self.open[-1].inside.append(words)


def tree(markup: str, *, but: frozenset[str] = frozenset()) -> Any:
    """Return what can be compared of this markup, leaving out these attributes as well."""
    reader = Reader()
    reader.feed(markup)
    reader.close()
    assert reader.open == [reader.root], f"<{reader.open[-1].tag}> is never closed"
    return _plain(reader.root, reader.places, NOT_COMPARED | but)


def _plain(node: Node | str, places: dict[str, int], left_out: frozenset[str] | set[str]) -> Any:
    if isinstance(node, str):
        return node
    attrs = {
        name: _attribute(name, value, places)
        for name, value in sorted(node.attrs.items())
        if name not in left_out and not (name == "class" and not _classes(value))
    }
    return (node.tag, attrs, [_plain(inner, places, left_out) for inner in node.inside])


def _attribute(name: str, value: str, places: dict[str, int]) -> Any:
    if name == "class":
        return _classes(value)
    if name in REFERS:
        return [places.get(part, f"dead: {part}") for part in value.split()]
    return value


def _classes(value: str) -> list[str]:
    return sorted(name for name in value.split() if not name.startswith("up-"))
