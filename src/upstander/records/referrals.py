"""Somebody referred to an agency, and every answer to it; what they read is the pack that was released (3.2 e)."""

from __future__ import annotations

from django.db import models

from upstander.records.case import Case, Party
from upstander.records.disclosures import Disclosure
from upstander.records.journal import Entry, Fact, where_set
from upstander.records.partners import Recipient
from upstander.records.sealing import SealedText


class Referral(Fact):
    """One person referred to one agency. `wish`: what is asked of it. `ask_by`: when we ask. `settled`: its end."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="referrals")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="referrals")
    disclosure = models.ForeignKey(Disclosure, on_delete=models.PROTECT, related_name="referrals")
    state = models.CharField(max_length=10)
    wish = SealedText()
    made_at = models.DateTimeField()
    ask_by = models.DateTimeField()
    settled = models.ForeignKey(Entry, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        indexes = [where_set("settled", name="referral_settled")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=["made", "accepted"], settled__isnull=True)
                | (~models.Q(state__in=["made", "accepted"]) & models.Q(settled__isnull=False)),
                name="a_referral_that_ended_says_by_what",
            )
        ]

    def __str__(self) -> str:
        return self.state


class ReferralSaid(Fact):
    """One answer to a referral, or that we asked again; `recipient`: who gave it, where they did themselves."""

    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="said")
    recipient = models.ForeignKey(Recipient, on_delete=models.PROTECT, null=True, related_name="+")
    answer = models.CharField(max_length=20)
    words = SealedText()
    said_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.answer
