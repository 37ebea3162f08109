#!/usr/bin/env python3
"""The one way in for people: `python3 tools/house.py demo | test | check | bench | fuzz | clause N | serve | …`.

Standard library only, so that Python 3.11+ and git are all a machine needs. It makes `.venv`, installs the
locked packages with their hashes (by uv, or by pip where uv cannot be had), and skips what is already done.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import IO

from ground import PYTHON, ROOT, fresh, in_a_new_enough_python, lock, must, run, say, setup, stop, surroundings

DEBIAN = {"PostgreSQL": "postgresql", "Chromium": "chromium", "Noto fonts": "fonts-noto-core"}


def demo_surroundings() -> dict[str, str]:
    """Demo mode keeps everything it makes under var/demo."""
    return {"UPSTANDER_MODE": "demo", "UPSTANDER_VAR": os.environ.get("UPSTANDER_VAR", str(ROOT / "var" / "demo"))}


def demo(asked: argparse.Namespace) -> None:
    """Install, make the demo's databases, fill them with fictional people, and serve on loopback."""
    setup("run")
    say("making the demo's databases")
    migrate = [str(PYTHON), "-m", "django", "migrate", "-v", "0", "--database"]
    must(*migrate, "keys", "keystore", **django(demo_surroundings()))  # first: no row is without its key
    must(*migrate, "default", **django(demo_surroundings()))
    must(PYTHON, "-m", "django", "createcachetable", **django(demo_surroundings()))
    say("filling them with fictional homes, people and cases")
    must(PYTHON, "-m", "upstander.demo", **demo_surroundings())
    serve(asked)


def serve(asked: argparse.Namespace) -> None:
    """Serve the demo as it stands, on loopback, with the worker beside it; both end together."""
    setup("run")
    say(f"open http://127.0.0.1:{asked.port}/ (Ctrl-C ends it)")
    where = ["--bind", f"127.0.0.1:{asked.port}", "--workers", "2", "--threads", "4", "--log-level", "warning"]
    address = f"http://127.0.0.1:{asked.port}"  # the links in the demo's mails lead back to it
    around = surroundings(**demo_surroundings(), UPSTANDER_ADDRESS=address)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    python = str(PYTHON)
    work, door = [python, "-m", "upstander.cli", "work"], [python, "-m", "gunicorn", *where, "upstander.site.wsgi"]
    running: list[subprocess.Popen[bytes]] = [
        # In a session of its own, so that Ctrl-C does not end it in the middle of something: it is asked to end below.
        subprocess.Popen(work, cwd=ROOT, env=around, stdout=subprocess.DEVNULL, start_new_session=True),
        subprocess.Popen(door, cwd=ROOT, env=around),
    ]
    try:
        running[-1].wait()
    except KeyboardInterrupt:
        say("stopped")
    finally:
        for process in running:
            process.terminate()
            process.wait()


def django(extra: dict[str, str]) -> dict[str, str]:
    """What django's own commands need besides."""
    return {"DJANGO_SETTINGS_MODULE": "upstander.site.settings", **extra}


def clause(asked: argparse.Namespace) -> None:
    """Print one clause of the policy and everything that keeps it."""
    setup("run")
    must(PYTHON, "-m", "upstander.cli", "clause", *asked.number, **demo_surroundings())


