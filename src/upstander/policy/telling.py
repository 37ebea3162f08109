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


class WhoSaid(StrEnum):
    """Who said something about somebody that staff write down."""

    THEMSELVES = "themselves"
    OFFICER = "officer"
    FAMILY = "family"
    AGENCY = "agency"


WHO_SAID_LABELS: Mapping[WhoSaid, str] = {
    WhoSaid.THEMSELVES: "They said so themselves",
    WhoSaid.OFFICER: "An officer saw it",
    WhoSaid.FAMILY: "Their family, or whoever speaks for them",
    WhoSaid.AGENCY: "An agency, or a professional who helps them",
}


class Police(StrEnum):
    """What they say of the police; not telling them is theirs to choose, and changes nothing of what we do."""

    TOLD = "told"
    NOT_TOLD = "not_told"
    WANTS_US_TO = "wants_us_to"
    RATHER_NOT_SAY = "rather_not_say"


POLICE_LABELS: Mapping[Police, str] = {
    Police.TOLD: "The police know",
    Police.NOT_TOLD: "The police have not been told",
    Police.WANTS_US_TO: "They want us to tell the police",
    Police.RATHER_NOT_SAY: "They would rather not say",
}

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
