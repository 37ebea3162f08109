"""`upstander serve`: serves the pages with gunicorn; in real mode behind the landlord's own TLS."""

from __future__ import annotations

import argparse
import os
import sys
from typing import NoReturn

from django.conf import settings
from django.core.management import call_command


def arguments(parser: argparse.ArgumentParser) -> None:
    """Take where to listen, and with how many hands."""
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--host", default="127.0.0.1", help="real mode only; the demo stays on this machine")
    parser.add_argument("--workers", type=int, default=2)


def run(asked: argparse.Namespace) -> int:
    """Become the server."""
    if not settings.REAL and asked.host not in {"127.0.0.1", "::1", "localhost"}:
        print("✗ The demo is served on this machine only. Leave --host out.", file=sys.stderr)
        return 1
    if settings.REAL:
        call_command("collectstatic", interactive=False, verbosity=0)
    else:
        print(f"Open http://127.0.0.1:{asked.port}/ (Ctrl-C ends it)", flush=True)
    return _become_server(asked)


def _become_server(asked: argparse.Namespace) -> NoReturn:
    words = ["-m", "gunicorn", "--bind", f"{asked.host}:{asked.port}", "--workers", str(asked.workers)]
    words += ["--threads", "4", "--log-level", "warning", "upstander.site.wsgi"]
    os.execv(sys.executable, [sys.executable, *words])  # noqa: S606 - the same Python, words of ours
