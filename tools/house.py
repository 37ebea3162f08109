#!/usr/bin/env python3
"""The one way in for people: `python3 tools/house.py demo | test | check | clause N | serve | lock | setup`.

Standard library only, so that Python 3.11+ and git are all a machine needs. It makes `.venv`, installs the
locked packages with their hashes (by uv, or by pip where uv cannot be had), and skips what is already done.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "installed.json"
LOCKS = ROOT / "requirements"
OLDEST = (3, 11)
DEBIAN = {"PostgreSQL": "postgresql", "Chromium": "chromium", "Noto fonts": "fonts-noto-core"}
# No address and no machine's path goes into a lock: only names, versions and hashes.
LOCK_OPTIONS = ["--universal", "--python-version", "3.11", "--generate-hashes", "-q"]
LOCK_OPTIONS += ["--no-emit-index-url", "--no-emit-find-links", "--no-header", "--no-annotate"]


def say(text: str) -> None:
    """Tell the person at the terminal what is happening."""
    print(f"• {text}", flush=True)


def stop(text: str) -> None:
    """End with a reason and what to do about it."""
    sys.exit(f"✗ {text}")


def run(*command: str | Path, quiet: bool = False, **extra: str) -> int:
    """Run a command in the project's own surroundings; its exit code comes back."""
    errors = subprocess.DEVNULL if quiet else None
    words = [str(word) for word in command]
    return subprocess.run(words, cwd=ROOT, env=surroundings(**extra), stderr=errors).returncode


def must(*command: str | Path, **extra: str) -> None:
    """Run a command that has to succeed."""
    if run(*command, **extra):
        stop("failed: " + " ".join(str(word) for word in command))


def surroundings(**extra: str) -> dict[str, str]:
    """The environment for every command: our sources, our Python, uv kept from fetching another one."""
    ours = {"PYTHONPATH": str(ROOT / "src"), "PATH": f"{VENV / 'bin'}{os.pathsep}{os.environ.get('PATH', os.defpath)}"}
    calm = {"UV_PYTHON_DOWNLOADS": "never", "UV_SYSTEM_CERTS": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    return calm | dict(os.environ) | ours | extra


# --- the environment -------------------------------------------------------------------------------------------------


def in_a_new_enough_python() -> None:
    """Start again under Python 3.11 or newer when this one is older."""
    if sys.version_info >= OLDEST:
        return
    for minor in range(20, OLDEST[1] - 1, -1):
        found = shutil.which(f"python3.{minor}")
        if found and subprocess.run([found, "-c", ""]).returncode == 0:
            os.execv(found, [found, *sys.argv])
    stop("Python 3.11 or newer is needed. On Debian: apt-get install -y python3 python3-venv")


def make_venv() -> None:
    """Make `.venv` once; a half-made or moved one is made anew."""
    if PYTHON.exists() and subprocess.run([PYTHON, "-m", "pip", "--version"], capture_output=True).returncode == 0:
        return
    say(f"making .venv with Python {sys.version.split()[0]}")
    if subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)]).returncode:
        stop("this Python cannot make a virtual environment. On Debian: apt-get install -y python3-venv")


def find_uv() -> str | None:
    """The uv to install with: one that works on this machine, or one fetched from its own hashed lock."""
    for candidate in (VENV / "bin" / "uv", shutil.which("uv")):
        if candidate and subprocess.run([candidate, "--version"], capture_output=True).returncode == 0:
            return str(candidate)
    pip = [PYTHON, "-m", "pip", "install", "-q", "--require-hashes", "-r", LOCKS / "uv.txt"]
    return None if run(*pip, quiet=True) else str(VENV / "bin" / "uv")


def digest(name: str) -> str:
    """The mark of one lock file."""
    return hashlib.sha256((LOCKS / f"{name}.txt").read_bytes()).hexdigest()


def installed() -> dict[str, str]:
    """Which locks `.venv` holds already, by their mark."""
    return dict(json.loads(STAMP.read_text())) if STAMP.exists() else {}


