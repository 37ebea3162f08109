"""Puts the checks of durability.py before the first use of a database and into `check --database`."""

from django.apps import AppConfig
from django.core.checks import Tags, register
from django.db.backends.signals import connection_created


class SiteConfig(AppConfig):
    """The ground of the house; it has no models."""

    name = "upstander.site"
    label = "site"

    def ready(self) -> None:
        """Read every new connection back before anything is written through it."""
        from upstander.site import durability

        connection_created.connect(durability.on_connection, dispatch_uid="upstander.durability")
        register(durability.check_databases, Tags.database)
