"""Real mode, in a process of its own: https only, host-only cookies, and a second step that is demanded."""

from __future__ import annotations

import json
import os
import secrets
import subprocess
import sys
from pathlib import Path

from upstander.site.keys import NAMES

ASK = """
import json, django
django.setup()
from django.conf import settings
from django.test import Client
answer = Client().get("/alive", secure=True, HTTP_HOST="report.example.org")
plain = Client().get("/alive", HTTP_HOST="report.example.org")
print(json.dumps({
    "status": answer.status_code, "sent on": plain["Location"], "headers": dict(answer.headers),
    "cookies": [settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, settings.RESIDENT_COOKIE_NAME],
    "secure": settings.SESSION_COOKIE_SECURE and settings.CSRF_COOKIE_SECURE and settings.RESIDENT_COOKIE["secure"],
    "second step": settings.SECOND_STEP_FORCED, "any origin": settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN,
}))
"""


def test_real_mode_is_by_https_only_and_demands_a_second_step(tmp_path: Path) -> None:
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
        "UPSTANDER_DATABASE_URL": f"sqlite:///{tmp_path}/upstander.sqlite3",
        "UPSTANDER_KEYS_DATABASE_URL": f"sqlite:///{tmp_path}/keys.sqlite3",
        "UPSTANDER_ADDRESS": "https://report.example.org",
        "UPSTANDER_ANCHOR": str(tmp_path / "anchor" / "head"),
        "UPSTANDER_BACKUP_TO": str(tmp_path / "backup"),
        "UPSTANDER_MAIL_HOST": "mail.example.org",
        "UPSTANDER_LANDLORD_NAME": "A Housing Association",
        "UPSTANDER_LANDLORD_PHONE": "0300 000 0000",
        "UPSTANDER_LANDLORD_HOURS": "Monday to Friday, 9am to 5pm",
        "DJANGO_SETTINGS_MODULE": "upstander.site.settings",
        "PYTHONPATH": os.pathsep.join(sys.path),
    }
    asked = [sys.executable, "-W", "ignore", "-c", ASK]
    ran = subprocess.run(asked, env=told, capture_output=True, text=True, timeout=60)
    assert ran.returncode == 0, ran.stderr
    found = json.loads(ran.stdout)
    assert found["status"] == 200
    assert found["sent on"] == "https://report.example.org/alive"
    assert found["headers"]["Strict-Transport-Security"] == "max-age=31536000"
    assert "upgrade-insecure-requests" in found["headers"]["Content-Security-Policy"]
    assert all(name.startswith("__Host-") for name in found["cookies"])
    assert found["secure"]
    assert found["second step"]
    assert not found["any origin"]
