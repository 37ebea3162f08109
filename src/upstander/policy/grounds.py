"""The closed lists a report is coded by: grounds, forms, kinds (clause 1.1, and the forms it names).

The policy has its own words for the grounds, and three other schemes cut them differently: the
Equality Act, the police strands, and part 2 of the regulator's measure NM01. The resident's word is
always kept; the other codes are read off it here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class Ground(StrEnum):
    """Why somebody thinks it happened. The first nine are the policy's words."""

    RACE = "race"
    ETHNIC_ORIGIN = "ethnic_origin"
    COLOUR = "colour"
    NATIONAL_ORIGIN = "national_origin"
    RELIGION = "religion"
    GENDER = "gender"
    AGE = "age"
    DISABILITY = "disability"
    SEXUAL_ORIENTATION = "sexual_orientation"
    TRANSGENDER = "transgender"
    OTHER = "other"


class Form(StrEnum):
    """The thirteen forms of clause 1.1, and room for what it did not think of."""

    VERBAL_ABUSE = "verbal_abuse"
    PROVOKING_HATRED = "provoking_hatred"
    POLITICAL_PLATFORM = "political_platform"
    DEROGATORY_MATERIALS = "derogatory_materials"
    ASSAULT = "assault"
    PROPERTY_DAMAGE = "property_damage"
    ARSON = "arson"
    GRAFFITI = "graffiti"
    THREATENING_BEHAVIOUR = "threatening_behaviour"
    UNFOUNDED_COMPLAINTS = "unfounded_complaints"
    THREATENING_MESSAGES = "threatening_messages"
    VEHICLE_VANDALISM = "vehicle_vandalism"
    DETERRING_OCCUPATION = "deterring_occupation"
    SOMETHING_ELSE = "something_else"


class FormGroup(StrEnum):
    """Six groups, so that nobody has to read thirteen boxes at once."""

    WORDS = "words"
    VIOLENCE = "violence"
    DAMAGE = "damage"
    DISPLAY = "display"
    STIRRING_UP = "stirring_up"
    PUSHED_OUT = "pushed_out"


class Kind(StrEnum):
    """The three kinds of case, each with its own track."""

    ASB = "asb"
    HARASSMENT = "harassment"
    HATE_CRIME = "hate_crime"


class Priority(StrEnum):
    """How soon: every report of harassment or hate crime is high."""

    HIGH = "high"
    STANDARD = "standard"


class RedFlag(StrEnum):
    """What cannot wait for a working day."""

    WEAPON = "weapon"
    FIRE = "fire"
    THREAT_TO_LIFE = "threat_to_life"
    CHILD_AT_RISK = "child_at_risk"


class Category(StrEnum):
    """What anti-social behaviour is about, where it is neither harassment nor hate crime (clause 9)."""

    NOISE = "noise"
    NUISANCE = "nuisance"
    VEHICLES = "vehicles"
    ANIMALS = "animals"
    RUBBISH = "rubbish"
    DRUGS = "drugs"
    CRIMINAL_DAMAGE = "criminal_damage"
    THREATS = "threats"
    OTHER = "other"


class PartyRole(StrEnum):
    """Who somebody is in one case. The same person may be heard in one and complained of in another."""

    RESIDENT_HEARD = "resident_heard"
    WITNESS = "witness"
    ALLEGED_PERPETRATOR = "alleged_perpetrator"
    REPRESENTATIVE = "representative"
    AFFECTED = "affected"


@dataclass(frozen=True)
class GroundFacts:
    """One ground in the other coding schemes; `racial`: counts as racial harassment."""

    label: str
    code: str
    equality_act: str
    police_strand: str
    nm01_part_2: bool
    in_policy: bool
    racial: bool = False


@dataclass(frozen=True)
class FormFacts:
    """`crime`: the form's own words describe an offence. Ours, for recording; police and courts decide."""

    label: str
    group: FormGroup | None
    crime: bool


GROUNDS: Mapping[Ground, GroundFacts] = MappingProxyType(
    {
        Ground.RACE: GroundFacts("Race", "RACE", "race", "race", True, True, True),
        Ground.ETHNIC_ORIGIN: GroundFacts("Ethnic origin", "RACE", "race", "race", True, True, True),
        Ground.COLOUR: GroundFacts("Colour", "RACE", "race", "race", True, True, True),
        Ground.NATIONAL_ORIGIN: GroundFacts("National origin", "RACE", "race", "race", True, True, True),
        # The report the policy quotes for racial harassment counts religion among its grounds.
        Ground.RELIGION: GroundFacts("Religion", "RELIGION", "religion or belief", "religion", True, True, True),
        Ground.GENDER: GroundFacts("Being a woman or a man", "SEX", "sex", "", False, True),
        Ground.AGE: GroundFacts("Age", "AGE", "age", "", False, True),
        Ground.DISABILITY: GroundFacts("Disability", "DISABILITY", "disability", "disability", True, True),
        Ground.SEXUAL_ORIENTATION: GroundFacts(
            "Sexual orientation", "SEXUAL_ORIENTATION", "sexual orientation", "sexual orientation", True, True
        ),
        Ground.TRANSGENDER: GroundFacts(
            "Being transgender", "TRANSGENDER", "gender reassignment", "transgender", True, False
        ),
        Ground.OTHER: GroundFacts("Something else about who you are", "OTHER", "", "local", False, False),
    }
)

