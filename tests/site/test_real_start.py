"""Real mode, started for real: it serves with a role that can only add to the journal, and with no other."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connections

from upstander.site.keys import NAMES

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def address(alias: str, role: str) -> str:
    """Where the test's own database is, for a given role."""
    told = connections[alias].settings_dict
    host, port = told["OPTIONS"]["host"], told["OPTIONS"]["port"]
    return f"postgres://{role}@/{told['NAME']}?host={host}&port={port}"


def started(tmp_path: Path, role: str) -> subprocess.CompletedProcess[str]:
    """Start the house in a process of its own, in real mode."""
    for name in ("secrets", "var", "anchor", "backup"):
        (tmp_path / name).mkdir()
    for name in NAMES:
        path = tmp_path / "secrets" / name
        path.write_text(secrets.token_hex(32))
        path.chmod(0o600)
    told = {
        "UPSTANDER_MODE": "real",
        "UPSTANDER_VAR": str(tmp_path / "var"),
        "UPSTANDER_SECRETS_DIR": str(tmp_path / "secrets"),
        "UPSTANDER_DATABASE_URL": address("default", role),
        "UPSTANDER_KEYS_DATABASE_URL": address("keys", role),
        "UPSTANDER_ADDRESS": "https://report.example.org",
        "UPSTANDER_ANCHOR": str(tmp_path / "anchor" / "head"),
        "UPSTANDER_BACKUP_TO": str(tmp_path / "backup"),
        "UPSTANDER_MAIL_HOST": "mail.example.org",
        "UPSTANDER_LANDLORD_NAME": "A Housing Association",
        "UPSTANDER_LANDLORD_PHONE": "0300 000 0000",
        "UPSTANDER_LANDLORD_HOURS": "Monday to Friday, 9am to 5pm",
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    start = [sys.executable, "-W", "ignore", "-c", "import upstander.site.wsgi; print('serving')"]
    return subprocess.run(start, env=told, capture_output=True, text=True, timeout=60)


@pytest.fixture
def application() -> Iterator[str]:
    """A role of the application's own, as an installation makes it."""
    with connections["default"].cursor() as cursor:
        cursor.execute("CREATE ROLE served LOGIN")
        cursor.execute("GRANT SELECT, INSERT ON ALL TABLES IN SCHEMA public TO served")
        yield "served"
        cursor.execute("DROP OWNED BY served")
        cursor.execute("DROP ROLE served")


def test_it_serves_with_the_applications_own_role(tmp_path: Path, application: str) -> None:
    told = started(tmp_path, application)
    assert (told.returncode, told.stdout) == (0, "serving\n"), told.stderr


def test_it_refuses_the_owner_of_the_journal(tmp_path: Path) -> None:
    told = started(tmp_path, "upstander")
    assert told.returncode == 1
    assert "could change the journal" in told.stderr