def setup(kind: str) -> None:
    """Have `.venv` hold what the lock says: `run` to serve, `dev` to test and check as well."""
    make_venv()
    if installed().get(kind) == digest(kind):
        return
    began = time.monotonic()
    uv, lock = find_uv(), LOCKS / f"{kind}.txt"
    say(f"installing {lock.relative_to(ROOT)} with {'uv' if uv else 'pip'}")
    if not uv or run(uv, "pip", "install", "-q", "--python", PYTHON, "--require-hashes", "-r", lock):
        must(PYTHON, "-m", "pip", "install", "-q", "--require-hashes", "-r", lock)
    link_sources()
    holds = {name: digest(name) for name in (["run", "dev"] if kind == "dev" else ["run"])}
    STAMP.write_text(json.dumps(holds))
    say(f"installed in {time.monotonic() - began:.0f} s")


def link_sources() -> None:
    """Let `.venv` import from src/ and give it the `upstander` command, without building a package."""
    site = subprocess.check_output([PYTHON, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], text=True)
    (Path(site.strip()) / "upstander.pth").write_text(f"{ROOT / 'src'}\n")
    command = VENV / "bin" / "upstander"
    command.write_text(f"#!{PYTHON}\nimport sys\nfrom upstander.cli.__main__ import main\nsys.exit(main())\n")
    command.chmod(0o755)


# --- what a person can ask for ---------------------------------------------------------------------------------------


def demo_surroundings() -> dict[str, str]:
    """Demo mode keeps everything it makes under var/demo."""
    return {"UPSTANDER_MODE": "demo", "UPSTANDER_VAR": os.environ.get("UPSTANDER_VAR", str(ROOT / "var" / "demo"))}


def demo(asked: argparse.Namespace) -> None:
    """Install, make the demo's databases, fill them with fictional people, and serve on loopback."""
    setup("run")
    say("making the demo's databases")
    migrate = [PYTHON, "-m", "django", "migrate", "-v", "0", "--database"]
    must(*migrate, "keys", "keystore", **django(demo_surroundings()))  # first: no row is without its key
    must(*migrate, "default", **django(demo_surroundings()))
    must(PYTHON, "-m", "django", "createcachetable", **django(demo_surroundings()))
    say("filling them with fictional homes, people and cases")
    must(PYTHON, "-m", "upstander.cli", "demo", **demo_surroundings())
    serve(asked)


def serve(asked: argparse.Namespace) -> None:
    """Serve the demo as it stands, on loopback."""
    setup("run")
    say(f"open http://127.0.0.1:{asked.port}/ (Ctrl-C ends it)")
    where = ["--bind", f"127.0.0.1:{asked.port}", "--workers", "2", "--threads", "4", "--log-level", "warning"]
    command = [str(PYTHON), "-m", "gunicorn", *where, "upstander.site.wsgi"]
    os.execve(PYTHON, command, surroundings(**demo_surroundings()))


def django(extra: dict[str, str]) -> dict[str, str]:
    """What django's own commands need besides."""
    return {"DJANGO_SETTINGS_MODULE": "upstander.site.settings", **extra}


def clause(asked: argparse.Namespace) -> None:
    """Print one clause of the policy and everything that keeps it."""
    setup("run")
    must(PYTHON, "-m", "upstander.cli", "clause", asked.number, **demo_surroundings())


