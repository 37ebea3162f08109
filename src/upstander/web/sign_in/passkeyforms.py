"""What a browser answers for a passkey: whatever it sends, it is a passkey that we know or none (clause 7 a)."""

from __future__ import annotations

from typing import Any

from allauth.mfa.webauthn.forms import AddWebAuthnForm, AuthenticateWebAuthnForm, LoginWebAuthnForm
from django import forms

from upstander.web.look.fields import LineField

LONGEST = 20_000
UNREADABLE = (ValueError, KeyError, TypeError, AttributeError)  # what the libraries raise of odd answers


class AnswerOfPasskey(forms.JSONField):
    """The answer as the page's script wrote it."""

    def __init__(self, *, missing: str) -> None:
        super().__init__(widget=forms.HiddenInput({"data-passkey-answer": ""}), error_messages={"required": missing})

    def to_python(self, value: Any) -> Any:
        """Read it, or say that it cannot be read."""
        try:
            told = super().to_python(value) if len(value or "") <= LONGEST else 0
        except (ValueError, RecursionError) as wrong:
            raise forms.ValidationError(self.error_messages["required"]) from wrong
        if told is not None and not isinstance(told, dict):
            raise forms.ValidationError(self.error_messages["required"])
        return told

    def bound_data(self, data: Any, initial: Any) -> Any:
        """Show nothing again: an answer is good once."""
        return None

    def prepare_value(self, value: Any) -> Any:
        """Show nothing again."""
        return ""


class PasskeyForm(AddWebAuthnForm):  # type: ignore[misc]  # allauth says no types
    """A passkey that a browser made, and what its owner calls it."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["name"] = LineField(
            label="What do you want to call it?",
            help_text="For example: work phone. Only you see it.",
            max_length=40,
            required=False,
            width=20,
        )
        self.fields["credential"] = AnswerOfPasskey(missing="Your browser made no passkey. Try again.")
        self.fields["passwordless"].widget = forms.HiddenInput()

    def clean_passwordless(self) -> bool:
        """Take only a passkey that asks for a face, a finger or a PIN."""
        return True

    def clean(self) -> dict[str, Any]:
        """Hold the new passkey against what was asked."""
        try:
            said: dict[str, Any] = super().clean()
        except UNREADABLE as wrong:
            raise forms.ValidationError("Your browser made no passkey that we can use. Try again.") from wrong
        return said


class _Known(forms.Form):
    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["credential"] = AnswerOfPasskey(missing="Your browser used no passkey. Try again.")

    def clean_credential(self) -> Any:
        """Hold the answer against what was asked."""
        try:
            return super().clean_credential()  # type: ignore[misc]  # allauth says no types
        except UNREADABLE as wrong:
            raise forms.ValidationError("That passkey was not recognised.") from wrong


class UsePasskeyForm(_Known, AuthenticateWebAuthnForm):  # type: ignore[misc]  # allauth says no types
    """A passkey of somebody whom a password or a session names."""


class PasskeySignInForm(_Known, LoginWebAuthnForm):  # type: ignore[misc]  # allauth says no types
    """A passkey that names its holder itself."""
