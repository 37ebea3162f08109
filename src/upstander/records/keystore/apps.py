"""The key store app; the router sends it, and nothing else, to the `keys` database."""

from django.apps import AppConfig


class KeystoreConfig(AppConfig):
    """Where wrapped data keys are kept."""

    name = "upstander.records.keystore"
    label = "keystore"
