"""How somebody tells us: for whom, by which way, and how much in confidence (clause 2 d)."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Channel(StrEnum):
    """The way a report came in."""

    WEB = "web"
    PHONE = "phone"
    VISIT = "visit"
    LETTER = "letter"
    EMAIL = "email"
    PARTNER = "partner"
    AGENT = "agent"
    COMMAND = "command"
    IMPORT = "import"


class OnBehalf(StrEnum):
    """Who it happened to, as the reporter says."""

    ME = "me"
    WITNESS = "witness"
    SOMEONE_ELSE = "someone_else"
    WORKS_WITH_THEM = "works_with_them"


class Confidence(StrEnum):
    """Four levels of identity when reporting."""

    NAMED = "named"
    NAME_WITHHELD = "name_withheld"
    THROUGH_SOMEONE = "through_someone"
    NO_CONTACT = "no_contact"


CHANNEL_LABELS: Mapping[Channel, str] = {
    Channel.WEB: "Online",
    Channel.PHONE: "Phone",
    Channel.VISIT: "Visit",
    Channel.LETTER: "Letter",
    Channel.EMAIL: "Email",
    Channel.PARTNER: "Partner agency",
    Channel.AGENT: "Managing agent",
    Channel.COMMAND: "Command",
    Channel.IMPORT: "Import",
}

CONFIDENCE_LABELS: Mapping[Confidence, str] = {
    Confidence.NAMED: "Named, and may be contacted",
    Confidence.NAME_WITHHELD: "May be contacted; name withheld from others",
    Confidence.THROUGH_SOMEONE: "Contact through somebody they trust",
    Confidence.NO_CONTACT: "No contact: they come back with their code",
}
