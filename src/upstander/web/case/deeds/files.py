"""Pages: a file kept as evidence, of a case or of a report, and one put on the wrong case (clauses 3 a, 7 a)."""

from __future__ import annotations

from dataclasses import replace

from upstander.casework.files import correct_file
from upstander.policy.deeds import Deed
from upstander.web.case.deeds.asking import reason
from upstander.web.deed.form import DeedForm, Given
from upstander.web.deed.page import Page, always, says, table
from upstander.web.files.field import CameOfIt, FilesField, keep_all
from upstander.web.look.fields import AnswerField, LineField, ListField, OneOf, Option


class KeepForm(DeedForm):
    """Which files, what they show, and when they were made."""

    chosen = FilesField(label="Choose the files", missing="Choose one file or more", strong=True)
    shows = AnswerField(
        label="What can be seen or heard?",
        help_text="For example who is in it, and at which minute of a recording something happens.",
        missing="Write what can be seen or heard",
        strong=True,
    )
    made = LineField(
        label="When was it made? (optional)",
        help_text="For example 15 March 2026, about 9 in the evening.",
        required=False,
    )


class KeepInCaseForm(KeepForm):
    """The same, and of which incident of the case."""

    incident = OneOf(label="Of which incident?", choices=(), missing="Choose the incident", strong=True)

    def prepare(self) -> None:
        """Offer the incidents, or none of them."""
        rows = [(one.incident, Option(f"{one.when or 'No date'}: {one.story[:80]}")) for one in self.about.incidents]
        self.choose("incident", [*rows, ("none", Option("None of these, or all of them", divider="or"))])

    def given(self) -> Given:
        """No incident is none."""
        given = dict(self.cleaned_data)
        return given | {"incident": "" if given["incident"] == "none" else given["incident"]}


class CorrectForm(DeedForm):
    """Which file goes where, and why."""

    file = ListField(label="Which file?", choices=(), missing="Choose the file", strong=True)
    to = LineField(
        label="Which case does it belong to?",
        help_text="Its number, such as HC-2026-0412. It must be one that you may see.",
        missing="Enter the number of the case",
        width=10,
        strong=True,
    )
    because = reason("Why does it belong there?", missing="Say why it belongs there")

    def prepare(self) -> None:
        """Offer the files of this case, the newest first."""
        self.choose("file", [(one.file, one.name) for one in self.about.files], empty="Choose a file")

    def given(self) -> Given:
        """Numbers are written in capitals."""
        return dict(self.cleaned_data) | {"to": self.cleaned_data["to"].upper()}


def _kept(receipt: CameOfIt) -> str:
    told = [f"Kept: {', '.join(receipt.kept)}."] if receipt.kept else []
    told += [f"Not kept: {one.why} {one.how}" for one in receipt.refused]
    return " ".join(told) or "The files are kept."


FOLLOWS = (
    "The file is kept as it came, sealed, and its fingerprint stands in the record.",
    "For daily work a safe copy is made, without the place or the device that it came from.",
    "If something is wrong with one file, the others are still kept.",
)
OF_A_REPORT = Page(
    deed=Deed.KEEP_FILE,
    form=KeepForm,
    do=keep_all,
    effect=says(*FOLLOWS, "When the report becomes a case, or joins one, its files go along."),
    done=_kept,
    button="Keep the files",
)

PAGES = table(
    replace(OF_A_REPORT, form=KeepInCaseForm, effect=says(*FOLLOWS)),
    Page(
        deed=Deed.CORRECT_FILE,
        form=CorrectForm,
        do=correct_file,
        effect=says(
            "The file goes to the other case, sealed anew, and can no longer be opened from this one.",
            "Both records say that it was moved, by whom and why.",
        ),
        done=always("The file was moved. Both records say so."),
        button="Move the file",
    ),
)
