"""The page that joins policy and sources is made from them, and is as fresh as they are."""

from tests.house.sources import ROOT
from upstander.cli.policy_map import MapRow, Place, map_rows, policy_map
from upstander.policy.clauses import CLAUSES, Clause, Kept

PAGE = ROOT / "docs" / "policy-map.md"
SHOUTING = Clause("12", "Shouting", "Nobody shouts.", Kept.NOT_YET, "Nothing yet.", "A rule.")


def test_the_kept_page_is_fresh() -> None:
    assert PAGE.read_text(encoding="utf-8") == policy_map(map_rows(ROOT)), "run: upstander map > docs/policy-map.md"


def test_every_clause_stands_in_it_once() -> None:
    lines = PAGE.read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line.startswith("## ")] == [f"## {one.number} · {one.title}" for one in CLAUSES]


def test_what_is_missing_is_said() -> None:
    page = policy_map([MapRow(SHOUTING, (), ())])
    assert "1 rows: 0 kept by rules · 0 kept by pages · 0 kept by people · 1 not yet." in page
    assert "**Not yet.** Nothing yet.\n*Missing:* A rule.\n" in page


def test_a_rule_nobody_tries_and_a_deed_without_a_door_say_so() -> None:
    row = MapRow(SHOUTING, (Place("x.may_shout", ()), Place("x.may_sing", ("tests/a.py",))), (Place("shout", ()),))
    page = policy_map([row])
    assert "- rule `x.may_shout` (not tried)" in page
    assert "- rule `x.may_sing` (tried in `tests/a.py`)" in page
    assert "- deed `shout` (no door yet)" in page


def test_every_rule_that_keeps_a_clause_is_tried() -> None:
    assert [place.name for row in map_rows(ROOT) for place in row.rules if not place.found_in] == []
