"""A session that is there is saved by one statement, and one that was ended is not brought back by saving it."""

from __future__ import annotations

import pytest
from django.contrib.sessions.backends.base import UpdateError

from upstander.site.staffsessions import SessionStore


@pytest.fixture
def kept() -> SessionStore:
    session = SessionStore()
    session["seen"] = 1
    session.save()
    return SessionStore(session.session_key)


def test_it_is_saved_by_one_statement(kept, django_assert_num_queries):
    kept["seen"] = 2
    with django_assert_num_queries(1):
        kept.save()
    assert SessionStore(kept.session_key)["seen"] == 2


def test_one_that_was_ended_stays_ended(kept):
    kept["seen"] = 2
    SessionStore(kept.session_key).delete()
    with pytest.raises(UpdateError):
        kept.save()
    assert not SessionStore().exists(kept.session_key)
