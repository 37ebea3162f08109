"""What a page of documentation names is there: files, folders, commands with their options, targets, links, settings.

Pages go stale in silence; this reads them as a newcomer would, and follows every word that looks like a way to go.
"""

from __future__ import annotations

import argparse
import importlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import PurePosixPath

from tests.house.sources import ROOT, Source, found, found_in, kept, sources
from upstander.cli.__main__ import COMMANDS

FENCE = re.compile(r"^```.*?\n(.*?)^```", re.M | re.S)
INLINE = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"!?\[[^\]\n]*\]\(([^)\s]+)\)")
PATH = re.compile(r"[\w.@-]+(/[\w.@*-]+)+/?|[A-Z][A-Z_]+\.md|Makefile|LICENSE")
DOTTED = re.compile(r"upstander(\.\w+)+")
SETTING = re.compile(r"\bUPSTANDER_[A-Z_]+\b")
FILE = re.compile(r"\.(py|html|md|toml|css|js|csv|json|txt|scss|yml|sql|png)$")
NEAR = ("", "src/upstander/", "src/upstander/web/", "docs/", "tests/")  # where a short path may begin
MADE_HERE = ("var/", ".venv/")  # made by a command, and never kept
WHERE_READ = ("src/upstander/site/", "tests/conftest.py", "tools/")


@dataclass(frozen=True)
class Written:
    """A page's code: lines of commands to type, and words set apart in the text."""

    lines: tuple[str, ...]
    words: tuple[str, ...]


def written(text: str) -> Written:
    """Take a page apart: what stands in fences, and what stands between two backticks."""
    fenced = [line.strip() for block in FENCE.findall(text) for line in block.splitlines()]
    plain = FENCE.sub("", text)
    return Written(tuple(line for line in fenced if line), tuple(INLINE.findall(plain)))


@cache
def places() -> frozenset[str]:
    """Every kept file, and every folder that holds one."""
    folders = {f"{folder}/" for name in kept() for folder in map(str, PurePosixPath(name).parents) if folder != "."}
    return frozenset(kept()) | folders


@cache
def top() -> frozenset[str]:
    """The folders at the root."""
    return frozenset(name.split("/")[0] for name in kept() if "/" in name)


@cache
def targets() -> frozenset[str]:
    """What `make` can be asked for."""
    return frozenset(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(), re.M))


def is_there(name: str) -> bool:
    """Whether a path, short or whole, with or without a star, leads to something that is kept."""
    if name.startswith(MADE_HERE):
        return True
    for start in NEAR:
        whole = f"{start}{name}"
        if "*" in whole and any(PurePosixPath(place).match(whole) for place in places()):
            return True
        if whole in places() or f"{whole.rstrip('/')}/" in places():
            return True
    return False


def lost_paths(source: Source) -> Iterator[str]:
    """A file or folder that is named and is not there. `a.py::b` names something defined in it."""
    code = written(source.text)
    for words in (*code.words, *code.lines):
        for word in words.split():
            name, _, inside = word.strip(".,;:()'\"").partition("::")
            begins_here = name.split("/")[0] in top()
            if not PATH.fullmatch(name) or not (begins_here or (words in code.words and FILE.search(name))):
                continue
            if not is_there(name):
                yield f"names `{name}`, which is not there"
            elif inside and f"def {inside}(" not in (ROOT / name).read_text(encoding="utf-8"):
                yield f"names `{inside}`, which is not in {name}"


def lost_names(source: Source) -> Iterator[str]:
    """A dotted name of ours that nothing answers to."""
    for words in written(source.text).words:
        for match in DOTTED.finditer(words):
            parts = match.group().split(".")
            files = [f"src/{'/'.join(parts[:end])}" for end in range(len(parts), 0, -1)]
            end, module = next(
                (len(parts) - n, found) for n, path in enumerate(files)
                for found in (f"{path}.py", f"{path}/__init__.py") if found in places()
            )  # fmt: skip
            text = (ROOT / module).read_text(encoding="utf-8")
            yield from (f"names `{match.group()}`, not in {module}" for name in parts[end:] if name not in text)


def typed(code: Written) -> Iterator[list[str]]:
    """Every command line, cut into words, without the prompt and the settings before it."""
    for line in (*code.lines, *code.words):
        words = re.findall(r'(?:"[^"]*"|\S)+', line.removeprefix("$ ").split(" #")[0])
        while words and re.fullmatch(r"[A-Z_]+=\S*", words[0]):
            words = words[1:]
        if len(words) > 1:
            yield [word.rsplit("/", 1)[-1] if n == 0 else word for n, word in enumerate(words)]


def unknown_commands(source: Source) -> Iterator[str]:
    for words in typed(written(source.text)):
        if words[0] == "make":
            asked = [word for word in words[1:] if "=" not in word and word != "…"]
            yield from (f"`make {word}`: there is no such target" for word in asked if word not in targets())
        if words[0] == "upstander" and re.fullmatch(r"[a-z-]+", words[1]):
            yield from unknown_words(words[1], words[2:])


