"""What somebody on the staff is asked at the door (clause 7 a)."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import LoginForm
from django import forms

from upstander.web.look.fields import EmailField


class SignInForm(LoginForm):  # type: ignore[misc]
    """Allauth's own checks, drawn with our fields. It does not say whether an address is known."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["login"] = EmailField(label="Work email address", missing="Enter your work email address")
        self.fields["login"].widget.attrs["autocomplete"] = "username"
        self.fields["password"] = forms.CharField(
            label="Password",
            max_length=1_000,
            strip=False,
            widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "class": "govuk-input--width-20"}),
            error_messages={"required": "Enter your password"},
        )
        self.fields.pop("remember", None)
