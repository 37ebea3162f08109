"""Clauses 5 to 10 c: the law, managing agents, confidentiality, equality, figures, and everybody's safety."""

from __future__ import annotations

from upstander.policy.promise import Clause, Kept

_GATE = (
    "One rule asks agency, purpose, parts and ground of everything that is to leave; a second person is shown exactly "
    "what would, and releases it."
)
_THEIR_WAY = (
    "It goes to one person at its agency by a link that works once, for two weeks, with a word told by phone; they "
    "read that and nothing beside it."
)

SAFEGUARDS: tuple[Clause, ...] = (
    Clause(
        "5",
        "The law",
        "The Acts that bear on this policy are listed.",
        Kept.NOT_YET,
        "A dated list of Acts with what replaced them, in the procedure.",
        "A page for it, and letters that refuse to cite a repealed Act.",
    ),
    Clause(
        "6 a",
        "Homes managed by an agent",
        "Where another agent manages a block, that agent's own policy applies.",
        Kept.NOT_YET,
        "A home's managing agent is on record.",
        "Whose policy applies on the day of the incident; clocks that stand still; oversight and counts that do not.",
    ),
    Clause(
        "6 b",
        "An agent's legal action",
        "An agent asks us before any legal action against a tenant of ours.",
        Kept.NOT_YET,
        "Nothing yet.",
        "The request, our answer by a clock, and a breach on record where nobody asked.",
    ),
    Clause(
        "6 c",
        "Management agreements",
        "Agreements with agents are authorised by the board.",
        Kept.NOT_YET,
        "Nothing yet.",
        "Agreements with their parties, homes, dates and authorisation.",
    ),
    Clause(
        "7 a",
        "Confidential",
        "Everything personal, and what is sensitive to the organisation, is confidential however it reached us.",
        Kept.BY_RULES,
        "Sight by role, assignment, level and part; conflicts found and kept out; emergencies reviewed; more sight "
        "given by two people only; words sealed. What is sensitive to the organisation is marked: it goes on no paper, "
        "and into no pack that a regional manager has not released.",
    ),
    Clause(
        "7 b",
        "Sharing only with consent",
        "Agencies are involved, and information shared, only with the resident's consent. There are two exceptions.",
        Kept.BY_RULES,
        f"{_GATE} {_THEIR_WAY}",
        "A second step of their own, instead of the word.",
    ),
    Clause(
        "7 b 1",
        "Consent",
        "Consent is for one agency, one purpose and named parts, by the person it is about, on that day. Taking it "
        "back works at once.",
        Kept.BY_RULES,
        "Consent is recorded and taken back, by people themselves with their code or by phone with a read-back: a "
        "dated list, each person's own. The gate asks it when sharing is asked for and again when it is released; "
        "taking it back calls back what left under it, in the same moment, and its recipients are asked to delete it. "
        "Before it runs out they are asked again; once it has, nothing leaves under it, and what left is called back.",
    ),
    Clause(
        "7 b 2",
        "Protection of children",
        "What is necessary to protect a child may be shared, with the concern, the child and who authorised it "
        "written down.",
        Kept.BY_RULES,
        _GATE,
    ),
    Clause(
        "7 b 3",
        "Required by law",
        "What the law requires is shared, naming the order or enactment. The police get what would help a criminal "
        "investigation, on a written request that a second person releases.",
        Kept.BY_RULES,
        _GATE,
    ),
    Clause(
        "7 b 4",
        "Grounds the policy does not list",
        "Other grounds of today's law stay off until the policy's owner adopts them in a version.",
        Kept.BY_RULES,
        "They stand in the procedure as data, switched off; asked for, each is refused by its name. One is adopted in "
        "a version, by two people, with who decided it and why; the gate follows the version of the day.",
    ),
    Clause(
        "7 b 5",
        "No more than needed",
        "Only the parts that the purpose needs leave, built from those parts and kept as they left.",
        Kept.BY_RULES,
        "A part that the purpose does not need is refused. What leaves is made from the parts and from nothing else; "
        "other people are taken out of it, and where one could still be told it does not leave. It is kept, sealed, "
        "with its hash, and handed out as a paper marked for its agency that names no case.",
        "Files themselves: a pack lists them, and does not hold them.",
    ),
    Clause(
        "7 b 6",
        "The resident is told",
        "They are told what was shared, unless telling them would put somebody at risk.",
        Kept.BY_RULES,
        "Their own page lists it: with whom, what, when, on what ground; a notice without content says that there is "
        "something new. Whoever has no code is owed it by the officer, with a clock. Not to tell them wants a reason, "
        "and is refused where they agreed.",
    ),
    Clause(
        "7 b 7",
        "No consent is no reason to stop",
        "Where somebody does not consent, everything that needs no consent goes on.",
        Kept.BY_RULES,
        "Steps that protect and support start without an agreed plan, and risk is assessed all the same.",
    ),
    Clause(
        "8",
        "Equality and diversity",
        "The needs of a diverse population are known and regularly brought up to date.",
        Kept.NOT_YET,
        "What makes somebody vulnerable is recorded per person, dated, with who said so, from a list with a version.",
        "Optional equality questions, kept apart; a profile of residents beside cases, with small numbers protected.",
    ),
    Clause(
        "9",
        "Monitoring and reporting",
        "Data is recorded on all forms of anti-social behaviour, including harassment and hate crime.",
        Kept.BY_RULES,
        "Every deed and every refusal is in the journal; kinds, grounds, forms and categories are recorded.",
        "Figures with their definitions and cases, frozen returns, exports.",
    ),
    Clause(
        "10 a",
        "Lone working",
        "Officers follow the health and safety and the lone working policy.",
        Kept.NOT_YET,
        "Nothing yet.",
        "Alerts at a person and an address, paired visits, checking in and out, and what happens when nobody does.",
    ),
    Clause(
        "10 b",
        "The safety of all",
        "Whenever action is taken, the safety of everybody in the case and around it is considered.",
        Kept.BY_RULES,
        "Nobody complained of is approached without a yes from everybody heard, nor sits in on an interview.",
        "For each action, the risk considered for each party, and what lessens it.",
    ),
    Clause(
        "10 c",
        "Everybody is kept informed",
        "All who are involved in a case, or affected by it, are kept informed throughout.",
        Kept.BY_RULES,
        "As 3.2 c, for every party; the person complained of is spoken to and never sent the file.",
        "For each party, what they may be told.",
    ),
)
