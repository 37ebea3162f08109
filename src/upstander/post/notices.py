"""The words of every notice: neutral to residents, and to others a reference and no story (3.2 a, 7 a)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Notice:
    """A subject and a body; `{reference}` is the number of the report or case, given to staff only."""

    subject: str
    body: str
    for_resident: bool = False


NOTICES: Mapping[str, Notice] = {
    "alert": Notice(
        "Urgent: answer now",
        "Somebody may be in danger. Sign in and answer the alert on {reference} now.\n\n"
        "If you cannot, it goes to the next person on call.",
    ),
    "new_case": Notice("A case for you", "Case {reference} is now yours. Sign in and look at what to do next."),
    "message": Notice("A message for you", "There is a message on {reference}. Sign in to read and answer it."),
    "incident": Notice("Something was added to your case", "Something happened, on {reference}. Sign in and read it."),
    "graver": Notice(
        "A case is now a high priority",
        "Something was said on {reference} that makes it a high priority. Sign in: what is due has changed.",
    ),
    "outside_the_line": Notice(
        "A case for you, outside the line",
        "Somebody who works for us is complained of in {reference}. Sign in and decide who works on it.",
    ),
    "conflict": Notice(
        "A case needs another officer",
        "Somebody on your team cannot work on {reference}. It stands in the queue. Sign in to assign it.",
    ),
    "leaver": Notice(
        "A colleague has left",
        "Somebody whose work you look after has left, and their open cases wait for somebody. "
        "Sign in, open Team, and hand them over.",
    ),
    "invited": Notice(
        "A link to choose a password was made for you",
        "An administrator made a link by which you choose a password, and hands it to you. "
        "If you did not ask for one, tell your data protection officer now.",
    ),
    "approval": Notice(
        "Something waits for your answer",
        "Somebody asked for something on {reference} that needs a second person. Sign in and look under Approvals.",
    ),
    "approval_ended": Notice(
        "What you asked for has an answer",
        "What you asked for on {reference} no longer waits. Sign in and look under Approvals.",
    ),
    "sign_in_changed": Notice(
        "The way you sign in was changed",
        "If that was you, there is nothing to do. If not, tell an administrator now, by phone.",
    ),
    "second_step_reset": Notice(
        "Your second step was reset",
        "An administrator took your passkeys and codes away and signed you out. Sign in and set up new ones.\n\n"
        "If you did not ask for this, tell another administrator now, by phone.",
    ),
    "possible_conflict": Notice(
        "Look at a possible conflict of interest",
        "Somebody who works for us may be related to somebody in {reference}. Sign in and decide.",
    ),
    "conflict_attempt": Notice(
        "Somebody asked for a case that is kept from them",
        "Somebody with a conflict of interest asked for {reference}. They were told nothing. Sign in to read who.",
    ),
    "break_glass": Notice(
        "Your case was opened in an emergency",
        "Somebody opened {reference} in an emergency. Sign in and read who, and why.",
    ),
    "break_glass_review": Notice(
        "Look at a case opened in an emergency",
        "Somebody opened {reference} in an emergency. Sign in and look at it within one working day.",
    ),
    "cover": Notice("You cover for a colleague", "You cover for a colleague. Sign in to see their cases."),
    "handed_over": Notice("Cases for you", "A colleague's cases are now yours. Sign in and look at what to do next."),
    "possible_link": Notice(
        "A new report may concern your case",
        "A report that came in may belong with {reference}. Ask your manager who can see both.",
    ),
    "not_told": Notice(
        "Somebody could not be told",
        "On {reference}, a notice to somebody could not go out: no way is safe, or no address is known. "
        "Sign in, and reach them by a way they called safe.",
    ),
    "agency_reply": Notice(
        "An agency wrote to you", "An agency wrote to you about {reference}. Sign in and read it, under Sharing."
    ),
    "referral_answered": Notice(
        "An agency answered", "An agency answered a referral in {reference}. Sign in and read it."
    ),
    "shared_link": Notice(
        "There is something for you",
        "Something was shared with you in confidence. Open it here:\n\n{reference}\n\n"
        "You need the word that we tell you by phone. The link works once, and for two weeks at most. "
        "Do not pass it on: it is for you alone.",
    ),
    "shared_called_back": Notice(
        "Something was called back",
        "What we shared with you as {reference} was called back. Please delete everything that you kept of it, and "
        "tell us that you did: on your page, or by phone.",
    ),
    "resident_message": Notice("A message for you", "There is a message for you.", for_resident=True),
    "resident_news": Notice("Something new for you", "There is something new for you.", for_resident=True),
}


class UnknownNotice(KeyError):
    """An outbox item names a notice that has no words: a fault of ours."""


def subject_of(notice: str) -> str:
    """Return how a notice is called in a list; a letter has no words of its own here."""
    return NOTICES[notice].subject if notice in NOTICES else notice.replace("_", " ").capitalize()


def words_of(notice: str, *, reference: str) -> tuple[str, str]:
    """Return subject and body. Raises UnknownNotice."""
    if notice not in NOTICES:
        raise UnknownNotice(notice)
    found = NOTICES[notice]
    return found.subject, found.body if found.for_resident else found.body.format(reference=reference)
