"""Notices by e-mail, by SMTP: one line to the server for a round, and each message under a name of its own (3.2 c).

The name (`Message-ID`) is the same however often a notice is tried, so that a server can tell a second copy.
"""

from __future__ import annotations

import contextlib
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException, SMTPSenderRefused

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from upstander.post.ways import Down, Later, NeverTaken, NotSent

CLOSING = 421
POLICY = b"5.7."  # refused for who we are or what they think of us, not for whom it goes to


class MailLine:
    """One line to the mail server, opened when it is first needed."""

    def __init__(self) -> None:
        self._line = get_connection()

    def send(self, address: str, *, subject: str, body: str, key: str) -> None:
        """Hand one message over; once this returns, the server has taken it. Raises NotSent."""
        message = EmailMessage(subject, body, to=[address], headers={"Message-ID": message_id(key)})
        try:
            self._line.open()
        except (SMTPException, OSError) as trouble:
            self.close()
            raise Down(_said(trouble)) from trouble
        try:
            self._line.send_messages([message])
        except ValueError as unreadable:
            raise NeverTaken("the address cannot be read") from unreadable
        except (SMTPException, OSError) as trouble:
            self.close()
            raise _meant(trouble) from trouble

    def close(self) -> None:
        """Hang up; a line that is broken already is let go."""
        with contextlib.suppress(SMTPException, OSError):
            self._line.close()


def message_id(key: str) -> str:
    """Return the name of a message: the same for the same notice, and nobody else's."""
    return f"<{key}@{settings.DEFAULT_FROM_EMAIL.rpartition('@')[2]}>"


def _meant(trouble: Exception) -> NotSent:
    code, words = _answer(trouble)
    if code is None or code == CLOSING or isinstance(trouble, SMTPSenderRefused):
        return Down(_said(trouble))
    if 500 <= code < 600 and not words.startswith(POLICY):
        return NeverTaken(_said(trouble))
    return Later(_said(trouble))


def _answer(trouble: Exception) -> tuple[int | None, bytes]:
    if isinstance(trouble, SMTPRecipientsRefused):
        return next(iter(trouble.recipients.values()))
    if isinstance(trouble, SMTPResponseException):
        words = trouble.smtp_error
        return trouble.smtp_code, words.encode() if isinstance(words, str) else words
    return None, b""


def _said(trouble: Exception) -> str:
    code, _ = _answer(trouble)
    return f"{type(trouble).__name__} {code}" if code else type(trouble).__name__
