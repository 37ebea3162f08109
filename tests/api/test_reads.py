"""What is read: page by page, entered as on the pages, never out of sight, and by few statements."""

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext

from tests.api.conftest import Asker
from tests.casework.many import many_cases
from tests.cast import a_case, a_report
from tests.web.desk import MOST_STATEMENTS
from upstander.casework.caseload.rows import PAGE
from upstander.policy.deeds import Deed
from upstander.records import keyring
from upstander.records.journal import Entry

WHO_ASKS = 3
"""The key, counted and read, and its account's roles."""


def test_the_list_of_cases_goes_on_page_by_page_and_holds_no_name(came, reid):
    for _ in range(PAGE + 2):
        a_case(came.house)
    first = reid.get("cases").json()
    second = reid.get(f"cases?after={first['after']}").json()
    numbers = [row["number"] for row in first["rows"] + second["rows"]]
    assert (len(first["rows"]), len(numbers), second["after"]) == (PAGE, PAGE + 3, "")
    assert len(set(numbers)) == PAGE + 3
    assert "Begum" not in str(first)


def test_the_list_of_reports_goes_on_page_by_page(came, reid):
    for _ in range(27):
        a_report()
    first = reid.get("reports").json()
    second = reid.get(f"reports?after={first['after']}").json()
    assert first["after"]
    assert not {row["number"] for row in first["rows"]} & {row["number"] for row in second["rows"]}
    assert "Begum" not in str(first)


@pytest.mark.parametrize("after", ["x", "====", "MjAyNg==", "fg==", "fH4", "AAAA", "MjAyNi0xMS0xOFQxMDowMDowMH54"])
@pytest.mark.parametrize("room", ["cases", "duties"])
def test_a_page_that_is_none_is_not_found(reid, room, after):
    assert reid.get(f"{room}?after={after}").status_code == 404


def test_opening_a_file_is_entered_with_the_key_and_a_list_is_not(came, reid):
    before = Entry.objects.count()
    for address in ("cases", "reports", "duties"):
        assert reid.get(address).status_code == 200
    assert Entry.objects.count() == before
    opened = (came.number, f"{came.number}/record")
    deeds = {f"cases/{number}": Deed.OPEN_CASE_FILE for number in opened} | {f"reports/{came.report}": Deed.OPEN_REPORT}
    for address, deed in deeds.items():
        assert reid.get(address).status_code == 200
        entry = Entry.objects.latest("seq")
        assert (entry.deed, entry.allowed) == (deed, True)
        assert entry.on_behalf_of.startswith("key:")


def test_finding_names_stand_in_the_body_and_nothing_out_of_sight_is_found(came, reid):
    found = reid.post("find", {"words": "Begum"}, once="").json()
    assert came.number in {row["number"] for row in found["rows"]}
    assert Asker(came, "haddad").post("find", {"words": "Begum"}, once="").json()["rows"] == []


def test_a_key_reads_what_it_was_given_for(came):
    asker = Asker(came, "reid", deeds=(), reads=("cases",))
    assert [asker.get(address).status_code for address in ("cases", f"cases/{came.number}")] == [200, 200]
    for address in ("reports", "duties", f"cases/{came.number}/record", f"reports/{came.report}"):
        assert asker.get(address).status_code == 403
    assert asker.post("find", {"words": "x"}, once="").status_code == 403


def test_reading_costs_as_many_statements_as_a_page_and_who_asks(came, reid):
    many_cases(came.house, 100)
    places = ("cases", "cases?closed=true", "reports", "duties", f"cases/{came.number}", f"cases/{came.number}/record",
              f"reports/{came.report}")  # fmt: skip
    assert reid.get("openapi.json").status_code == 200
    for address in places:
        keyring.forget()
        with CaptureQueriesContext(connections["default"]) as data, CaptureQueriesContext(connections["keys"]) as keys:
            assert reid.get(address).status_code == 200
        asked = [query["sql"][:120] for query in (*data.captured_queries, *keys.captured_queries)]
        assert len(asked) <= MOST_STATEMENTS + WHO_ASKS, "\n".join((address, *asked))