def unknown_words(name: str, rest: list[str]) -> Iterator[str]:
    """A command of ours that is not there, an option it does not take, or a choice it does not offer."""
    if name == "--help":
        return
    if name not in COMMANDS:
        yield f"`upstander {name}`: there is no such command"
        return
    parser = argparse.ArgumentParser()
    importlib.import_module(COMMANDS[name].module).arguments(parser)
    for word in rest:
        if word.startswith("--") and word.strip("[]") not in parser._option_string_actions:
            yield f"`upstander {name}` takes no {word}"
    first = next((action.choices for action in parser._actions if not action.option_strings), None)
    if first and rest and re.fullmatch(r"[a-z_|]+", rest[0]):
        yield from (f"`upstander {name}` does not take {word}" for word in rest[0].split("|") if word not in first)


def dead_links(source: Source) -> Iterator[str]:
    """A link to another page, or to a heading in it, that leads nowhere."""
    for to in LINK.findall(FENCE.sub("", source.text)):
        if "://" in to or to.startswith("mailto:"):
            continue
        path, _, heading = to.partition("#")
        beside = PurePosixPath(source.path).parent
        name = source.path if not path else _plain(beside / path)
        if name not in places() and f"{name}/" not in places():
            yield f"links to {to}, which is not there"
        elif heading and heading not in headings((ROOT / name).read_text(encoding="utf-8")):
            yield f"links to {to}: no such heading"


def _plain(path: PurePosixPath) -> str:
    parts: list[str] = []
    for part in path.parts:
        if part == "..":
            parts[-1:] = []
        elif part != ".":
            parts.append(part)
    return "/".join(parts)


def headings(text: str) -> set[str]:
    """The marks that links to a page's headings end in."""
    titles = re.findall(r"^#+ +(.+?) *$", FENCE.sub("", text), re.M)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def unread_settings(source: Source) -> Iterator[str]:
    """A setting that is explained and that nothing reads."""
    for name in sorted(set(SETTING.findall(source.text)) - read_settings()):
        yield f"explains {name}, which nothing reads"


@cache
def read_settings(under: tuple[str, ...] = WHERE_READ) -> frozenset[str]:
    """Every setting that is read from outside."""
    return frozenset(name for source in sources(*under) for name in SETTING.findall(source.text))


def pages() -> list[Source]:
    return [page for page in sources("", ending=".md") if page.path.count("/") == 0 or page.path.startswith("docs/")]


def test_every_file_that_is_named_is_there() -> None:
    assert found(lost_paths, pages()) == []
    assert found(lost_names, pages()) == []


def test_every_command_that_is_named_is_there() -> None:
    assert found(unknown_commands, pages()) == []


def test_every_link_leads_somewhere() -> None:
    assert found(dead_links, pages()) == []


def test_every_setting_is_read_and_every_setting_is_explained() -> None:
    assert found(unread_settings, pages()) == []
    explained = set(SETTING.findall((ROOT / "docs/real-mode.md").read_text(encoding="utf-8")))
    asked = set(read_settings(("src/upstander/site/env.py", "src/upstander/site/landlord.py")))
    assert asked - explained - {"UPSTANDER_LANDLORD_"} == set()


def test_every_command_and_every_page_can_be_found_from_the_first_page() -> None:
    readme, index = ((ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "docs/index.md"))
    assert [name for name in COMMANDS if f"`upstander {name}" not in readme] == []
    assert "](docs/index.md)" in readme
    listed = set(LINK.findall(index))
    guides = [page.path for page in pages() if page.path.count("/") == 1 and page.path != "docs/index.md"]
    assert [path for path in guides if path.removeprefix("docs/") not in listed] == []


def test_the_first_page_says_how_much_of_the_policy_is_kept() -> None:
    counted = re.search(r"^\d+ rows: .+$", (ROOT / "docs/policy-map.md").read_text(encoding="utf-8"), re.M)
    assert counted
    assert f"> {counted.group()}" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_these_tests_can_fail() -> None:
    for words in ("`src/upstander/x.py`", "`policy/nowhere.py`", "`tests/nowhere/`", "`src/upstander/no*.py`",
                  "`NO.md`", "`tests/house/test_docs.py::test_no`", "```\ncat docs/nowhere.md\n```\n"):  # fmt: skip
        assert found_in(lost_paths, words, "README.md"), words
    for words in ("`policy/roles.py`", "`src/upstander/policy/`", "`var/demo/x.txt`", "`and/or`", "`Makefile`",
                  "`tests/house/test_docs.py::headings`", "`src/upstander/policy/ro*.py`"):  # fmt: skip
        assert not found_in(lost_paths, words, "README.md"), words
    assert found_in(lost_names, "`upstander.policy.nowhere`")
    assert not found_in(lost_names, "`upstander.policy.roles.may_do`")
    for words in ("`upstander fly`", "`upstander import --far`", "`upstander import homes|cars`", "`make coffee`",
                  "```\n$ PORT=1 make coffee\n```\n", "```\n.venv/bin/upstander fly\n```\n"):  # fmt: skip
        assert found_in(unknown_commands, words, "README.md"), words
    for words in ("`upstander import homes|people FILE.csv [--dry-run]`", "`make clause CLAUSE=7`", "make up"):
        assert not found_in(unknown_commands, words, "README.md"), words
    for words in ("[x](nowhere.md)", "![x](docs/nowhere.png)", "[x](#nowhere)", "[x](../x/README.md)"):
        assert found_in(dead_links, words, "README.md"), words
    assert not found_in(dead_links, "[x](../README.md) [y](https://example.org/x)", "docs/look.md")
    assert found_in(unread_settings, "Set UPSTANDER_NOWHERE.", "README.md")
