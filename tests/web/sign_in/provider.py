"""A small sign-in of a landlord's own, as a real server on this machine; it holds what it was sent against itself."""

from __future__ import annotations

import base64
import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import flask
import oidc_provider_mock
import requests
import werkzeug.serving
from django.test import Client

CLIENT = "upstander"


@dataclass
class Provider:
    """Where it listens, and what it has seen: challenges by code, and whether a verifier fitted."""

    issuer: str
    asked: list[dict[str, str]] = field(default_factory=list)
    fitted: list[bool] = field(default_factory=list)

    def knows(self, sub: str, **claims: Any) -> None:
        """Let the provider say this of somebody."""
        requests.put(f"{self.issuer}/users/{sub}", json=claims, timeout=5).raise_for_status()

    def sent_back(self, address: str, sub: str) -> str:
        """Sign in at the provider, and return the path on our side that the browser is sent to."""
        answer = requests.post(address, data={"sub": sub}, allow_redirects=False, timeout=5)
        assert answer.status_code == 302, answer.text
        back = urlsplit(answer.headers["Location"])
        return f"{back.path}?{back.query}"


def come_by(provider: Provider, browser: Client, sub: str, *, leads_to: str = "/work") -> Any:
    """Go to the provider from our page, sign in there, and come back."""
    start = browser.get(f"/sign-in/work-account?next={leads_to}")
    assert start.status_code == 302, start.content
    return browser.get(provider.sent_back(start["Location"], sub))


@contextmanager
def running() -> Iterator[Provider]:
    """Start the provider on a free port of this machine, and end it."""
    app = oidc_provider_mock.app(require_nonce=True)
    server = werkzeug.serving.make_server("127.0.0.1", 0, app, threaded=True)
    provider = Provider(f"http://127.0.0.1:{server.server_port}")

    def look() -> None:
        if flask.request.path == "/oauth2/authorize":
            provider.asked.append(dict(flask.request.args))
        if flask.request.path == "/oauth2/token":
            sent = hashlib.sha256(flask.request.form.get("code_verifier", "").encode()).digest()
            challenge = base64.urlsafe_b64encode(sent).rstrip(b"=").decode()
            provider.fitted.append(any(one.get("code_challenge") == challenge for one in provider.asked))

    app.before_request(look)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        thread.join(5)
        server.server_close()
