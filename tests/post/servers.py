"""A real mail server and a real text gateway on loopback, which answer as a test wants and count what they took."""

from __future__ import annotations

import email
import json
import ssl
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

GOOD = "250 2.0.0 taken"


@dataclass
class Mailbox:
    """What a mail server took, and how it answers: `rcpt` and `data` in turn, the last one for ever."""

    taken: list[email.message.Message] = field(default_factory=list)
    to: list[str] = field(default_factory=list)
    rcpt: list[str] = field(default_factory=list)
    data: list[str] = field(default_factory=list)
    hang_up: list[str] = field(default_factory=list)
    logins: list[tuple[bytes, bytes]] = field(default_factory=list)
    visits: int = 0

    def ids(self) -> list[str]:
        return [str(message["Message-ID"]) for message in self.taken]

    async def handle_EHLO(self, server: SMTP, session: Any, envelope: Any, hostname: str, responses: list[str]) -> Any:
        self.visits += 1
        session.host_name = hostname
        return responses

    async def handle_RCPT(self, server: SMTP, session: Any, envelope: Any, address: str, options: Any) -> str:
        answer = _next(self.rcpt)
        if answer == GOOD:
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: SMTP, session: Any, envelope: Any) -> str:
        when = self.hang_up.pop(0) if self.hang_up else ""
        if when == "before":
            server.transport.abort()
            return GOOD
        answer = _next(self.data)
        if answer == GOOD:
            self.taken.append(email.message_from_bytes(envelope.content))
            self.to += envelope.rcpt_tos
        if when == "after":  # it was taken, and we never hear so
            server.transport.abort()
        return answer

    def login(self, server: Any, session: Any, envelope: Any, mechanism: str, auth: LoginPassword) -> AuthResult:
        self.logins.append((auth.login, auth.password))
        return AuthResult(success=auth.password == b"right", handled=False)


def _next(answers: list[str]) -> str:
    return (answers.pop(0) if len(answers) > 1 else answers[0]) if answers else GOOD


class Server(Controller):
    """aiosmtpd on a free port; it says which once it is up."""

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@contextmanager
def mail_server(box: Mailbox, *, port: int = 0, tls: ssl.SSLContext | None = None, auth: bool = False) -> Iterator[int]:
    """Serve until the end of the block; yields the port."""
    more = {"authenticator": box.login, "auth_required": True} if auth else {}
    server = Server(box, hostname="127.0.0.1", port=port, tls_context=tls, require_starttls=bool(tls), **more)
    server.start()
    try:
        yield server.port
    finally:
        server.stop()


def certificate(folder: Path) -> tuple[ssl.SSLContext, Path]:
    """A server's certificate for localhost, signed by itself, and the file by which somebody may trust it."""
    cert, key = folder / "cert.pem", folder / "key.pem"
    words = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    more = ["-addext", "subjectAltName=DNS:localhost", "-keyout", str(key), "-out", str(cert)]
    subprocess.run(["openssl", *words, *more], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(cert, key)
    return context, cert


@dataclass
class Gateway:
    """What a text gateway was asked, and how it answers: in turn, the last one for ever."""

    asked: list[dict[str, Any]] = field(default_factory=list)
    answers: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    slow: threading.Event | None = None
    url: str = ""

    def taken(self) -> dict[str, dict[str, Any]]:
        """Each message once: as a provider tells a second copy by its key."""
        return {one["key"]: one for one in self.asked if one["status"] < 300}


@contextmanager
def text_gateway() -> Iterator[Gateway]:
    """Serve until the end of the block."""
    gateway = Gateway()

    class Answer(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            if gateway.slow is not None:
                gateway.slow.wait(5)
            answers = gateway.answers
            status, headers = (answers.pop(0) if len(answers) > 1 else answers[0]) if answers else (201, {})
            kind = self.headers["Content-Type"]
            said = json.loads(body) if kind == "application/json" else body.decode()
            key, auth = self.headers["Idempotency-Key"], self.headers.get("Authorization", "")
            gateway.asked.append({"status": status, "body": said, "key": key, "auth": auth, "path": self.path})
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *words: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    gateway.url = f"http://127.0.0.1:{server.server_address[1]}/messages"
    try:
        yield gateway
    finally:
        if gateway.slow is not None:
            gateway.slow.set()
        server.shutdown()
        server.server_close()
