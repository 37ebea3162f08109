"""What this installation is told from outside: read once, typed, and refused loudly when it is not safe to serve.

Clause 7 a: no default secret, no missing anchor and no plain http in real mode. Demo and real never share a key.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit

from upstander.site import outgoing
from upstander.site.keys import Secrets, demo_secrets, fixed_secrets, kept_secrets
from upstander.site.refusal import Misconfigured


class Mode(StrEnum):
    """What kind of installation this is."""

    DEMO = "demo"
    REAL = "real"
    TEST = "test"


@dataclass(frozen=True, slots=True)
class Env:
    """Everything that settings.py takes from outside."""

    mode: Mode
    debug: bool
    var: Path
    secrets: Secrets
    database_url: str
    keys_database_url: str
    address: str
    behind_proxies: int
    anchor: Path | None
    backup_to: Path | None
    mail: outgoing.Mail | None
    texts: outgoing.Texts | None
    scanner: str


def read(environ: Mapping[str, str]) -> Env:
    """Read the environment. Raises Misconfigured with the name of the variable and what to do."""
    mode = _mode(environ)
    if mode is Mode.REAL:
        return _real(environ)
    var = Path(environ.get("UPSTANDER_VAR") or "var/" + mode).absolute()
    secrets = Path(environ.get("UPSTANDER_SECRETS_DIR") or var / "secrets")
    demo = mode is Mode.DEMO
    files = (f"sqlite:///{var}/upstander.sqlite3", f"sqlite:///{var}/keys.sqlite3")
    data, keys = files if demo else ("sqlite://:memory:", "sqlite://:memory:")
    return Env(
        mode=mode,
        debug=_yes(environ, "UPSTANDER_DEBUG"),
        var=var,
        secrets=demo_secrets(secrets) if demo else fixed_secrets(),
        database_url=environ.get("UPSTANDER_DATABASE_URL") or data,
        keys_database_url=environ.get("UPSTANDER_KEYS_DATABASE_URL") or keys,
        address=environ.get("UPSTANDER_ADDRESS") or "http://127.0.0.1",
        behind_proxies=0,
        anchor=Path(environ.get("UPSTANDER_ANCHOR") or var / "anchor.txt"),
        scanner=_scanner(environ),
        backup_to=Path(environ["UPSTANDER_BACKUP_TO"]) if environ.get("UPSTANDER_BACKUP_TO") else None,
        mail=None if demo else outgoing.mail(environ, address="http://localhost", real=False),
        texts=None if demo else outgoing.texts(environ, real=False),
    )


def _real(environ: Mapping[str, str]) -> Env:
    if _yes(environ, "UPSTANDER_DEBUG"):
        raise Misconfigured("UPSTANDER_DEBUG", "real mode never shows its insides", "Unset it.")
    data = _given(environ, "UPSTANDER_DATABASE_URL", "postgres://… or sqlite:////…/upstander.sqlite3")
    keys = _given(environ, "UPSTANDER_KEYS_DATABASE_URL", "the URL of a second database, with backups of its own")
    if data == keys:
        raise Misconfigured(
            "UPSTANDER_KEYS_DATABASE_URL", "keys and data share one database", "Give the keys a database of their own."
        )
    return Env(
        mode=Mode.REAL,
        debug=False,
        var=_folder(environ, "UPSTANDER_VAR"),
        secrets=kept_secrets(_folder(environ, "UPSTANDER_SECRETS_DIR")),
        database_url=data,
        keys_database_url=keys,
        address=_https(environ),
        behind_proxies=int(environ.get("UPSTANDER_BEHIND_PROXIES") or 0),
        anchor=_anchor(environ),
        scanner=_scanner(environ),
        backup_to=_folder(environ, "UPSTANDER_BACKUP_TO"),
        mail=outgoing.mail(environ, address=_https(environ), real=True),
        texts=outgoing.texts(environ, real=True),
    )


def _mode(environ: Mapping[str, str]) -> Mode:
    told = environ.get("UPSTANDER_MODE", "")
    if told not in set(Mode):
        raise Misconfigured("UPSTANDER_MODE", f"it says {told!r}", "Set it to demo, real or test.")
    return Mode(told)


def _yes(environ: Mapping[str, str], name: str) -> bool:
    return environ.get(name, "").lower() in {"1", "yes", "true", "on"}


def _given(environ: Mapping[str, str], name: str, what: str) -> str:
    value = environ.get(name, "").strip()
    if not value:
        raise Misconfigured(name, "it is not set", f"Set it to {what}.")
    return value


def _folder(environ: Mapping[str, str], name: str) -> Path:
    path = Path(_given(environ, name, "the path of a folder that exists"))
    if not path.is_absolute() or not path.is_dir():
        raise Misconfigured(name, f"{path} is not a folder by its full path", "Make the folder, or mend the path.")
    return path


def _anchor(environ: Mapping[str, str]) -> Path:
    path = Path(_given(environ, "UPSTANDER_ANCHOR", "a file outside the database's own disk, for the journal's head"))
    if not path.is_absolute() or not path.parent.is_dir():
        raise Misconfigured("UPSTANDER_ANCHOR", f"{path.parent} is not a folder", "Make the folder, or mend the path.")
    return path


def _https(environ: Mapping[str, str]) -> str:
    address = _given(environ, "UPSTANDER_ADDRESS", "the address people type, such as https://report.example.org")
    parts = urlsplit(address)
    if parts.scheme != "https" or not parts.hostname or parts.path.strip("/"):
        raise Misconfigured(
            "UPSTANDER_ADDRESS", f"{address!r} is no https address", "Serve it by https, without a path."
        )
    return f"https://{parts.netloc}"


def _scanner(environ: Mapping[str, str]) -> str:
    told = environ.get("UPSTANDER_SCANNER", "").strip()
    host, _, port = told.rpartition(":")
    if told and not told.startswith("unix:/") and not (host and port.isdigit()):
        raise Misconfigured("UPSTANDER_SCANNER", f"{told!r} is no scanner", "Say host:port, or unix:/its/socket.")
    return told
