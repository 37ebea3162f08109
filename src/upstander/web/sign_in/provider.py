"""Talking to the landlord's own sign-in: OpenID Connect's code flow with state, nonce and PKCE, every token checked.

Allauth's client was left: it sends no nonce, trusts a token's signature unseen, and keeps people's claims in clear.
"""

from __future__ import annotations

import base64
import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.conf import settings

TIMEOUT = 5
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "ES256", "ES384"]  # never "none", never a shared secret
LEEWAY = 60


class NotSignedIn(Exception):
    """The provider could not be asked, or its answer does not hold; nothing of it is believed."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What was sent along, to be held against the answer."""

    state: str
    nonce: str
    verifier: str


def house() -> Any:
    """Return what this installation was told of its provider."""
    return settings.OIDC


def ask(callback: str, *, again: bool) -> tuple[Asked, str]:
    """Return what to remember, and where to send the browser; `again`, to prove themselves anew. Raises NotSignedIn."""
    asked = Asked(*(secrets.token_urlsafe(32) for _ in range(3)))
    digest = hashlib.sha256(asked.verifier.encode()).digest()
    said = {
        "response_type": "code",
        "client_id": house().client_id,
        "redirect_uri": callback,
        "scope": "openid email profile",
        "state": asked.state,
        "nonce": asked.nonce,
        "code_challenge": base64.urlsafe_b64encode(digest).rstrip(b"=").decode(),
        "code_challenge_method": "S256",
    } | ({"prompt": "login", "max_age": "0"} if again else {})
    return asked, f"{_told('authorization_endpoint')}?{urlencode(said)}"


def answered(code: str, asked: Asked, callback: str) -> Mapping[str, Any]:
    """Return the claims of whoever came back with this code. Raises NotSignedIn."""
    said = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": callback,
        "client_id": house().client_id,
        "client_secret": house().client_secret,
        "code_verifier": asked.verifier,
    }
    token = _json("post", _told("token_endpoint"), data=said).get("id_token")
    claims = _checked(str(token or ""))
    if not secrets.compare_digest(str(claims.get("nonce", "")), asked.nonce):
        raise NotSignedIn("nonce")
    return claims


def _checked(token: str) -> dict[str, Any]:
    import jwt

    keys = _json("get", _told("jwks_uri"))
    try:
        named = jwt.get_unverified_header(token).get("kid")  # it need not be named where there is but one
        signing = [key for key in jwt.PyJWKSet.from_dict(keys).keys if key.public_key_use in {None, "sig"}]
        fitting = [key for key in signing if named in {None, key.key_id}]
        if len(fitting) != 1:
            raise NotSignedIn("key")
        claims: dict[str, Any] = jwt.decode(
            token,
            fitting[0],
            algorithms=ALGORITHMS,
            audience=house().client_id,
            issuer=house().issuer,
            leeway=LEEWAY,
            options={"require": ["exp", "iat", "iss", "aud", "sub"]},
        )
    except jwt.PyJWTError as wrong:
        raise NotSignedIn("token") from wrong
    return claims


def _told(name: str) -> str:
    """Return an address of the provider's, as it publishes them."""
    told = _json("get", f"{house().issuer}/.well-known/openid-configuration")
    if str(told.get("issuer", "")).rstrip("/") != house().issuer or not str(told.get(name, "")):
        raise NotSignedIn("configuration")
    return str(told[name])


def _json(method: str, address: str, **more: Any) -> dict[str, Any]:
    import requests

    try:
        answer = requests.request(method, address, timeout=TIMEOUT, allow_redirects=False, **more)
        told = answer.json() if answer.status_code == 200 else None
    except (requests.RequestException, ValueError) as wrong:
        raise NotSignedIn("provider") from wrong
    if not isinstance(told, dict):
        raise NotSignedIn("provider")
    return told
