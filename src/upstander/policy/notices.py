"""What is sent, and its words: neutral, without content, so that another reader learns nothing (clause 3.2 a)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Notice(StrEnum):
    """Each notice that can stand in the outbox."""

    ALERT = "alert"
    MESSAGE = "message"
    INCIDENT = "incident"
    GRAVER = "graver"
    OUTSIDE_THE_LINE = "outside_the_line"
    MESSAGE_WAITING = "message_waiting"
    CODE_SLIP = "code_slip"


@dataclass(frozen=True, slots=True)
class NoticeText:
    """A subject and a body; `{reference}` is the only thing that is ever filled in."""

    subject: str
    body: str


NOTICE_TEXT: Mapping[Notice, NoticeText] = {
    Notice.ALERT: NoticeText("Please look now", "Somebody may be in danger. Sign in and open {reference}."),
    Notice.MESSAGE: NoticeText("A message waits for you", "Sign in and open {reference}."),
    Notice.INCIDENT: NoticeText("Something was added to a case", "Sign in and open {reference}."),
    Notice.GRAVER: NoticeText("A case is now a high priority", "Sign in and open {reference}: its dates changed."),
    Notice.OUTSIDE_THE_LINE: NoticeText("A case came to you", "Sign in and open {reference}."),
    Notice.MESSAGE_WAITING: NoticeText("There is a message for you", "There is a message for you."),
    Notice.CODE_SLIP: NoticeText("For you alone", "{reference}"),
}
"""To staff a reference is a case's number. In a letter with a slip it is the slip itself; nothing else is said."""
