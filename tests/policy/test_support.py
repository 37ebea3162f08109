"""Support is considered for everybody alike, and offered to a person, never about them."""

import pytest

from upstander.policy.support import SUPPORT_LABELS, SupportOutcome, may_consider_support


@pytest.mark.parametrize(
    ("outcome", "words", "asked", "allowed"),
    [
        ("needs_none", "Has family close by.", False, True),
        ("offered", "A letter with the services here.", False, True),
        ("refused", "Does not want any.", True, True),
        ("refused", "Would not want any.", False, False),
        ("to_be_referred", "Would like counselling.", True, True),
        ("to_be_referred", "Could do with counselling.", False, False),
        ("needs_none", " ", True, False),
        ("done", "All fine.", True, False),
        ("", "All fine.", True, False),
    ],
)
def test_support(outcome: str, words: str, asked: bool, allowed: bool) -> None:
    ruling = may_consider_support(outcome, words=words, asked=asked)
    assert ruling.allowed is allowed
    assert bool(ruling.how) is not allowed


def test_every_outcome_has_its_words() -> None:
    assert set(SUPPORT_LABELS) == set(SupportOutcome)
