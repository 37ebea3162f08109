"""Agencies that help, by borough: clear reference data about organisations, never about a person (clause 2 i)."""

from __future__ import annotations

import uuid
from datetime import date

from django.db import models

from upstander.records.journal import Entry


class Agency(models.Model):
    """One agency, from a day until a day. Its id is the key by which referrals name it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=30)
    everywhere = models.BooleanField(default=False)
    phone = models.CharField(max_length=30, blank=True)
    email = models.EmailField(max_length=254, blank=True)
    does = models.CharField(max_length=1000, blank=True)
    for_whom = models.CharField(max_length=300, blank=True)
    start = models.DateField()
    end = models.DateField(null=True)
    corrected = models.ForeignKey(Entry, on_delete=models.PROTECT, null=True, related_name="+")

    def __str__(self) -> str:
        return self.name


def is_open(agency: Agency | None, *, on: date) -> bool | None:
    """Whether an agency is in the register on this day; None where it is unknown."""
    if agency is None:
        return None
    return agency.start <= on and (agency.end is None or on <= agency.end)


class AgencyBorough(models.Model):
    """A borough in which an agency helps, by the name that areas have."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="boroughs")
    borough = models.CharField(max_length=80, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "borough"], name="an_agency_helps_once_in_a_borough")]

    def __str__(self) -> str:
        return self.borough
