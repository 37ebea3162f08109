"""What the pages of keys ask. A field is named as the deed's own argument (clause 7 a)."""

from __future__ import annotations

from upstander.policy.apikeys import LONGEST_DAYS, NAME_AT_MOST, READ_LABELS, deeds_of
from upstander.policy.roles import STAFF_ROLES
from upstander.policy.titles import DEEDS
from upstander.web.deed.form import DeedForm, Given, options
from upstander.web.look.fields import AnswerField, CountField, EmailField, LineField, SomeOf

CAN_DO = sorted((DEEDS[deed].title, deed.value) for deed in deeds_of(STAFF_ROLES))


class IssueForm(DeedForm):
    """Who will use it, as whom it acts, what for, and for how long."""

    name = LineField(
        label="Which system will use this key?",
        max_length=NAME_AT_MOST,
        missing="Name the system that will use this key",
        strong=True,
    )
    account = EmailField(
        label="Which account does it act as?",
        help_text="Its e-mail address. The key sees what this account sees, and never does more than it may. Make an "
        "account for the system itself, give it the role it needs, and invite nobody to sign in with it.",
        missing="Enter the e-mail address of the account",
        strong=True,
    )
    reads = SomeOf(label="What may it read?", choices=options(READ_LABELS), required=False, strong=True)
    deeds = SomeOf(
        label="What may it do?",
        help_text="Only what this system needs.",
        choices=[(deed, title) for title, deed in CAN_DO],
        required=False,
        strong=True,
    )
    days = CountField(
        label="For how many days?",
        help_text=f"{LONGEST_DAYS} at most. Then it stops by itself, and another is asked for.",
        missing="Enter for how many days",
        at_least=1,
        at_most=LONGEST_DAYS,
        strong=True,
    )

    def given(self) -> Given:
        """Lists as the deed takes them."""
        said = dict(self.cleaned_data)
        return said | {"deeds": tuple(said["deeds"]), "reads": tuple(said["reads"])}


class CollectForm(DeedForm):
    """Nothing is asked."""


class EndForm(DeedForm):
    """Why."""

    because = AnswerField(
        label="Why does it end?",
        help_text="20 characters or more.",
        missing="Write why this key ends",
        rows=3,
        strong=True,
    )
