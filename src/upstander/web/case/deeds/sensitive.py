"""Page: marking a note or a file as sensitive to the organisation (clause 7 a)."""

from __future__ import annotations

from upstander.casework.sensitive import mark_sensitive
from upstander.policy.deeds import Deed
from upstander.web.case.deeds.asking import reason
from upstander.web.deed.form import DeedForm, Given
from upstander.web.deed.page import Page, always, says, table
from upstander.web.look.fields import ListField, OneOf, Option

NOTE, FILE = "note.", "file."
MARKED = "Marked. "


class MarkForm(DeedForm):
    """Which note or file, whether the mark goes on or off, and why."""

    what = ListField(label="Which note or file?", choices=(), missing="Choose the note or the file", strong=True)
    mark_it = OneOf(
        label="What is to be done?",
        choices=[
            ("on", Option("Mark it as sensitive to us", hint="By whoever wrote or kept it, or a manager.")),
            ("off", Option("Take the mark off", hint="By a manager.")),
        ],
        initial="on",
        missing="Choose whether the mark goes on or off",
        strong=True,
    )
    because = reason("Why?", missing="Say why")

    def prepare(self) -> None:
        """Offer the notes and the files of this case, the newest first."""
        held = [(NOTE + one.note, f"{MARKED if one.marked else ''}Note: {one.text[:100]}") for one in self.about.notes]
        held += [(FILE + one.file, f"{MARKED if one.marked else ''}{one.name}") for one in self.about.files]
        self.choose("what", held, empty="Choose a note or a file")

    def given(self) -> Given:
        """Return which of the two it is."""
        given = self.cleaned_data
        what: str = given["what"]
        return {
            "note": what.removeprefix(NOTE) if what.startswith(NOTE) else "",
            "file": what.removeprefix(FILE) if what.startswith(FILE) else "",
            "off": given["mark_it"] == "off",
            "because": given["because"],
        }


PAGES = table(
    Page(
        deed=Deed.MARK_SENSITIVE,
        form=MarkForm,
        do=mark_sensitive,
        effect=says(
            "Whoever may see the case still sees it, and sees that it is marked.",
            "It is on no paper, and in nothing that is shared with an agency, unless a regional manager releases it.",
            "It is for what would harm the organisation: never to keep something from the people it is about.",
        ),
        done=always("It is recorded."),
        button="Record it",
    ),
)
