"""The landlord's own sign-in (OpenID Connect), where there is one: told by the environment, its secret in a file.

Clause 7 a: only known staff come in by it, and no role comes from it that the installation's own file does not name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from upstander.policy.second_step import may_take_from_claims
from upstander.site.refusal import Misconfigured

SECRET_FILE = "oidc_client_secret"  # noqa: S105 - the name of its file


@dataclass(frozen=True, slots=True)
class Oidc:
    """One provider. `roles`: what each value of the claim gives, as roles with the name of a team."""

    issuer: str
    client_id: str
    client_secret: str
    passwords: bool
    claim: str
    roles: Mapping[str, frozenset[tuple[str, str]]] | None


def read(environ: Mapping[str, str], *, secrets: Path, real: bool) -> Oidc | None:
    """Read the provider, or nothing where none is named. Raises Misconfigured."""
    issuer = environ.get("UPSTANDER_OIDC_ISSUER", "").strip().rstrip("/")
    if not issuer:
        return None
    if urlsplit(issuer).scheme != "https" and real:
        raise Misconfigured("UPSTANDER_OIDC_ISSUER", f"{issuer!r} is no https address", "Ask whoever runs it for one.")
    client_id = environ.get("UPSTANDER_OIDC_CLIENT_ID", "").strip()
    if not client_id:
        raise Misconfigured("UPSTANDER_OIDC_CLIENT_ID", "it is not set", "Register this address with the provider.")
    return Oidc(
        issuer=issuer,
        client_id=client_id,
        client_secret=_secret(secrets / SECRET_FILE),
        passwords=environ.get("UPSTANDER_PASSWORDS", "on").lower() not in {"off", "no", "0", "false"},
        claim=environ.get("UPSTANDER_OIDC_ROLES_CLAIM", "roles").strip(),
        roles=_roles(environ.get("UPSTANDER_OIDC_ROLES", "").strip()),
    )


def _secret(path: Path) -> str:
    if not path.is_file() or path.stat().st_mode & 0o027 or not path.read_text().strip():
        wrong = "there is no such file, it is empty, or others on this machine may read it"
        raise Misconfigured(f"UPSTANDER_SECRETS_DIR, file {path.name}", wrong, "Put the client's secret there.")
    return path.read_text().strip()


def _roles(told: str) -> Mapping[str, frozenset[tuple[str, str]]] | None:
    """Read the file of roles: a line for each, `value of the claim = role @ team`."""
    if not told:
        return None
    path, found = Path(told), dict[str, frozenset[tuple[str, str]]]()
    if not path.is_file():
        raise Misconfigured("UPSTANDER_OIDC_ROLES", f"{path} is no file", "Give the full path of a file, or unset it.")
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        plain = line.partition("#")[0].strip()
        if plain:
            value, role = _line(plain, number)
            found[value] = found.get(value, frozenset()) | {role}
    return found


def _line(plain: str, number: int) -> tuple[str, tuple[str, str]]:
    value, _, gives = (part.strip() for part in plain.partition("="))
    role, _, team = (part.strip() for part in gives.partition("@"))
    if not (value and role and team):
        raise Misconfigured("UPSTANDER_OIDC_ROLES", f"line {number} is not `claim = role @ team`", "Mend the line.")
    ruling = may_take_from_claims({role})
    if not ruling.allowed:
        raise Misconfigured("UPSTANDER_OIDC_ROLES", f"line {number}: {ruling.why}", ruling.how)
    return value, (role, team)
