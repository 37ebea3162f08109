"""What house.py stands on: a Python new enough, `.venv`, and the locked packages in it. Standard library only.

uv installs in seconds and pip in a minute; both check every hash. Nothing here needs a network once it is done.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "installed.json"
LOCKS = ROOT / "requirements"
OLDEST = (3, 11)
PIP = (str(PYTHON), "-m", "pip", "install", "-q", "--require-hashes", "-r")
# No address and no machine's path goes into a lock: only names, versions and hashes.
LOCK_OPTIONS = ["--universal", "--python-version", "3.11", "--generate-hashes", "-q"]
LOCK_OPTIONS += ["--no-emit-index-url", "--no-emit-find-links", "--no-header", "--no-annotate"]


def say(text: str) -> None:
    """Tell the person at the terminal what is happening."""
    print(f"• {text}", flush=True)


def stop(text: str) -> NoReturn:
    """End with a reason and what to do about it."""
    sys.exit(f"✗ {text}")


def run(*command: str | Path, **extra: str) -> int:
    """Run a command in the project's own surroundings; its exit code comes back."""
    return subprocess.run([str(word) for word in command], cwd=ROOT, env=surroundings(**extra)).returncode


def must(*command: str | Path, **extra: str) -> None:
    """Run a command that has to succeed."""
    if run(*command, **extra):
        stop("failed: " + " ".join(str(word) for word in command))


def surroundings(**extra: str) -> dict[str, str]:
    """The environment for every command: our sources, our Python, uv kept from fetching another one."""
    ours = {"PYTHONPATH": str(ROOT / "src"), "PATH": f"{VENV / 'bin'}{os.pathsep}{os.environ.get('PATH', os.defpath)}"}
    calm = {"UV_PYTHON_DOWNLOADS": "never", "UV_SYSTEM_CERTS": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}
    return calm | dict(os.environ) | ours | extra


def in_a_new_enough_python() -> None:
    """Start again under Python 3.11 or newer when this one is older."""
    if sys.version_info >= OLDEST:
        return
    for minor in range(20, OLDEST[1] - 1, -1):
        found = shutil.which(f"python3.{minor}")
        if found and subprocess.run([found, "-c", ""], capture_output=True).returncode == 0:
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
    own = VENV / "bin" / "uv"
    if own.exists():
        return str(own)
    found = shutil.which("uv")
    if found and subprocess.run([found, "--version"], capture_output=True).returncode == 0:
        return found
    return None if run(*PIP, LOCKS / "uv.txt") else str(own)


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
        must(*PIP, lock)
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


def wanted() -> str:
    """The mark of what pyproject.toml asks for, kept at the head of each lock."""
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    asks = [project["project"]["requires-python"], project["project"]["dependencies"], project["dependency-groups"]]
    return "# for: " + hashlib.sha256(json.dumps(asks).encode()).hexdigest()


def lock() -> None:
    """Write the hashed locks anew from pyproject.toml, without any registry's address."""
    make_venv()
    uv = find_uv()
    if not uv:
        stop("locking needs uv, which could not be installed")
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


def fresh() -> None:
    """Say whether the locks belong to this pyproject.toml; needs no network."""
    stale = [name for name in ("run", "dev") if not (LOCKS / f"{name}.txt").read_text().startswith(wanted() + "\n")]
    if stale:
        stop(f"requirements/{stale[0]}.txt is not for this pyproject.toml. Run: make lock")