def missing_tools() -> list[str]:
    """What the tests need of the machine and do not find."""
    postgres = shutil.which("initdb") or any(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    fonts = any(Path("/usr/share/fonts").glob("**/NotoSans-Regular.*"))
    return [name for name, there in zip(DEBIAN, (postgres, chromium, fonts), strict=True) if not there]


def test(asked: argparse.Namespace) -> None:
    """Run everything on SQLite and, beside it, rules, deeds and pages on PostgreSQL. Nothing is skipped."""
    if missing := missing_tools():
        packages = " ".join(DEBIAN[name] for name in missing)
        stop(f"the tests need {', '.join(missing)}. One command: apt-get install -y {packages}")
    setup("dev")
    marks = "not sqlite and (not browser or smoke)"
    with ThreadPoolExecutor() as pool, tempfile.TemporaryFile("w+") as said:
        beside = pool.submit(pytest, "postgres", marks, "--ignore=tests/house", *asked.rest, out=said)
        results = [pytest("sqlite", "not postgres", *asked.rest), beside.result()]
        said.seek(0)
        say("tests on postgres, which ran beside them")
        shutil.copyfileobj(said, sys.stdout)
    sys.exit(1 if any(results) else 0)


def fuzz(_: argparse.Namespace) -> None:
    """Ask the API six thousand times at random on each database, as its own description says it may be asked."""
    setup("dev")
    asks = {"UPSTANDER_MODE": "test", "UPSTANDER_TEST_FUZZ": "6000"}
    command = (PYTHON, "-m", "pytest", "-q", "tests/api/test_fuzz.py")
    results = [run(*command, **asks, UPSTANDER_TEST_DB=database) for database in ("sqlite", "postgres")]
    sys.exit(1 if any(results) else 0)


def pytest(database: str, marks: str, *rest: str, out: IO[str] | None = None) -> int:
    """One run of the tests on one database, chosen before Django loads. `out`: where it is printed, if not here."""
    say(f"tests on {database}")
    command = [str(PYTHON), "-m", "pytest", "-m", marks, *rest]
    env = surroundings(UPSTANDER_MODE="test", UPSTANDER_TEST_DB=database)
    return subprocess.run(command, cwd=ROOT, env=env, stdout=out, stderr=out).returncode


def bench(asked: argparse.Namespace) -> None:
    """Measure the house on both databases, and write docs/bench.md."""
    setup("dev")
    must(PYTHON, "-m", "bench", "--write", *asked.rest, PYTHONPATH=f"{ROOT / 'src'}{os.pathsep}{ROOT}")


def check(_: argparse.Namespace) -> None:
    """Hold the code to the house's rules: style, types, storeys, templates, locks, and the house's own tests."""
    setup("dev")
    checks: dict[str, list[str | Path]] = {
        "ruff": ["ruff", "check", "."],
        "ruff format": ["ruff", "format", "--check", "."],
        "types": ["mypy"],
        "storeys": ["lint-imports", "--no-logo"],
        "templates": ["djade", "--check", "--target-version", "5.2", *templates()],
        "the house's own tests": [PYTHON, "-m", "pytest", "-q", "-m", "not slow", "tests/house"],  # those: `make test`
    }
    fresh()
    failed = []
    if not templates():
        del checks["templates"]  # djade takes no empty list
    for name, command in checks.items():
        say(name)
        if run(*command, UPSTANDER_MODE="test", UPSTANDER_TEST_DB="sqlite"):
            failed.append(name)
    if failed:
        stop("not in order: " + ", ".join(failed))
    say("all in order")


def templates() -> list[Path]:
    """Every page of ours; djade wants them by name."""
    return sorted((ROOT / "src").rglob("*.html"))


def main() -> None:
    """Read what is asked for and do it."""
    in_a_new_enough_python()
    asked = argparse.ArgumentParser(prog="house.py", description=(__doc__ or "").splitlines()[0])
    verbs = asked.add_subparsers(dest="verb", required=True)
    for name, deed in VERBS.items():
        verb = verbs.add_parser(name, help=deed.__doc__)
        verb.set_defaults(deed=deed)
        if name in ("demo", "serve"):
            verb.add_argument("--port", type=int, default=int(os.environ.get("PORT") or 8000))
        if name == "clause":
            verb.add_argument("number", nargs="+")
        if name in ("test", "bench"):
            verb.add_argument("rest", nargs=argparse.REMAINDER, help="handed on as it is")
    chosen = asked.parse_args()
    chosen.deed(chosen)


def prepare(_: argparse.Namespace) -> None:
    """Make .venv with everything for tests and checks."""
    setup("dev")


def relock(_: argparse.Namespace) -> None:
    """Write the hashed locks anew from pyproject.toml."""
    lock()


VERBS = {
    "demo": demo, "serve": serve, "test": test, "check": check, "bench": bench, "fuzz": fuzz, "clause": clause,
    "setup": prepare, "lock": relock,
}  # fmt: skip

if __name__ == "__main__":
    main()
