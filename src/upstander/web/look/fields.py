"""The fields that forms are made of: each with a limit, a clear sentence when it is passed, and clean text.

Clause 2 e: a report is not lost for a stray character. A single line with control or direction-changing characters is
refused with a sentence; in a story each such character becomes a visible mark, and the story is kept.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from upstander.policy.when import Approximate, ImpossibleDate, approximate
from upstander.web.who import now

LINE_AT_MOST = 200
ANSWER_AT_MOST = 5_000
STORY_AT_MOST = 50_000
MARK = "\N{REPLACEMENT CHARACTER}"
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufff9-\ufffb]")
TURNING = re.compile(r"[\u202a-\u202e\u2066-\u2069]")  # the marks that Arabic, Bengali and Persian need stay
NOT_IN_A_LINE = "{} has characters that cannot be read. Type it again instead of pasting it."


class Option(str):
    """The words of a choice, and what stands around them: a hint, an "or" before it, or that it stands alone."""

    hint: str
    divider: str
    alone: bool

    def __new__(cls, words: str, *, hint: str = "", divider: str = "", alone: bool = False) -> Option:
        """Make the words, with what stands around them."""
        option = super().__new__(cls, words)
        option.hint, option.divider, option.alone = hint, divider, alone
        return option

    def __deepcopy__(self, memo: object) -> Option:
        """Stay the same: words do not change, and Django copies every choice of every form it makes."""
        return self


class Shown:
    """What every field may say of how it is drawn: as the page's heading, or strong under one."""

    heading: bool
    strong: bool

    def __init__(self, *args: Any, heading: bool = False, strong: bool = False, missing: str = "", **more: Any) -> None:
        if missing:
            more["error_messages"] = {"required": missing, "invalid_choice": missing, **more.get("error_messages", {})}
        super().__init__(*args, **more)
        self.heading, self.strong = heading, strong


class LineField(Shown, forms.CharField):
    """One line of text."""

    def __init__(self, *, max_length: int = LINE_AT_MOST, width: int = 0, kind: str = "text", **more: Any) -> None:
        super().__init__(max_length=max_length, **more)
        self.widget.input_type = kind
        self.widget.attrs.update({"autocomplete": "off", "class": f"govuk-input--width-{width}" if width else ""})
        self.widget.attrs.pop("maxlength", None)  # a pasted text is never cut in silence
        self.error_messages["max_length"] = f"Use {max_length:,} characters or fewer."

    def to_python(self, value: Any) -> str:
        """Tidy the line, or say that it cannot be read."""
        text = unicodedata.normalize("NFC", "" if value is None else str(value))
        if CONTROL.search(text.strip()) or "\n" in text.strip() or TURNING.search(text):
            raise ValidationError(NOT_IN_A_LINE.format(self.label or "This"), code="characters")
        return str(super().to_python(" ".join(text.split())))


class PhoneField(LineField):
    """A phone number as people write it. Phones paste marks around a number; those are dropped."""

    def __init__(self, **more: Any) -> None:
        super().__init__(max_length=30, width=20, kind="tel", **more)

    def to_python(self, value: Any) -> str:
        """Keep digits and what people write between them."""
        text = super().to_python(TURNING.sub("", str(value or "")))
        digits = sum(letter.isdigit() for letter in text)
        if text and (not 6 <= digits <= 15 or re.search(r"[^\d\s()+.\-/ext]", text)):
            raise ValidationError("Enter a phone number, such as 07700 900123 or +44 7700 900123.", code="phone")
        return text


class EmailField(LineField):
    """An e-mail address."""

    def __init__(self, **more: Any) -> None:
        super().__init__(max_length=254, kind="email", **more)

    def to_python(self, value: Any) -> str:
        """Check the shape only; whether it is safe to write to is another question."""
        text = super().to_python(value)
        if text and not re.fullmatch(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+", text):
            raise ValidationError("Enter an email address, such as name@example.org.", code="email")
        return text


class StoryField(Shown, forms.CharField):
    """Somebody's own words, of many lines: kept, whatever they hold."""

    def __init__(self, *, max_length: int = STORY_AT_MOST, rows: int = 10, **more: Any) -> None:
        super().__init__(
            max_length=max_length, widget=forms.Textarea(attrs={"rows": rows, "autocomplete": "off"}), **more
        )
        self.widget.attrs.pop("maxlength", None)
        self.widget.attrs.pop("cols", None)
        self.error_messages["max_length"] = (
            f"This is longer than {max_length:,} characters. It is all still here: "
            "make it shorter, and tell us the rest later."
        )

    def clean(self, value: Any) -> str:
        """Put a visible mark where a character cannot be shown."""
        text = unicodedata.normalize("NFC", str(value or "").replace("\r\n", "\n").replace("\r", "\n"))
        return str(super().clean(TURNING.sub(MARK, CONTROL.sub(MARK, text))))


class AnswerField(StoryField):
    """A shorter answer in somebody's own words."""

    def __init__(self, *, max_length: int = ANSWER_AT_MOST, rows: int = 5, **more: Any) -> None:
        super().__init__(max_length=max_length, rows=rows, **more)


class OneOf(Shown, forms.ChoiceField):
    """One answer of several."""

    def __init__(self, *, choices: Sequence[Any], inline: bool = False, **more: Any) -> None:
        super().__init__(choices=choices, widget=forms.RadioSelect(attrs={"inline": True} if inline else {}), **more)


class SomeOf(Shown, forms.MultipleChoiceField):
    """Any number of answers; an answer that stands alone gives way to others."""

    def __init__(self, *, choices: Sequence[Any], **more: Any) -> None:
        super().__init__(choices=choices, widget=forms.CheckboxSelectMultiple(), **more)


class ListField(Shown, forms.ChoiceField):
    """One answer of many, from a list to open."""

    def __init__(self, *, choices: Iterable[Any], **more: Any) -> None:
        super().__init__(choices=list(choices), **more)


class TickField(Shown, forms.BooleanField):
    """One box to tick."""


class CountField(LineField):
    """A whole number."""

    def __init__(self, *, at_least: int = 0, at_most: int = 999, **more: Any) -> None:
        super().__init__(max_length=6, width=3, **more)
        self.at_least, self.at_most = at_least, at_most
        self.widget.attrs["inputmode"] = "numeric"

    def clean(self, value: Any) -> int | None:
        """Return the number, or None for an empty optional field."""
        text = super().clean(value)
        if not text:
            return None
        if not (text.isascii() and text.isdigit() and self.at_least <= int(text) <= self.at_most):
            raise ValidationError(f"Enter a number from {self.at_least} to {self.at_most:,}.", code="number")
        return int(text)


class WhenField(LineField):
    """When it happened, as surely as they know: gives an `Approximate`."""

    def clean(self, value: Any) -> Approximate | None:
        """Understand a day, a month, "about 3 weeks ago"; keep any other words."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return approximate(text, today=timezone.localdate(now()))
        except ImpossibleDate as wrong:
            raise ValidationError(str(wrong), code="impossible") from wrong


def offer(form: forms.BaseForm, name: str, choices: Iterable[tuple[str, str]]) -> forms.ChoiceField:
    """Let a field of this form choose from these, and return it."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = list(choices)
    return field
