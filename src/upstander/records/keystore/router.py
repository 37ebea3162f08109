"""Sends data keys to the `keys` database and everything else to `default`."""

from typing import Any

KEYS = "keys"
APP = "keystore"


class KeysRouter:
    """Django's database router: the key store never shares a database with what its keys open."""

    def db_for_read(self, model: Any, **hints: Any) -> str:
        """Name the database a model is read from."""
        return KEYS if model._meta.app_label == APP else "default"

    def db_for_write(self, model: Any, **hints: Any) -> str:
        """Name the database a model is written to."""
        return self.db_for_read(model)

    def allow_relation(self, first: Any, second: Any, **hints: Any) -> bool:
        """Refuse relations that would cross the two databases."""
        return bool((first._meta.app_label == APP) == (second._meta.app_label == APP))

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        """Migrate the key store in `keys` only, and everything else in `default` only."""
        return (app_label == APP) == (db == KEYS)
