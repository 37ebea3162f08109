"""Second steps of signing in, as allauth keeps them: each secret sealed, and no mail past the outbox.

Clause 7 a: whoever takes the records database can make nobody's codes.
"""

from __future__ import annotations

import base64
from typing import Any

from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings

from upstander.records import keyring
from upstander.records.sealing import seal, unseal

KIND = "sign_in"
CONTEXT = "mfa_authenticator|data|1"


class SealedSteps(DefaultMFAAdapter):  # type: ignore[misc]  # allauth says no types
    """Allauth's own, but that nothing is stored in clear."""

    def encrypt(self, text: str) -> str:
        """Seal the secret of an app, or the seed of recovery codes."""
        return base64.b64encode(seal(keyring.standing(KIND), CONTEXT, text)).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Open what `encrypt` sealed."""
        return unseal(keyring.standing(KIND), CONTEXT, base64.b64decode(encrypted_text))

    def get_totp_issuer(self) -> str:
        """Name the landlord in the app."""
        return settings.LANDLORD.name

    def _get_site_name(self) -> str:
        return settings.LANDLORD.name

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Send nothing: the deed puts its notice in the outbox."""
