"""The questions about how to reach somebody safely. What they do not say is safe is not used (clauses 2 d, 3.2 a)."""

from __future__ import annotations

from upstander.policy.telling import Confidence
from upstander.web.look.fields import AnswerField, EmailField, LineField, OneOf, Option, PhoneField
from upstander.web.report.question import Question, Said

YES_NO = [("yes", Option("Yes")), ("no", Option("No"))]
SEEN_BY = {"email": "email", "letter": "post"}


class InConfidence(Question):
    """The four levels of confidence."""

    confidence = OneOf(
        label="What may we know about you?",
        help_text="You choose. You can change this later.",
        heading=True,
        missing="Choose what we may know about you",
        choices=[
            (Confidence.NAMED.value, Option("You can have my name and contact me")),
            (
                Confidence.NAME_WITHHELD.value,
                Option(
                    "You can contact me, but keep my name from others",
                    hint="Only the few people who work on this will see your name.",
                ),
            ),
            (
                Confidence.THROUGH_SOMEONE.value,
                Option("Contact someone I trust", hint="For example a friend or a support worker."),
            ),
            (
                Confidence.NO_CONTACT.value,
                Option(
                    "Do not contact me",
                    hint="You get a code. Use it to come back, see what we do and write to us. "
                    "It will be harder for us to help.",
                    divider="or",
                ),
            ),
        ],
    )


class Name(Question):
    """Their name."""

    name = LineField(
        label="What is your name?",
        help_text="Your first name is enough for now.",
        heading=True,
        missing="Enter your name. Your first name is enough",
    )


class Trusted(Question):
    """Somebody they trust, and how to reach them."""

    title = "Who can we contact for you?"
    intro = "We will ask for you by the name you give here. We will not say why."
    trusted_name = LineField(label="Their name", missing="Enter the name of someone you trust")
    trusted_how = LineField(
        label="Their phone number or email", missing="Enter a phone number or an email for them", max_length=120
    )
    name = LineField(label="What they call you", help_text="You can leave this empty.", required=False, max_length=60)


class Way(Question):
    """The one way that is safe; every other stays unused."""

    way = OneOf(
        label="How can we contact you safely?",
        help_text="Think about who else may see your phone, email or post. We only use the way you choose.",
        heading=True,
        missing="Choose how we can contact you",
        choices=[
            ("phone", Option("Phone call", hint="We do not say why we call until we know it is you.")),
            ("text", Option("Text message", hint="It only says that there is a message for you.")),
            ("email", Option("Email", hint="It only says that there is a message for you.")),
            ("letter", Option("Letter", hint="In a plain envelope.")),
            ("visit", Option("A visit", hint="Only after we agree a time with you.")),
        ],
    )


class Number(Question):
    """A phone number, only where it is needed."""

    phone = PhoneField(label="What is your phone number?", heading=True, missing="Enter your phone number")

    def fit(self, said: Said) -> None:
        """Ask for a number to arrange a visit."""
        if said.get("way") == "visit":
            self.fields["phone"].label = "What number can we call to agree a time?"


class Email(Question):
    """An email address, only where it is needed."""

    email = EmailField(label="What is your email address?", heading=True, missing="Enter your email address")


class LettersTo(Question):
    """Where letters may go."""

    letters_to = AnswerField(
        label="Where can we send letters?",
        help_text="It does not have to be your home. It can be the address of someone you trust.",
        heading=True,
        missing="Enter an address for letters",
        rows=3,
        max_length=200,
    )


class Voicemail(Question):
    """Whether a message may be left; no means never."""

    voicemail = OneOf(
        label="Can we leave a voicemail?",
        help_text="We would only say that there is a message for you.",
        heading=True,
        required=False,
        initial="no",
        choices=YES_NO,
    )


class Others(Question):
    """Who else sees their phone, email or post."""

    others = LineField(
        label="Does anyone else see your phone?",
        help_text="For example: my son answers sometimes. You can leave this empty.",
        heading=True,
        required=False,
    )

    def fit(self, said: Said) -> None:
        """Name what they chose."""
        what = SEEN_BY.get(said.get("way", ""), "phone")
        self.fields["others"].label = f"Does anyone else see your {what}?"


class Hours(Question):
    """When it is safe."""

    hours = LineField(
        label="When is it safe to contact you?",
        help_text="For example: weekdays after 4pm. You can leave this empty.",
        heading=True,
        required=False,
    )


class Language(Question):
    """The language to speak in."""

    language = LineField(
        label="What language is best for you?",
        help_text="For example Bengali, Somali or British Sign Language. Leave this empty for English.",
        heading=True,
        required=False,
        width=20,
        max_length=60,
    )


class Interpreter(Question):
    """An interpreter, so that no relative has to be one."""

    interpreter = OneOf(
        label="Would you like an interpreter?",
        help_text="It is free. You do not need to bring a friend or someone in your family.",
        heading=True,
        required=False,
        choices=[
            ("yes", Option("Yes")),
            ("woman", Option("Yes, a woman")),
            ("man", Option("Yes, a man")),
            ("no", Option("No")),
        ],
    )