def missing_tools() -> list[str]:
    """What the tests need of the machine and do not find."""
    postgres = shutil.which("initdb") or any(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    fonts = any(Path("/usr/share/fonts").glob("**/NotoSans-Regular.*"))
    return [name for name, there in zip(DEBIAN, (postgres, chromium, fonts), strict=True) if not there]


def test(asked: argparse.Namespace) -> None:
    """Run everything on SQLite, then rules, deeds and pages on PostgreSQL. Nothing is skipped for want of a tool."""
    if missing := missing_tools():
        packages = " ".join(DEBIAN[name] for name in missing)
        stop(f"the tests need {', '.join(missing)}. One command: apt-get install -y {packages}")
    setup("dev")
    results = [pytest("sqlite", "not postgres", *asked.rest)]
    results.append(pytest("postgres", "not sqlite and (not browser or smoke)", "--ignore=tests/house", *asked.rest))
    sys.exit(1 if any(results) else 0)


def pytest(database: str, marks: str, *rest: str) -> int:
    """One run of the tests on one database, chosen before Django loads."""
    say(f"tests on {database}")
    return run(PYTHON, "-m", "pytest", "-m", marks, *rest, UPSTANDER_MODE="test", UPSTANDER_TEST_DB=database)


def check(_: argparse.Namespace) -> None:
    """Hold the code to the house's rules: style, types, storeys, templates, locks, and the house's own tests."""
    setup("dev")
    checks = {
        "lock freshness": [PYTHON, __file__, "fresh"],
        "ruff": ["ruff", "check", "."],
        "ruff format": ["ruff", "format", "--check", "."],
        "types": ["mypy"],
        "storeys": ["lint-imports"],
        "templates": ["djade", "--check", "--target-version", "5.2", *templates()],
        "the house's own tests": [PYTHON, "-m", "pytest", "-q", "tests/house"],
    }
    failed = []
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


# --- the locks -------------------------------------------------------------------------------------------------------


def wanted() -> str:
    """The mark of what pyproject.toml asks for, kept at the head of each lock."""
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    asks = [project["project"]["requires-python"], project["project"]["dependencies"], project["dependency-groups"]]
    return "# for: " + hashlib.sha256(json.dumps(asks).encode()).hexdigest()


def lock(_: argparse.Namespace) -> None:
    """Write the hashed locks anew from pyproject.toml, without any registry's address."""
    make_venv()
    uv = find_uv() or stop("locking needs uv, which could not be installed")
    compile_ = [str(uv), "pip", "compile", "--upgrade", *LOCK_OPTIONS]
    (LOCKS / "uv.in").write_text("uv\n")
    must(*compile_, "pyproject.toml", "-o", LOCKS / "run.txt")
    must(*compile_, "pyproject.toml", "--group", "dev", "-c", LOCKS / "run.txt", "-o", LOCKS / "dev.txt")
    must(*compile_, LOCKS / "uv.in", "-o", LOCKS / "uv.txt")
    (LOCKS / "uv.in").unlink()
    for name in ("run", "dev"):
        path = LOCKS / f"{name}.txt"
        path.write_text(f"{wanted()}\n{path.read_text()}")
    say("locked; run `make check` and commit requirements/")


def fresh(_: argparse.Namespace) -> None:
    """Say whether the locks belong to this pyproject.toml; needs no network."""
    stale = [name for name in ("run", "dev") if not (LOCKS / f"{name}.txt").read_text().startswith(wanted() + "\n")]
    if stale:
        stop(f"requirements/{stale[0]}.txt is not for this pyproject.toml. Run: make lock")


def main() -> None:
    """Read what is asked for and do it."""
    in_a_new_enough_python()
    asked = argparse.ArgumentParser(prog="house.py", description=__doc__.splitlines()[0] if __doc__ else "")
    verbs = asked.add_subparsers(dest="verb", required=True)
    for deed in (demo, serve, test, check, clause, lock, fresh):
        verb = verbs.add_parser(deed.__name__, help=(deed.__doc__ or "").splitlines()[0])
        verb.set_defaults(deed=deed)
        if deed in (demo, serve):
            verb.add_argument("--port", type=int, default=int(os.environ.get("PORT") or 8000))
        if deed is clause:
            verb.add_argument("number")
        if deed is test:
            verb.add_argument("rest", nargs=argparse.REMAINDER, help="handed to pytest")
    verbs.add_parser("setup", help="Make .venv with everything for tests and checks.").set_defaults(
        deed=lambda _: setup("dev")
    )
    chosen = asked.parse_args()
    chosen.deed(chosen)


if __name__ == "__main__":
    main()
