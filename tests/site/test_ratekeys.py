"""Wrong tries are counted together by every worker, and the table of counts holds nobody's address."""

from __future__ import annotations

import os
import subprocess
import sys
from urllib.parse import urlsplit

import pytest
from django.core.cache import cache, caches
from django.db import connection
from django.test import Client

from upstander.records.staff import Staff

HERE = "192.0.2.77"


@pytest.fixture(autouse=True)
def nobody_tried() -> None:
    cache.clear()


def tried(password: str = "wrong") -> int:
    said = {"login": "ada@example.org", "password": password}
    return Client(REMOTE_ADDR=HERE).post("/sign-in", said).status_code


def stored() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key, value FROM rate_limits")
        return repr(cursor.fetchall())


def test_wrong_tries_end_and_a_page_says_so() -> None:
    Staff.objects.create_user("ada@example.org", "a long enough password", name="Ada")
    assert [tried() for _ in range(5)] == [200] * 5
    answer = Client(REMOTE_ADDR="192.0.2.78").post(
        "/sign-in", {"login": "ada@example.org", "password": "a long enough password"}
    )
    assert answer.status_code == 200
    assert "Too many" in answer.content.decode()


def test_a_flood_from_one_place_is_answered_in_our_own_words() -> None:
    codes = [tried() for _ in range(31)]
    assert codes[-1] == 429
    page = Client(REMOTE_ADDR=HERE).post("/sign-in", {"login": "x@example.org", "password": "x"})
    assert "Too many tries" in page.content.decode()
    assert "Content-Security-Policy" in page.headers


def test_the_table_of_counts_holds_no_address_and_no_name() -> None:
    for _ in range(3):
        tried()
    held = stored()
    assert held != "[]"
    assert HERE not in held
    assert "ada@example.org" not in held
    assert "allauth" not in held


@pytest.mark.django_db(transaction=True, databases=["default", "keys"])
def test_another_process_counts_on_where_this_one_stood() -> None:
    caches["default"].set("tries", 4)
    code = "import django; django.setup()\nfrom django.core.cache import cache\nprint(cache.incr('tries'))"
    name = connection.settings_dict["NAME"]
    url = urlsplit(os.environ["UPSTANDER_DATABASE_URL"])._replace(path=f"/{name}").geturl()
    if connection.vendor == "sqlite":
        url = f"sqlite:///{name}"
    other = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "UPSTANDER_DATABASE_URL": url},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert other.stdout.strip() == "5"
    assert cache.get("tries") == 5
