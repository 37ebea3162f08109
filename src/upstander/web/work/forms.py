"""What the lists of work ask: words to find, who takes over, and a message (clauses 2 e, 7 a)."""

from __future__ import annotations

from typing import Any

from django import forms

from upstander.casework.caseload.shape import TeamBoard
from upstander.web.look.fields import AnswerField, LineField, ListField, TickField, offer

NO_TEAM = ("", "The team each case is with now")


class FindForm(forms.Form):
    """Find a case; sent by GET, so that a search can be kept and shared by its address."""

    use_required_attribute = False
    q = LineField(
        label="Find a case",
        help_text="Reference, name, address or phone.",
        missing="Write a number, a name, an address or a phone number",
        strong=True,
    )

    def __init__(self, *args: Any, label: str = "", **more: Any) -> None:
        """`label`: other words above the box, where the page has these for its heading."""
        super().__init__(*args, **more)
        self.fields["q"].label = label or self.fields["q"].label


class HandOverForm(forms.Form):
    """Give several cases to one officer."""

    staff = ListField(label="Who takes them over?", choices=(), missing="Choose who takes the cases over")
    team = ListField(label="Which team will the cases be with?", choices=(), required=False)
    because = AnswerField(
        label="Why do they change hands?",
        help_text="One sentence that the next reader can follow. It is kept with each case.",
        missing="Say why the cases change hands",
        rows=3,
    )

    leaves = TickField(
        label="They leave, or are away for good",
        help_text="Their alerts and their turns on call go too. What they asked a second person for is taken back.",
        required=False,
    )

    def __init__(self, *args: Any, board: TeamBoard, **more: Any) -> None:
        super().__init__(*args, **more)
        officers = [(one.staff, f"{one.name} ({one.open} open)") for one in board.officers]
        offer(self, "staff", [("", "Choose somebody"), *officers])
        teams = [(one.key, one.name) for one in board.teams]
        offer(self, "team", [NO_TEAM, *teams])


class MessageForm(forms.Form):
    """A message for a case that whoever answers the phone may not see."""

    from_whom = LineField(
        label="Who is it from?",
        help_text="The name they give, and who they are to the case.",
        missing="Write who the message is from",
    )
    call_back = LineField(
        label="How can they be reached back? (optional)",
        help_text="A number they say is safe. Whoever works the case decides whether to use it.",
        required=False,
    )
    number = LineField(
        label="Which case is it about? (optional)",
        help_text="Such as HC-2026-0412. If they do not know it, or it is wrong, the message goes to triage.",
        required=False,
        width=10,
    )
    words = AnswerField(
        label="What do they say?", help_text="Their words, as near as you can.", missing="Write what they say"
    )
