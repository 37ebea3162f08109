"""The front page and clauses 1 to 2 i: what the policy is, and what it aims at."""

from __future__ import annotations

from upstander.policy.promise import Clause, Kept

AIMS: tuple[Clause, ...] = (
    Clause(
        "front",
        "Version, author, dates",
        "The policy says which version it is, who wrote it, when it was issued and when it is to be looked at again.",
        Kept.BY_RULES,
        "Dated versions, adopted by two people who see what changes; a case keeps the version it was opened under. "
        "Staff are warned on the policy's pages once the review date has passed.",
        "The policy's own text is kept elsewhere: a version here holds its dates and numbers.",
    ),
    Clause(
        "1",
        "Introduction",
        "Neighbourhoods are safe and welcoming for everybody. Harassment and hate crime are handled together with "
        "all other anti-social behaviour.",
        Kept.BY_RULES,
        "One system for every kind of case, each on its own track.",
        "Links from each decision to the procedure and to the anti-social behaviour policy and procedure.",
    ),
    Clause(
        "1.1",
        "Definition",
        "Harassment, hate crime and racial harassment are defined, with nine grounds and thirteen forms.",
        Kept.BY_RULES,
        "Kind, grounds and forms as closed lists; what somebody says of the motive is kept as theirs.",
    ),
    Clause(
        "2 a",
        "Life without fear",
        "Residents can go about their daily lives without fear of harassment or hate crime.",
        Kept.BY_RULES,
        "Risk is assessed for each person heard, looked at again, and keeps a case open while it is high.",
    ),
    Clause(
        "2 b",
        "Prevention and repeated incidents",
        "It is prevented where possible. Places where it keeps happening are found, and get resources.",
        Kept.NOT_YET,
        "Reports and cases that belong together are suggested and linked. A place has a plan with resources, a day on "
        "which somebody looks again, and what became of it.",
        "Repeat homes, people and areas found by themselves.",
    ),
    Clause(
        "2 c",
        "Working together",
        "Residents and partner agencies are worked with closely.",
        Kept.BY_PEOPLE,
        "Officers; residents agree their plans (3.2 d) and are kept informed (3.2 c); agencies are considered (3.1) "
        "and people referred to them (3.2 e).",
        "Joint actions (3.2 e).",
    ),
    Clause(
        "2 d",
        "In confidence",
        "Residents can come to us in confidence, and are met with sympathy and support.",
        Kept.BY_RULES,
        "Four levels of confidence when reporting; sight is denied unless granted; names are kept apart; "
        "letters say nothing of what happened.",
        "Guidance on wording for staff as they write.",
    ),
    Clause(
        "2 e",
        "A high priority",
        "Every report of harassment and hate crime is taken extremely seriously, and as a high priority.",
        Kept.BY_RULES,
        "Nothing reported can be dropped; high priority by rule; red flags alert a person at once.",
    ),
    Clause(
        "2 f",
        "Early action, legal action last",
        "Tenancies and communities are sustained by acting early. Legal action is a last resort.",
        Kept.BY_RULES,
        "A plan and its steps refuse every legal tool.",
        "The ladder by which legal action can be asked for and approved; until then it stays outside.",
    ),
    Clause(
        "2 g",
        "Residents know our services",
        "Residents know what we do about anti-social behaviour, and how to reach us.",
        Kept.BY_PAGES,
        "Public pages: how to report, what happens next and by when; no report is closed without saying where to go; "
        "what is on in a borough, and what starts later.",
    ),
    Clause(
        "2 h",
        "Relevant data",
        "All relevant data on harassment and hate crime is collected, recorded and reported.",
        Kept.BY_RULES,
        "See 9.",
        "See 9.",
    ),
    Clause(
        "2 i",
        "Support for everybody involved",
        "The support needs of all parties are considered alike: people harmed, witnesses, and people complained of.",
        Kept.BY_RULES,
        "What each party needs is written down alike. Support is owed a thought for each, anew when a need is "
        "said later, and a case cannot be closed with one of them forgotten. Who else helps stands in a register.",
    ),
)
