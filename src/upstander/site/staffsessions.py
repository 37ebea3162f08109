"""Staff sessions in the database; noting that one is still in use is one statement, not a transaction of three."""

from __future__ import annotations

from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessions


class SessionStore(DatabaseSessions):
    """Django's own, but for how a session that is there already is saved."""

    def save(self, must_create: bool = False) -> None:
        """Save the session. Raises UpdateError when it was ended meanwhile, so that nobody is let in again."""
        if must_create or self.session_key is None:
            super().save(must_create)
            return
        kept = self.model.objects.filter(session_key=self.session_key)
        data = self.encode(dict(self.items()))
        if not kept.update(session_data=data, expire_date=self.get_expiry_date()):
            raise UpdateError
