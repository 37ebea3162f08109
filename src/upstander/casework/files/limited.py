"""Runs `redraw.py` on one untrusted file, and believes nothing it says but its few words and its bytes (clause 7 a)."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from upstander.policy.files import Fault

log = logging.getLogger(__name__)
SCRIPT = Path(__file__).with_name("redraw.py")
SECONDS = 20.0  # by the clock on the wall; the process itself stops after ten of its own
MADE_AT_MOST = 32_000_000
AT_ONCE = threading.BoundedSemaphore(2)


@dataclass(frozen=True, slots=True)
class Seen:
    """What came of a file: what is wrong with it, how many pages it has, how many were copied, and the copy."""

    fault: str = ""
    pages: int = 0
    copied: int = 0
    made: bytes = b""


def look(kind: str, content: bytes) -> Seen:
    """Open a file wholly, and say whether it can be."""
    return _run(kind, "look", content)


def copy(kind: str, content: bytes) -> Seen:
    """Draw a file anew."""
    return _run(kind, "copy", content)


def _run(kind: str, what: str, content: bytes) -> Seen:
    command = [sys.executable, "-I", "-B", str(SCRIPT), kind, what]
    with AT_ONCE:
        child = subprocess.Popen(  # noqa: S603 - our own script, and two words of our own
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={},
            cwd="/",
            start_new_session=True,
        )
        assert child.stdin is not None
        assert child.stdout is not None
        enough = threading.Timer(SECONDS, child.kill)
        enough.start()
        giving = threading.Thread(target=_give, args=(child.stdin, content), daemon=True)
        giving.start()
        try:
            said = child.stdout.read(MADE_AT_MOST + 1)
        finally:
            child.kill()
            child.wait()
            enough.cancel()
            giving.join()
            child.stdout.close()
    return _seen(said)


def _give(to: IO[bytes], content: bytes) -> None:
    try:
        with to:
            to.write(content)
    except BrokenPipeError:
        log.debug("A process stopped before it had read the whole file; what it said says why.")


def _seen(said: bytes) -> Seen:
    """Read what the process said; one that died, or said too much, has met more than it can hold."""
    line, _, made = said.partition(b"\n")
    try:
        told: Any = json.loads(line) if len(said) <= MADE_AT_MOST and len(line) < 200 else None
    except ValueError:
        told = None
    if not isinstance(told, dict):
        return Seen(fault=Fault.TOO_MUCH_INSIDE)
    if told.get("fault"):
        return Seen(fault=told["fault"] if told["fault"] in set(Fault) else Fault.UNREADABLE)
    return Seen(pages=int(told.get("pages", 0)), copied=int(told.get("copied", 0)), made=made)
