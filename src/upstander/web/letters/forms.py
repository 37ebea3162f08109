"""What the pages about the words of letters ask. A field is named as the deed's own argument."""

from __future__ import annotations

from upstander.policy.sheets import LANGUAGES, LETTER_LABELS, NAME_AT_MOST, TITLE_AT_MOST, WORDS_AT_MOST
from upstander.web.deed.form import DeedForm, options
from upstander.web.look.fields import LineField, ListField, OneOf, StoryField


class DraftForm(DeedForm):
    """Which letter, in which language, and its words."""

    kind = OneOf(label="What is the letter for?", choices=options(LETTER_LABELS), missing="Choose what it is for")
    language = ListField(label="Language", choices=[*LANGUAGES.items()], missing="Choose the language")
    title = LineField(
        label="Title",
        help_text="The same for everybody. It says nothing of what happened.",
        max_length=TITLE_AT_MOST,
        missing="Write the title",
    )
    words = StoryField(
        label="Words",
        help_text="A blank line begins a new paragraph. What stands in curly brackets is filled in for each letter.",
        max_length=WORDS_AT_MOST,
        rows=18,
        missing="Write the words",
    )


class SignForm(DeedForm):
    """Who answers for the words."""

    translator = LineField(
        label="Who answers for these words in this language?",
        help_text="The translator's name. In English you can leave it empty: then it is you.",
        max_length=NAME_AT_MOST,
        required=False,
    )
