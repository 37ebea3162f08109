"""What the demo's officers write down."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from upstander.casework.plans import StepGiven
from upstander.casework.told import Told
from upstander.policy.grounds import Form, PartyRole

FIRST = "I said who I am and that we believe them. They are at home and safe today. We agreed when to meet."
HEARD = "Heard in full, in their own words, with the interpreter they chose. They told it from the beginning."
CALLED = "They rang us and asked to be rung back on this number."
UPDATES = (
    "I told them where things stand and what happens next. Nothing new has happened.",
    "The locks are done and they say it helps. One shout across the yard; I have added it.",
    "They asked what became of the letter. I told them what I may, and what I may not.",
    "We went through the plan together. They are content with it as it is.",
    "They said last week was quiet. We meet again as agreed.",
)
INVESTIGATED = (
    "I spoke with two neighbours and the caretaker, looked at the hall camera, and read the repairs log.",
    "The caretaker saw it twice. The camera shows the same man. It fits what they told us.",
)
DONE: Mapping[str, str] = {
    "step": "Done as planned. They have been told.",
    "heard": "I have listened to all of them. Voices can be made out on most; times noted in the plan.",
    "closing": "It has stopped, the plan is done, and they agreed that we close.",
}
SUPPORT: Mapping[str, tuple[str, str]] = {
    PartyRole.RESIDENT_HEARD: ("offered", "Offered the wellbeing line and a befriender; they will think about it."),
    PartyRole.WITNESS: ("needs_none", "Asked; they say they are well and need nothing."),
    PartyRole.REPRESENTATIVE: ("needs_none", "They support others in their work and need nothing from us."),
    PartyRole.AFFECTED: ("offered", "Offered the wellbeing line."),
    PartyRole.ALLEGED_PERPETRATOR: ("offered", "Offered tenancy support in writing, apart from this complaint."),
}
ANSWERS: Mapping[str, str] = {
    "how_often": "weekly",
    "getting_worse": "same",
    "linked": "few",
    "known_person": "near",
    "retaliation": "worried",
    "targeting": "perhaps",
    "motive": "perhaps",
    "weapons": "no",
    "threats": "no",
    "health": "some",
    "circumstances": "none",
    "network": "few",
    "at_risk": "none",
    "who_else": "perhaps",
}
LAST: Mapping[str, str] = {
    "how_often": "once",
    "getting_worse": "better",
    "linked": "none",
    "known_person": "by_sight",
    "retaliation": "no",
    "targeting": "no",
    "health": "none",
    "who_else": "no",
}


def planned(day: date, told: Told) -> tuple[StepGiven, ...]:
    """Return the steps that fit what happened, due from two days on."""
    fitting = ["locks_lighting", "diary"]
    if Form.GRAFFITI in told.forms:
        fitting.insert(0, "graffiti_removal")
    if {Form.PROPERTY_DAMAGE, Form.ARSON} & set(told.forms):
        fitting.insert(0, "safety_repair")
    fitting.append("support")
    return tuple(
        StepGiven(tool=tool, what=_WHAT[tool], who_does_it=_WHO[tool], due_on=day + timedelta(days=2 + 3 * place))
        for place, tool in enumerate(fitting)
    )


_WHAT = {
    "locks_lighting": "A second lock and a light over the door.",
    "diary": "Write down what happens and when, or leave it as a voice message.",
    "graffiti_removal": "Take the words off the wall, and photograph them first.",
    "safety_repair": "Board up, make safe, and put in new glass.",
    "support": "A call each week from the support team, for as long as they want it.",
}
_WHO = {
    "locks_lighting": "Repairs team",
    "diary": "The resident, with their officer's help",
    "graffiti_removal": "Estate services",
    "safety_repair": "Repairs team",
    "support": "Their officer",
}
