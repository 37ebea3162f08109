"""Pages: parts of a file are shared with an agency, on one ground, and called back (clause 7 b)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from upstander.casework.casefile.asked import DeedPage
from upstander.casework.shared import SharingPage, recalling, sharing
from upstander.casework.sharing import recall_disclosure, share_information
from upstander.policy.consent import FILE_PART_LABELS
from upstander.policy.deeds import Deed
from upstander.policy.due import day_words
from upstander.policy.sharing import HIDDEN_AT_MOST, SAID_LABELS, SENTENCES, Ground, Said, wants
from upstander.policy.terms import ClockKey
from upstander.policy.workingdays import london_day
from upstander.web.case.deeds.asking import REASON, how_long, reason, what_for
from upstander.web.deed.form import DeedForm, Given, options
from upstander.web.deed.page import Page, always, says, table
from upstander.web.look.fields import AnswerField, LineField, OneOf, Option, SomeOf, TickField

FOR = {
    Said.CHILD: "For the protection of a child",
    Said.INSTRUMENT: "Where the law requires it",
    Said.OFFICER: "For a police investigation",
    Said.FORCE: "For a police investigation",
    Said.REFERENCE: "For a police investigation",
    Said.ASKED: "For a police investigation",
    Said.WHY: "On any ground but consent",
}


def _of(party: str) -> str:
    return f"of_{party}"


def _field(said: Said) -> LineField | AnswerField:
    label, hint = f"{SAID_LABELS[said]} (optional)", f"{FOR[said]}."
    if said in SENTENCES:
        return AnswerField(label=label, help_text=f"{hint} {REASON}", required=False, rows=2)
    return LineField(label=label, help_text=hint, required=False)


class ShareForm(DeedForm):
    """With whom, what for, on which ground, and which parts about whom."""

    about: SharingPage

    agency = OneOf(label="Which agency does it go to?", choices=(), missing="Choose the agency", strong=True)
    purpose = what_for()
    ground = OneOf(label="On which ground?", choices=(), missing="Choose the ground", strong=True)
    hidden = AnswerField(
        label="Words to take out (optional)",
        help_text="One a line: names of people who are not in this case. People in it are taken out by themselves.",
        required=False,
        max_length=2_000,
        rows=3,
    )
    sensitive = TickField(
        label="Also what is marked as sensitive to us",
        help_text="Only a regional manager can release it then.",
        required=False,
    )
    untold = AnswerField(
        label="Why will they not be told? (optional)",
        help_text="Leave this empty, and they are told. If not, write whom it would put at risk, and how.",
        required=False,
        rows=2,
    )

    def prepare(self) -> None:
        """Offer the agencies that help here, the grounds of the policy, and the parts about each person."""
        self.choose("agency", [(one.key, Option(one.name, hint=one.does)) for one in self.about.helpers])
        grounds = sorted(self.about.grounds, key=lambda one: one.code != Ground.CONSENT)
        self.choose("ground", [(one.code, Option(one.label, hint=one.note)) for one in grounds])
        said = {one.value: _field(one) for one in Said}
        parts = {
            _of(one.party): SomeOf(
                label=f"Which parts about {one.name}?",
                help_text=f"{one.part_label}. Nothing leaves that is not ticked.",
                choices=options(FILE_PART_LABELS),
                required=False,
                strong=True,
            )
            for one in self.about.parties_for_choice
        }
        self.fields.update({**parts, **said})
        self.order_fields(["agency", "purpose", *parts, "ground", *said, "hidden", "sensitive", "untold"])

    def clean(self) -> dict[str, Any] | None:
        """Say beside its field what the ground still wants, and how many words are too many."""
        given = super().clean() or {}
        for one in wants(str(given.get("ground", ""))) if given.get("ground") else ():
            if not given.get(one.value):
                self.add_error(one.value, f"{SAID_LABELS[one]}: write it down")
        if len(_lines(given)) > HIDDEN_AT_MOST:
            self.add_error("hidden", f"{HIDDEN_AT_MOST} lines at most")
        return given

    def given(self) -> Given:
        """Return it as the deed takes it: parts by person, and only the words that the ground wants."""
        given = dict(self.cleaned_data)
        people = [one.party for one in self.about.parties_for_choice]
        return {
            "agency": given["agency"],
            "purpose": given["purpose"],
            "ground": given["ground"],
            "parts": {party: given[_of(party)] for party in people if given[_of(party)]},
            "said": {one.value: given[one.value] for one in wants(given["ground"])},
            "untold": given["untold"],
            "hidden": _lines(given),
            "sensitive": given["sensitive"],
        }


def _lines(given: Mapping[str, Any]) -> list[str]:
    return [line.strip() for line in str(given.get("hidden") or "").splitlines() if line.strip()]


class RecallForm(DeedForm):
    """Which one, and why."""

    about: SharingPage

    disclosure = OneOf(label="What is called back?", choices=(), missing="Choose what is called back", strong=True)
    because = reason("Why?", missing="Say why")

    def prepare(self) -> None:
        """Offer what was not called back yet."""
        held = [one for one in self.about.shared if one.open]
        self.choose(
            "disclosure",
            [(one.disclosure, Option(f"{one.agency}, {day_words(london_day(one.released_at))}", hint=one.purpose))
             for one in held],
        )  # fmt: skip


def _what_follows(about: DeedPage) -> tuple[str, ...]:
    return (
        "Nothing leaves yet: a second person is shown exactly what would, and releases it or does not.",
        "It is made from the parts you tick and from nothing else. Other people are taken out of it.",
        "The people it is about read it on their page, unless you write down why not.",
        f"You tell whoever has no code: it is owed within {how_long(about, ClockKey.TELL_SHARED)} of its release.",
    )


PAGES = table(
    Page(
        deed=Deed.SHARE_INFORMATION,
        form=ShareForm,
        do=share_information,
        effect=_what_follows,
        done=always("A second person was asked. Nothing leaves before they have seen it and said yes."),
        button="Ask a second person",
        template="case/deeds/share.html",
        reads=sharing,
        warns=True,
    ),
    Page(
        deed=Deed.RECALL_DISCLOSURE,
        form=RecallForm,
        do=recall_disclosure,
        effect=says(
            "It can no longer be opened, from this moment on.",
            "What they have read or written down stays with them: tell them by phone too.",
        ),
        done=always("It is called back from this moment on."),
        button="Call it back",
        template="case/deeds/recall.html",
        reads=recalling,
        warns=True,
    ),
)