FORM_GROUP_LABELS: Mapping[FormGroup, str] = MappingProxyType(
    {
        FormGroup.WORDS: "Words, calls and letters",
        FormGroup.VIOLENCE: "Violence and threats",
        FormGroup.DAMAGE: "Damage and fire",
        FormGroup.DISPLAY: "Graffiti, posters and leaflets",
        FormGroup.STIRRING_UP: "Stirring up hatred",
        FormGroup.PUSHED_OUT: "Being pushed out of your home",
    }
)

FORMS: Mapping[Form, FormFacts] = MappingProxyType(
    {
        Form.VERBAL_ABUSE: FormFacts("Insults, or being mocked for who you are", FormGroup.WORDS, False),
        Form.THREATENING_MESSAGES: FormFacts("Threatening letters, calls or messages", FormGroup.WORDS, True),
        Form.ASSAULT: FormFacts("Being hit, pushed or attacked", FormGroup.VIOLENCE, True),
        Form.THREATENING_BEHAVIOUR: FormFacts(
            "Threatening behaviour, such as spitting or a dog set loose on you", FormGroup.VIOLENCE, True
        ),
        Form.PROPERTY_DAMAGE: FormFacts("Damage to a home, such as broken windows", FormGroup.DAMAGE, True),
        Form.VEHICLE_VANDALISM: FormFacts("Damage to a car, bike or other vehicle", FormGroup.DAMAGE, True),
        Form.ARSON: FormFacts("Fire, or an attempt to start one", FormGroup.DAMAGE, True),
        Form.GRAFFITI: FormFacts("Offensive graffiti or posters on or near a home", FormGroup.DISPLAY, True),
        Form.DEROGATORY_MATERIALS: FormFacts(
            "Insulting pictures, leaflets or posts shown or handed out", FormGroup.DISPLAY, False
        ),
        Form.PROVOKING_HATRED: FormFacts("Stirring up hatred of a racial group", FormGroup.STIRRING_UP, True),
        Form.POLITICAL_PLATFORM: FormFacts(
            "Political talks or campaigns that set people against each other", FormGroup.STIRRING_UP, False
        ),
        Form.UNFOUNDED_COMPLAINTS: FormFacts(
            "Untrue complaints about you to us, again and again", FormGroup.PUSHED_OUT, False
        ),
        Form.DETERRING_OCCUPATION: FormFacts(
            "Things done to stop you living in your home", FormGroup.PUSHED_OUT, False
        ),
        Form.SOMETHING_ELSE: FormFacts("Something else", None, False),
    }
)

KIND_LABELS: Mapping[Kind, str] = MappingProxyType(
    {Kind.ASB: "Anti-social behaviour", Kind.HARASSMENT: "Harassment", Kind.HATE_CRIME: "Hate crime"}
)
RED_FLAG_LABELS: Mapping[RedFlag, str] = MappingProxyType(
    {
        RedFlag.WEAPON: "a weapon",
        RedFlag.FIRE: "fire, or a threat of it",
        RedFlag.THREAT_TO_LIFE: "a threat to life, or someone who is not safe now",
        RedFlag.CHILD_AT_RISK: "a child at risk",
    }
)
PARTY_ROLE_LABELS: Mapping[PartyRole, str] = MappingProxyType(
    {
        PartyRole.RESIDENT_HEARD: "Resident we are hearing",
        PartyRole.WITNESS: "Witness",
        PartyRole.ALLEGED_PERPETRATOR: "Person complained of",
        PartyRole.REPRESENTATIVE: "Speaks for the resident",
        PartyRole.AFFECTED: "Affected by what happened",
    }
)


def forms_in(group: FormGroup) -> tuple[Form, ...]:
    """The forms of one group, in the order the pages ask them."""
    return tuple(form for form, facts in FORMS.items() if facts.group is group)


def known_grounds(grounds: Iterable[Ground | str]) -> frozenset[Ground]:
    """The grounds among these answers; "I do not know" and "rather not say" are no ground."""
    known = {ground.value for ground in Ground}
    return frozenset(Ground(ground) for ground in grounds if str(ground) in known)


def known_forms(forms: Iterable[Form | str]) -> frozenset[Form]:
    """The forms among these answers. A word we do not know is a form all the same: something else."""
    known = {form.value for form in Form}
    return frozenset(Form(form) if str(form) in known else Form.SOMETHING_ELSE for form in forms)


def is_crime(forms: Iterable[Form | str]) -> bool:
    """True when one of these forms would be a crime."""
    return any(FORMS[form].crime for form in known_forms(forms))


def is_racial(grounds: Iterable[Ground | str]) -> bool:
    """True when these grounds make harassment *racial harassment* in the words the policy quotes."""
    return any(GROUNDS[ground].racial for ground in known_grounds(grounds))


def is_part_2(grounds: Iterable[Ground | str]) -> bool:
    """True when a case with these grounds counts in part 2 of NM01: perceived by anyone, on any of five strands."""
    return any(GROUNDS[ground].nm01_part_2 for ground in known_grounds(grounds))
