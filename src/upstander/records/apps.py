"""The records app: its models live one file per matter."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    """Everything that is kept of the work."""

    name = "upstander.records"
    label = "records"
    default_auto_field = "django.db.models.BigAutoField"
