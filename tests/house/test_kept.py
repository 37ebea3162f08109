"""What is committed runs anywhere: no registry's address, no path of somebody's machine, no secret."""

from __future__ import annotations

import re

from tests.house.sources import ROOT, kept

BINARY = (".png", ".jpg", ".woff2", ".ttf", ".ico", ".gz", ".zip", ".pdf", ".xlsx")
# Each is written so that it does not match itself.
REGISTRIES = re.compile(
    r"pythonhosted\.or[g]|pypi\.org/simpl[e]|registry\.npmj[s]|^\s*--(index-ur[l]|find-link[s])", re.M
)
MACHINES = re.compile(r"(?<![\w./-])/(wor[k](?=/main|/shared)|roo[t]|op[t]|tm[p]|home/\w+|Users/\w+)/\w")
PINNED = re.compile(r"[A-Za-z0-9_.-]+==\S+( ; .+)? \\\n(    --hash=sha256:[0-9a-f]{64}( \\)?\n)+\Z")
SECRETS = re.compile(r"-----BEGIN [A-Z ]*PRIVATE KE[Y]-----")


def wrong(text: str) -> list[str]:
    """What stands in this text and may not be committed."""
    return [match.group() for pattern in (REGISTRIES, MACHINES, SECRETS) for match in pattern.finditer(text)]


def test_nothing_kept_is_tied_to_a_registry_or_a_machine() -> None:
    texts = {name: ROOT / name for name in kept() if not name.endswith(BINARY)}
    assert len(texts) > 20
    found = {name: wrong(path.read_text(encoding="utf-8")) for name, path in texts.items()}
    assert {name: what for name, what in found.items() if what} == {}


def test_no_lock_file_of_uv_is_kept() -> None:
    assert [name for name in kept() if name.endswith(("uv.lock", "package-lock.json", ".env", ".sqlite3"))] == []


def test_every_locked_package_has_its_hashes() -> None:
    for name in ("run", "dev", "uv"):
        text = (ROOT / "requirements" / f"{name}.txt").read_text()
        packages = re.split(r"^(?=[A-Za-z0-9])", text, flags=re.M)[1:]
        assert packages
        assert [package for package in packages if not PINNED.match(package)] == []


def test_the_tests_run_with_what_is_served() -> None:
    def pins(name: str) -> set[str]:
        return set(re.findall(r"^([A-Za-z0-9_.-]+==\S+)", (ROOT / "requirements" / f"{name}.txt").read_text(), re.M))

    assert pins("run") <= pins("dev")


def test_these_tests_can_fail() -> None:
    for words in (("https://files.pythonhost", "ed.org/x"), ("\n--index", "-url https://x"), ("see /wo", "rk/main"),
                  ("/ho", "me/ada/x"), ("cd /tm", "p/x"), ("-----BEGIN PRIVATE KE", "Y-----")):  # fmt: skip
        assert wrong("".join(words)), words
    assert not wrong("/usr/lib/postgresql/15/bin and https://example.org/work/x, /work-in-progress")
