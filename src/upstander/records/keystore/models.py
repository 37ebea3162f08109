"""One wrapped data key per person, report and case; destroying it erases what it sealed."""

import uuid

from django.db import models


class DataKey(models.Model):
    """A data key, wrapped by the installation's sealing key; `wrapped` is empty once destroyed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=20)
    wrapped = models.BinaryField()
    wrapping_version = models.PositiveSmallIntegerField(default=1)
    made_at = models.DateTimeField()
    destroyed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.kind} key {self.id}"
