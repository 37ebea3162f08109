"""What somebody on the staff is asked at the door (clause 7 a)."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import LoginForm
from allauth.core import ratelimit
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.internal.flows import check_rate_limit
from allauth.mfa.totp.internal.auth import validate_totp_code
from django import forms
from django.http import HttpRequest

from upstander.web import who
from upstander.web.look.fields import EmailField, LineField


class SignInForm(LoginForm):  # type: ignore[misc]  # allauth says no types
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


class PasswordAgainForm(forms.Form):
    """The password of whoever is signed in, asked for once more; wrong tries are counted."""

    password = forms.CharField(
        label="Your password",
        max_length=1_000,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "class": "govuk-input--width-20"}),
        error_messages={"required": "Enter your password"},
    )

    def __init__(self, *args: Any, request: HttpRequest, **more: Any) -> None:
        super().__init__(*args, **more)
        self.request = request

    def clean_password(self) -> str:
        """Hold it against theirs."""
        given: str = self.cleaned_data["password"]
        user = who.account(self.request)
        key = f"again:{user.pk}"
        if not ratelimit.consume(self.request, action="login_failed", key=key):
            raise forms.ValidationError("Too many tries. Wait five minutes, then try again.")
        if not user.check_password(given):
            raise forms.ValidationError("This is not your password.")
        ratelimit.clear(self.request, action="login_failed", key=key)
        return given


def _code_field(label: str) -> LineField:
    field = LineField(label=label, max_length=20, width=10, missing="Enter the code")
    field.widget.attrs.update({"autocomplete": "one-time-code", "inputmode": "numeric"})
    return field


class CodeForm(AuthenticateForm):  # type: ignore[misc]  # allauth says no types
    """A code of the app, or a recovery code; allauth asks whether it is right, and counts wrong tries."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["code"] = _code_field("Code from your app, or a recovery code")


class AppForm(forms.Form):
    """The first code that an app shows."""

    code = _code_field("The code that your app shows now")

    def __init__(self, *args: Any, user: Any, secret: str, **more: Any) -> None:
        super().__init__(*args, **more)
        self.user, self.secret = user, secret

    def clean_code(self) -> str:
        """Hold it against the secret; wrong tries are counted."""
        clear = check_rate_limit(self.user)
        code: str = self.cleaned_data["code"]
        if not validate_totp_code(self.secret, code):
            raise forms.ValidationError("This is not the code that your app shows. Wait for the next one.")
        clear()
        return code
