"""A small client of a virus scanner that speaks clamd's INSTREAM, over TCP or a socket on this machine (clause 7 a)."""

from __future__ import annotations

import socket
import struct

PIECE = 1 << 16
SECONDS = 30.0
ANSWER_AT_MOST = 4096
LOCAL = "unix:"


class ScannerDown(Exception):
    """The scanner cannot be reached, or did not say what it found."""


def virus_in(content: bytes, *, scanner: str) -> str:
    """Return the name of the virus found, or nothing. `scanner`: host:port or unix:/path. Raises ScannerDown."""
    try:
        with _reached(scanner) as line:
            line.sendall(b"zINSTREAM\0")
            for start in range(0, len(content), PIECE):
                piece = content[start : start + PIECE]
                line.sendall(struct.pack(">I", len(piece)) + piece)
            line.sendall(struct.pack(">I", 0))
            answer = _heard(line)
    except (OSError, ValueError) as trouble:
        raise ScannerDown(str(trouble)) from trouble
    if answer.endswith("FOUND"):
        return answer.removeprefix("stream:").removesuffix("FOUND").strip()[:100] or "unnamed"
    if answer != "stream: OK":
        raise ScannerDown(answer)
    return ""


def _reached(scanner: str) -> socket.socket:
    if scanner.startswith(LOCAL):
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(SECONDS)
        try:
            line.connect(scanner.removeprefix(LOCAL))
        except OSError:
            line.close()
            raise
        return line
    host, _, port = scanner.rpartition(":")
    return socket.create_connection((host.strip("[]"), int(port)), timeout=SECONDS)


def _heard(line: socket.socket) -> str:
    held = b""
    while not held.endswith(b"\0") and len(held) < ANSWER_AT_MOST:
        piece = line.recv(ANSWER_AT_MOST)
        if not piece:
            break
        held += piece
    return held.rstrip(b"\0").decode("utf-8", "replace").strip()
