"""The landlord's homes: clear reference data. What links one to a case or a person is sealed elsewhere (7 a)."""

from __future__ import annotations

import uuid

from django.db import models


class Area(models.Model):
    """A patch that a team looks after, in one borough."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=80, unique=True)
    borough = models.CharField(max_length=80)

    def __str__(self) -> str:
        return self.name


class Block(models.Model):
    """A building or group of homes on an estate."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=120)
    estate = models.CharField(max_length=120, blank=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="blocks")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["name", "estate", "area"], name="a_block_is_named_once_in_an_area")
        ]

    def __str__(self) -> str:
        return self.name


class Home(models.Model):
    """One home, by its UPRN as text."""

    uprn = models.CharField(max_length=12, primary_key=True)
    address = models.CharField(max_length=200)
    postcode = models.CharField(max_length=8, db_index=True)
    block = models.ForeignKey(Block, on_delete=models.PROTECT, null=True, related_name="homes")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="homes")
    tenure = models.CharField(max_length=30)
    stock_class = models.CharField(max_length=30)
    owner = models.CharField(max_length=120)
    managing_agent = models.CharField(max_length=120, blank=True)
    managed_from = models.DateField(null=True)
    managed_to = models.DateField(null=True)
    held_from = models.DateField(null=True)
    held_to = models.DateField(null=True)
    easting = models.PositiveIntegerField(null=True)
    northing = models.PositiveIntegerField(null=True)

    class Meta:
        indexes = [models.Index(fields=["area", "uprn"], name="home_by_area")]

    def __str__(self) -> str:
        return self.uprn
