"""Clauses 3 to 4: what the policy undertakes to do for people, with whom, and by which means."""

from __future__ import annotations

from upstander.policy.promise import Clause, Kept

_TRACK = (
    "The track of clause 3.5 is not built. Until it is, no case can end by saying that somebody did not tell the truth."
)

UNDERTAKINGS: tuple[Clause, ...] = (
    Clause(
        "3 a",
        "Prompt, firm, proportionate",
        "Every incident is investigated thoroughly, and our action is prompt, firm and proportionate.",
        Kept.BY_RULES,
        "Clocks; an investigation of our own before closing; waiting for the police has an end; evidence is heard, "
        "and files are kept as they came.",
        "A record of proportionality.",
    ),
    Clause(
        "3 b",
        "What the resident perceives",
        "Whatever a resident perceives to be motivated by hate or prejudice is treated as harassment.",
        Kept.BY_RULES,
        "Perception by anybody is enough; no proof, police reference or intent is asked for; nobody else lowers it.",
    ),
    Clause(
        "3.1",
        "Many agencies",
        "When a case is assessed, the services of every relevant agency are considered.",
        Kept.BY_RULES,
        "Each case lists every agency that helps in its borough, and asks of each: not needed, offered, refused, or "
        "referred, and why. Until each is answered it is owed, with a clock; one that joins the register later is "
        "asked too, and owed anew in open cases of high risk.",
    ),
    Clause(
        "3.2 a",
        "Safe, and able to report",
        "Residents are helped to feel safe and able to report.",
        Kept.BY_RULES,
        "Nobody is reached by a way they did not call safe, nor outside the hours they named; a code opens a mailbox; "
        "a letter goes to the address they named, in words somebody signed for their language; protective steps start "
        "at once.",
    ),
    Clause(
        "3.2 b",
        "Confidentiality of those who tell us",
        "The confidentiality of residents harmed and of witnesses is respected.",
        Kept.BY_RULES,
        "A witness is kept apart by name; the other side has no mailbox here and reads nothing of the file.",
    ),
    Clause(
        "3.2 c",
        "Kept informed at all times",
        "People are told where things stand, at all times.",
        Kept.BY_RULES,
        "A clock for each person, by the standard or as agreed with them; a missed contact is explained. What could "
        "not be sent is shown until somebody tells them, or says why not.",
    ),
    Clause(
        "3.2 d",
        "A plan they can agree with",
        "Action plans are made with people, and are ones they feel they can agree with.",
        Kept.BY_RULES,
        "Each person agrees, asks for a change or declines, as theirs; a plan not agreed is not in force.",
    ),
    Clause(
        "3.2 e",
        "Referrals",
        "Where somebody needs more support, they are referred to the right agencies, and we work with those.",
        Kept.BY_RULES,
        "Somebody is referred with what was released about them, to an agency that helps in the borough. It is asked "
        "for its answer, and then for what came of it; it says so itself, or by phone. No case is closed over one that "
        "is open.",
        "Joint actions, with steps that an agency owes.",
    ),
    Clause(
        "3.3",
        "Support for people complained of",
        "Harassment is stopped and not moved elsewhere. People complained of are offered support too, as far as the "
        "services reach.",
        Kept.BY_RULES,
        "Their needs are asked for as everybody's are, kept apart from the other side's, and closing asks whether they "
        "were considered. They are referred as everybody is, to an agency that helps in their borough. "
        "Incidents in other areas with the same person are shown before a case is closed, as far as they are in sight.",
        "Agencies considered for them by name.",
    ),
    Clause(
        "3.4",
        "Prevention and communities",
        "Residents are drawn together in associations, groups and youth clubs, so that it does not begin.",
        Kept.BY_RULES,
        "Groups and activities stand in a register, borough by borough, with the day they start, and on a public page. "
        "A plan for a place, and a step of somebody's own plan, draws on those that run there; one that does not is "
        "refused, and one that does is named.",
    ),
    Clause(
        "3.5",
        "Allegations that are not true",
        "Staff believe those who report. Where growing evidence, a good reason and a transfer application together "
        "say otherwise, a fair track decides.",
        Kept.NOT_YET,
        _TRACK,
        "The six steps below.",
    ),
    Clause(
        "3.5 1",
        "Concern",
        "The officer writes down the growing evidence, a good reason, and the link to priority on a housing transfer. "
        "Without that link there is no such track.",
        Kept.NOT_YET,
        _TRACK,
    ),
    Clause(
        "3.5 2",
        "Explained",
        "The resident is told why their account has not been accepted, and invited to add to it by a date.",
        Kept.NOT_YET,
        _TRACK,
    ),
    Clause(
        "3.5 3",
        "Heard",
        "Nothing is decided before they have answered, or that date has passed.",
        Kept.NOT_YET,
        _TRACK,
    ),
    Clause(
        "3.5 4",
        "Decided in writing",
        "The decision is in writing, with its reasons, what the resident added, and their right to a review.",
        Kept.NOT_YET,
        _TRACK,
    ),
    Clause(
        "3.5 5",
        "Review",
        "The regional housing manager, who did not decide, reviews it when the resident asks.",
        Kept.NOT_YET,
        _TRACK,
    ),
    Clause(
        "3.5 6",
        "Appeal",
        "The board panel of the complaints procedure hears an appeal, with people who were not involved before.",
        Kept.NOT_YET,
        _TRACK,
    ),
    Clause(
        "3.5 7",
        "Throughout",
        "Wording stays kind, and safety and support go on. No machine ever comes to such a view, and use of the track "
        "is watched for bias.",
        Kept.NOT_YET,
        _TRACK,
        "Counting its use by ground.",
    ),
    Clause(
        "4",
        "Action plans and tools",
        "Plans are agreeable to all, and fit the kind of behaviour and how severe it is.",
        Kept.BY_RULES,
        "A dated catalogue of tools with who may approve them; a tool that is not in force is refused.",
        "Tools suggested by kind and severity; prerequisites and tenures checked.",
    ),
)
