"""Pages: a note, and moving one that was put on the wrong case (clauses 7 a, 9)."""

from __future__ import annotations

from upstander.casework.notes import add_note, move_note
from upstander.policy.deeds import Deed
from upstander.web.case.deeds.asking import reason
from upstander.web.deed.form import DeedForm, Given
from upstander.web.deed.page import Page, always, says, table
from upstander.web.look.fields import LineField, OneOf, StoryField


class NoteForm(DeedForm):
    """One note."""

    text = StoryField(
        label="Your note",
        help_text="What you know and how you know it. The resident can ask to see it.",
        missing="Write your note",
        rows=8,
        strong=True,
    )


class MoveForm(DeedForm):
    """Which note goes where, and why."""

    note = OneOf(label="Which note?", choices=(), missing="Choose the note", strong=True)
    to = LineField(
        label="Which case does it belong to?",
        help_text="Its number, such as HC-2026-0412. It must be one that you may see.",
        missing="Enter the number of the case",
        width=10,
        strong=True,
    )
    because = reason("Why does it belong there?", missing="Say why it belongs there")

    def prepare(self) -> None:
        """Offer the notes of this case."""
        self.choose("note", [(one.note, one.text[:200]) for one in self.about.notes])

    def given(self) -> Given:
        """Numbers are written in capitals."""
        return dict(self.cleaned_data) | {"to": self.cleaned_data["to"].upper()}


PAGES = table(
    Page(
        deed=Deed.ADD_NOTE,
        form=NoteForm,
        do=add_note,
        effect=says("It is kept with the case, with your name and the time. It ends no clock."),
        done=always("The note is kept."),
    ),
    Page(
        deed=Deed.MOVE_NOTE,
        form=MoveForm,
        do=move_note,
        effect=says(
            "Its words go to the other case, and are gone from this one.",
            "Both records say that it was moved, by whom and why.",
        ),
        done=always("The note was moved. Both records say so."),
        button="Move the note",
    ),
)
