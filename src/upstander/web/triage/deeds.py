"""The pages of what can be decided about a report: a case of its own, part of one, or closed with a reason (2 e)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from upstander.casework.codes import issue_code
from upstander.casework.messages import send_message
from upstander.casework.reports import ReportPage
from upstander.casework.safe_contact import set_safe_contact
from upstander.casework.triage import Opened, close_report, join_case, open_case
from upstander.policy.deeds import Deed
from upstander.policy.grounds import Kind
from upstander.policy.triage import TRIAGE_END_LABELS
from upstander.web import where
from upstander.web.case.deeds import alerts, asking, codes, files, messages, safe_contact
from upstander.web.deed.form import DeedForm, Given, options, yes_no
from upstander.web.deed.page import Page, always, says, table
from upstander.web.look.fields import AnswerField, LineField, ListField, OneOf, Option, TickField

CATEGORIES = {
    "noise": "Noise",
    "nuisance": "Nuisance",
    "vehicles": "Vehicles",
    "animals": "Animals",
    "rubbish": "Rubbish",
    "drugs": "Drugs",
    "criminal_damage": "Criminal damage",
    "threats": "Threats",
    "other": "Something else",
}


class OpenForm(DeedForm):
    """With whom the case stands from the start."""

    about: ReportPage
    category = ListField(
        label="Which category of anti-social behaviour is it?",
        choices=[("", "Choose"), *CATEGORIES.items()],
        required=False,
        strong=True,
    )
    to = OneOf(
        label="Who works the case?", choices=(), missing="Choose an officer, or the queue of a team", strong=True
    )
    because = AnswerField(label="Anything the officer should know (optional)", required=False, rows=3)

    def prepare(self) -> None:
        """Offer the officers of each team, and its queue. A category is for cases without prejudice only."""
        if self.about.kind != Kind.ASB:
            del self.fields["category"]
        else:
            self.fields["category"].initial = self.about.category
        choices = []
        for team in self.about.teams:
            choices += [(f"{key}|{team.key}", Option(name, hint=team.name)) for key, name in team.officers]
            choices.append((f"|{team.key}", Option(f"The queue of {team.name}")))
        self.choose("to", choices)

    def given(self) -> Given:
        """Say which officer, in which team."""
        owner, _, team = self.cleaned_data["to"].partition("|")
        held = {key: value for key, value in self.cleaned_data.items() if key != "to"}
        return held | {"owner": owner, "team": team}


class JoinForm(DeedForm):
    """Which case it belongs to, and why."""

    case_number = LineField(
        label="Which case does it belong to?",
        help_text="Its number, such as HC-2026-0412.",
        missing="Enter the number of the case",
        width=10,
        strong=True,
    )
    same_party = OneOf(
        label="Is the same person complained of?", choices=yes_no(), missing="Choose yes or no", strong=True
    )
    same_household = OneOf(
        label="Is it the same household, or a witness to what happened to them?",
        choices=yes_no(),
        missing="Choose yes or no",
        strong=True,
    )
    because = asking.reason("Why does it belong there?", missing="Say why it belongs there")

    def prepare(self) -> None:
        """Start from the suggestion that was followed."""
        self.fields["case_number"].initial = self.start.get("case", "")

    def given(self) -> Given:
        """Hand the answers over as yes or no."""
        held = dict(self.cleaned_data)
        answers = {name: held[name] == "yes" for name in ("same_party", "same_household")}
        return held | answers | {"case_number": held["case_number"].upper()}


class CloseForm(DeedForm):
    """One of four reasons, and the words a manager can read."""

    reason = OneOf(
        label="Why does this report end here?",
        choices=options(
            TRIAGE_END_LABELS,
            duplicate="Give the number of that case below.",
            not_our_homes="Say below where they were sent.",
            not_asb="Never where somebody thinks it was because of who they are.",
        ),
        missing="Choose why it ends here",
        strong=True,
    )
    words = asking.reason("What should a manager know who reads this later?", missing="Say why in a sentence")
    duplicate_of = LineField(label="The case that holds the same report (optional)", required=False, width=10)
    signposted_to = LineField(label="Where they were sent (optional)", required=False)
    reporter_says_error = TickField(label="They told us themselves that it was a mistake", required=False)

    def given(self) -> Given:
        """Numbers are written in capitals."""
        return dict(self.cleaned_data) | {"duplicate_of": self.cleaned_data["duplicate_of"].upper()}


def _to_case(receipt: Opened | None) -> str:
    return where.subject(receipt.number) if receipt else reverse("triage")


def _opened(receipt: Opened) -> str:
    return f"Case {receipt.number} is open."


def _joined(receipt: Opened) -> str:
    return f"The report is part of case {receipt.number} now."


def _to_triage(receipt: Any) -> str:
    return reverse("triage")


PAGES: Mapping[Deed, Page] = {
    **table(
        Page(
            deed=Deed.OPEN_CASE,
            form=OpenForm,
            do=open_case,
            effect=says(
                "A case begins, with a number, an officer or a queue, and its clocks.",
                "What they told us and their code go along.",
                "Nothing they said about why it happened can be taken back by us.",
            ),
            done=_opened,
            leads=_to_case,
            button="Open the case",
        ),
        Page(
            deed=Deed.JOIN_CASE,
            form=JoinForm,
            do=join_case,
            effect=says(
                "It becomes an incident of that case, which can only become graver by it.",
                "Whoever told us becomes a person in the case.",
            ),
            done=_joined,
            leads=_to_case,
            button="Add it to the case",
        ),
        Page(
            deed=Deed.CLOSE_REPORT,
            form=CloseForm,
            do=close_report,
            effect=says(
                "What was told stays on the record, with this reason, where a manager can see it.",
                "A case can still be opened from it.",
            ),
            done=always("The report is closed, with its reason."),
            leads=_to_triage,
            button="Close the report",
            grave=True,
        ),
    ),
    **table(
        alerts.PAGE,
        files.OF_A_REPORT,
        Page(
            deed=Deed.SET_SAFE_CONTACT,
            form=safe_contact.WishesForm,
            do=set_safe_contact,
            effect=safe_contact.EFFECT,
            done=safe_contact.DONE,
            template="case/deeds/safe_contact.html",
        ),
        Page(
            deed=Deed.SEND_MESSAGE,
            form=messages.MessageToReporterForm,
            do=send_message,
            effect=messages.EFFECT,
            done=messages.sent,
            button="Send the message",
        ),
        Page(
            deed=Deed.ISSUE_CODE,
            form=codes.CodeForm,
            do=issue_code,
            effect=codes.EFFECT,
            done=codes.DONE,
            button="Make the slip",
            receipt="case/deeds/slip.html",
        ),
    ),
}
