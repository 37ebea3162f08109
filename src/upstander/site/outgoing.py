"""What leaves the house: the mail server and the text gateway, as this installation is told of them (clause 7 a).

In real mode mail is never handed over in clear to another machine, and a password stands in a file or the environment.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from upstander.site.refusal import Misconfigured

LOOPBACK = ("127.0.0.1", "::1", "localhost")
BODY = '{"to": "{to}", "body": "{words}"}'


class Tls(StrEnum):
    """How the line to the mail server is kept from others: from a promise on, from the first byte, or not at all."""

    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"


PORTS: Mapping[Tls, int] = {Tls.STARTTLS: 25, Tls.TLS: 465, Tls.NONE: 25}


@dataclass(frozen=True, slots=True, repr=False)
class Mail:
    """The server that takes our mail, and from whom it comes."""

    host: str
    port: int
    tls: Tls
    user: str
    password: str
    sender: str


@dataclass(frozen=True, slots=True, repr=False)
class Texts:
    """The provider that takes our text messages; `body` is a form of field names with places for what is sent."""

    url: str
    headers: Mapping[str, str]
    body: Mapping[str, Any]
    as_form: bool


def mail(environ: Mapping[str, str], *, address: str, real: bool) -> Mail | None:
    """Read where mail goes; None in a demo, which keeps it in files. Raises Misconfigured."""
    host = environ.get("UPSTANDER_MAIL_HOST", "").strip()
    if not host:
        if real:
            raise Misconfigured("UPSTANDER_MAIL_HOST", "it is not set", "Set it to the host that takes your mail.")
        return None
    tls = environ.get("UPSTANDER_MAIL_TLS", "") or Tls.STARTTLS
    if tls not in set(Tls):
        raise Misconfigured("UPSTANDER_MAIL_TLS", f"it says {tls!r}", f"Say one of: {', '.join(Tls)}.")
    if real and tls == Tls.NONE and host not in LOOPBACK:
        raise Misconfigured(
            "UPSTANDER_MAIL_TLS", "mail would cross the network in clear", "Say starttls, or tls from the first byte."
        )
    user, password = environ.get("UPSTANDER_MAIL_USER", "").strip(), _secret(environ, "UPSTANDER_MAIL_PASSWORD")
    if bool(user) != bool(password):
        raise Misconfigured("UPSTANDER_MAIL_USER", "a name and a password go together", "Set both, or neither.")
    sender = environ.get("UPSTANDER_MAIL_FROM", "").strip() or f"no-reply@{urlsplit(address).hostname}"
    return Mail(host, _port(environ, PORTS[Tls(tls)]), Tls(tls), user, password, sender)


def texts(environ: Mapping[str, str], *, real: bool) -> Texts | None:
    """Read where text messages go; None where no provider is named, so that none is sent. Raises Misconfigured."""
    url = environ.get("UPSTANDER_TEXT_URL", "").strip()
    if not url:
        return None
    parts = urlsplit(url)
    if not parts.hostname or parts.scheme not in ("https", "http"):
        raise Misconfigured("UPSTANDER_TEXT_URL", "it is no address", "Give the whole address, from https on.")
    if real and parts.scheme != "https" and parts.hostname not in LOOPBACK:
        raise Misconfigured("UPSTANDER_TEXT_URL", "it is no https address", "Use your provider's https address.")
    token = _secret(environ, "UPSTANDER_TEXT_TOKEN")
    auth = environ.get("UPSTANDER_TEXT_AUTH", "") or "Authorization: Bearer {token}"
    name, _, value = auth.partition(":")
    headers = {name.strip(): value.strip().replace("{token}", token)} if token else {}
    kind = environ.get("UPSTANDER_TEXT_AS", "") or "json"
    if kind not in ("json", "form"):
        raise Misconfigured("UPSTANDER_TEXT_AS", f"it says {kind!r}", "Say json or form.")
    return Texts(url, headers, _body(environ.get("UPSTANDER_TEXT_BODY", "") or BODY), kind == "form")


def _body(text: str) -> Mapping[str, Any]:
    try:
        body = json.loads(text)
    except ValueError:
        body = None
    if not isinstance(body, dict) or "{to}" not in text or "{words}" not in text:
        raise Misconfigured(
            "UPSTANDER_TEXT_BODY", "it is no JSON object with places for {to} and {words}", f"Such as: {BODY}"
        )
    return body


def _port(environ: Mapping[str, str], otherwise: int) -> int:
    given = environ.get("UPSTANDER_MAIL_PORT", "").strip() or str(otherwise)
    if not given.isdigit() or not 0 < int(given) < 65_536:
        raise Misconfigured("UPSTANDER_MAIL_PORT", f"it says {given!r}", "Give the number of a port, such as 587.")
    return int(given)


def _secret(environ: Mapping[str, str], name: str) -> str:
    """Return a secret from a file (UPSTANDER_MAIL_PASSWORD_FILE, UPSTANDER_TEXT_TOKEN_FILE), or given itself."""
    place = environ.get(f"{name}_FILE", "").strip()
    if not place:
        return environ.get(name, "").strip()
    path = Path(place)
    if not path.is_file() or not os.access(path, os.R_OK):
        raise Misconfigured(f"{name}_FILE", f"{path} is no file that can be read", "Make the file, or mend the path.")
    return path.read_text(encoding="utf-8").strip()
