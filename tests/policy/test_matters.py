"""Cases that belong together, and the counter-allegation, which never puts two sides into one matter."""

from typing import Any

import pytest

from upstander.policy.matters import LINK_LABELS, LinkKind, may_link, may_unlink

LINK: dict[str, Any] = {
    "because": "Both name the tenant of number 4.",
    "same_case": False,
    "linked": False,
    "any_open": True,
    "both_open": False,
    "same_matter": False,
}


@pytest.mark.parametrize(
    ("kind", "change", "allowed"),
    [
        ("same_matter", {}, True),
        ("same_matter", {"both_open": True}, True),
        ("same_matter", {"any_open": False}, False),
        ("counter_allegation", {}, True),
        ("counter_allegation", {"same_matter": True}, False),
        ("earlier_case", {}, True),
        ("earlier_case", {"any_open": False}, True),
        ("earlier_case", {"both_open": True}, False),
        ("same_matter", {"same_case": True}, False),
        ("counter_allegation", {"linked": True}, False),
        ("same_matter", {"because": "same"}, False),
        ("cousins", {}, False),
        ("", {}, False),
    ],
)
def test_linking(kind: str, change: dict[str, Any], allowed: bool) -> None:
    ruling = may_link(kind, **{**LINK, **change})
    assert ruling.allowed is allowed
    assert bool(ruling.how) is not allowed


@pytest.mark.parametrize(
    ("because", "allowed"), [("They were two different men.", True), ("wrong", False), ("", False)]
)
def test_unlinking(because: str, allowed: bool) -> None:
    assert may_unlink(because=because).allowed is allowed


def test_every_kind_of_link_has_its_words() -> None:
    assert set(LINK_LABELS) == set(LinkKind)
