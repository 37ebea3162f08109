"""How staff get in: by an account the landlord made for them. Nobody signs up (clause 7 a)."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from django.http import HttpRequest

from upstander.web.sign_in.came import came_in, how_of


class StaffAccounts(DefaultAccountAdapter):  # type: ignore[misc]  # allauth says no types
    """Allauth, without its sign-up and without its greetings."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Answer no: roles and accounts are given by two people."""
        return False

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Say nothing: a page says itself who is signed in."""

    def login(self, request: HttpRequest, user: Any) -> None:
        """Sign in, and note when and how."""
        how = how_of(get_authentication_records(request, user))
        super().login(request, user)
        came_in(request, staff=user.pk, how=how)
