"""The closed lists of clause 1.1, and the three other schemes they are read into."""

import pytest

from upstander.policy.grounds import (
    FORM_GROUP_LABELS,
    FORMS,
    GROUNDS,
    KIND_LABELS,
    PARTY_ROLE_LABELS,
    RED_FLAG_LABELS,
    Form,
    FormGroup,
    Ground,
    Kind,
    PartyRole,
    RedFlag,
    forms_in,
    is_crime,
    is_part_2,
    is_racial,
    known_forms,
    known_grounds,
)


def test_every_member_has_its_facts_and_its_words() -> None:
    assert set(GROUNDS) == set(Ground)
    assert set(FORMS) == set(Form)
    assert set(FORM_GROUP_LABELS) == set(FormGroup)
    assert set(KIND_LABELS) == set(Kind)
    assert set(RED_FLAG_LABELS) == set(RedFlag)
    assert set(PARTY_ROLE_LABELS) == set(PartyRole)


def test_the_policy_names_nine_grounds_and_thirteen_forms() -> None:
    assert sum(facts.in_policy for facts in GROUNDS.values()) == 9
    assert len(Form) - 1 == 13


def test_every_form_stands_in_one_of_six_groups_and_something_else_stands_apart() -> None:
    grouped = [form for group in FormGroup for form in forms_in(group)]
    assert sorted(grouped) == sorted(set(Form) - {Form.SOMETHING_ELSE})
    assert len(FormGroup) == 6
    assert all(forms_in(group) for group in FormGroup)


@pytest.mark.parametrize(
    ("ground", "code", "equality", "police", "part_2"),
    [
        ("race", "RACE", "race", "race", True),
        ("ethnic_origin", "RACE", "race", "race", True),
        ("colour", "RACE", "race", "race", True),
        ("national_origin", "RACE", "race", "race", True),
        ("religion", "RELIGION", "religion or belief", "religion", True),
        ("disability", "DISABILITY", "disability", "disability", True),
        ("sexual_orientation", "SEXUAL_ORIENTATION", "sexual orientation", "sexual orientation", True),
        ("gender", "SEX", "sex", "", False),
        ("age", "AGE", "age", "", False),
        ("transgender", "TRANSGENDER", "gender reassignment", "transgender", True),
        ("other", "OTHER", "", "local", False),
    ],
)
def test_a_ground_reads_into_each_scheme(ground: str, code: str, equality: str, police: str, part_2: bool) -> None:
    facts = GROUNDS[Ground(ground)]
    assert (facts.code, facts.equality_act, facts.police_strand, facts.nm01_part_2) == (code, equality, police, part_2)
    assert is_part_2([ground]) is part_2


def test_age_and_gender_are_in_the_policy_and_not_in_part_2_and_transgender_is_the_other_way_round() -> None:
    assert [ground for ground, facts in GROUNDS.items() if facts.in_policy and not facts.nm01_part_2] == [
        Ground.GENDER,
        Ground.AGE,
    ]
    assert [ground for ground, facts in GROUNDS.items() if facts.nm01_part_2 and not facts.in_policy] == [
        Ground.TRANSGENDER
    ]


@pytest.mark.parametrize(
    ("grounds", "racial"),
    [
        (["race"], True),
        (["age", "colour"], True),
        (["religion"], True),  # the definition the policy quotes counts religion
        (["disability", "age", "gender", "sexual_orientation", "transgender", "other"], False),
        ([], False),
        (["I do not know"], False),
    ],
)
def test_racial_harassment_follows_the_definition_the_policy_quotes(grounds: list[str], racial: bool) -> None:
    assert is_racial(grounds) is racial


@pytest.mark.parametrize(
    ("form", "crime"),
    [
        ("assault", True),
        ("arson", True),
        ("property_damage", True),
        ("vehicle_vandalism", True),
        ("graffiti", True),
        ("threatening_behaviour", True),
        ("threatening_messages", True),
        ("provoking_hatred", True),
        ("verbal_abuse", False),
        ("derogatory_materials", False),
        ("political_platform", False),
        ("unfounded_complaints", False),
        ("deterring_occupation", False),
        ("something_else", False),
        ("a form nobody thought of", False),
    ],
)
def test_which_forms_would_be_a_crime(form: str, crime: bool) -> None:
    assert is_crime([form]) is crime


def test_no_answer_is_no_ground_and_an_unknown_form_is_something_else() -> None:
    assert known_grounds(["dont_know", "rather_not_say", "race"]) == {Ground.RACE}
    assert known_forms(["dancing"]) == {Form.SOMETHING_ELSE}
