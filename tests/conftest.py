"""Chooses the database before Django loads, and gives every test what it needs of it.

UPSTANDER_TEST_DB=sqlite (default) or postgres. A run that claims PostgreSQL and is not on it stops at once.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Generator, Iterator
from datetime import date
from pathlib import Path

import django
import hypothesis
import pytest

from tests import postgres, prepared

CLAIMED = os.environ.setdefault("UPSTANDER_TEST_DB", "sqlite")
VENDORS = {"sqlite": "sqlite", "postgres": "postgresql"}
WITHOUT_DATABASE = ("policy", "house")
HERE = Path(__file__).parent

hypothesis.settings.register_profile("house", deadline=None, derandomize=True, database=None)
hypothesis.settings.load_profile("house")


def place() -> tempfile.TemporaryDirectory[str]:
    """A folder in memory where there is one: the tests wait for every write to be safe, as the house does."""
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    return tempfile.TemporaryDirectory(prefix="upstander-test-", dir=memory)


def choose() -> None:
    """Tell settings.py which databases to use. Django is not loaded yet."""
    if CLAIMED not in VENDORS:
        raise pytest.UsageError(f"UPSTANDER_TEST_DB is {CLAIMED!r}: say sqlite or postgres.")
    urls = [f"sqlite:///{FOLDER.name}/{name}.sqlite3" for name in postgres.DATABASES]
    if CLAIMED == "postgres":
        try:
            server = postgres.start()
        except postgres.NotStarted as trouble:
            raise pytest.UsageError(str(trouble)) from trouble
        urls = [server.url(name) for name in postgres.DATABASES]
    os.environ.update(
        UPSTANDER_MODE="test",
        UPSTANDER_VAR=FOLDER.name,
        UPSTANDER_DATABASE_URL=urls[0],
        UPSTANDER_KEYS_DATABASE_URL=urls[1],
        DJANGO_SETTINGS_MODULE="upstander.site.settings",
    )
    django.setup()


FOLDER = place()
SQLITE = Path(FOLDER.name) / f"{postgres.DATABASES[0]}.sqlite3"
choose()


def vendors() -> dict[str, str]:
    """What Django is really connected to, by alias."""
    from django.db import connections

    return {alias: connections[alias].vendor for alias in connections}


def pytest_report_header() -> str:
    """Print the databases of this run."""
    return "databases: " + ", ".join(f"{alias} on {vendor}" for alias, vendor in vendors().items())


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say it again beside the closing lines."""
    terminalreporter.write_line(pytest_report_header())


def pytest_sessionstart() -> None:
    """Stop a run that is not on the database it claims."""
    if set(vendors().values()) != {VENDORS[CLAIMED]}:
        raise pytest.UsageError(f"UPSTANDER_TEST_DB={CLAIMED}, but Django is on {vendors()}.")


@pytest.hookimpl(tryfirst=True)
def pytest_itemcollected(item: pytest.Item) -> None:
    """Open both databases for every test that stands outside policy/ and house/, and mark the browser's."""
    room = Path(item.path).relative_to(HERE).parts[0]
    if room == "browser":
        item.add_marker("browser")
    if room in WITHOUT_DATABASE and not item.get_closest_marker("django_db"):
        return
    asked = item.get_closest_marker("django_db")
    wants = {"databases": ["default", "keys"], **(asked.kwargs if asked else {})}
    item.add_marker(pytest.mark.django_db(**wants), append=False)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what belongs to the other database; what belongs to this one has to run."""
    other = "sqlite" if CLAIMED == "postgres" else "postgres"
    left = [item for item in items if item.get_closest_marker(other)]
    if left:
        config.hook.pytest_deselected(items=left)
        items[:] = [item for item in items if item not in left]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Count a skipped test as a failed one: it has shown nothing."""
    report = yield
    if report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"Skipped, so nothing is shown: {report.longrepr}"
    return report


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """Let Django build on the database that `prepared` brings; the folder itself goes at the end of the run."""
    return CLAIMED == "sqlite"


@pytest.fixture(scope="session")
def django_db_setup(_prepared: bool, django_db_setup: None) -> None:
    """Migrate, and keep the result for the next run when it is new."""
    if CLAIMED == "sqlite" and not _prepared:
        prepared.keep(SQLITE)


@pytest.fixture(scope="session")
def _prepared() -> bool:
    """Whether a migrated file of an earlier run was there."""
    return CLAIMED == "sqlite" and prepared.bring(SQLITE)


@pytest.fixture(autouse=True)
def _as_it_was(request: pytest.FixtureRequest) -> Iterator[None]:
    """Leave the database as every test expects to find it, also after one that committed.

    Django empties all tables after such a test; the journal's guards refuse that, so they are lifted for it alone, and
    laid again, with the procedure that the migrations adopted, before the next test begins.
    """
    if not request.node.get_closest_marker("django_db"):
        yield
        return
    request.getfixturevalue("_django_db_helper")
    from django.db import connection

    from upstander.records import guards, keyring

    commits = not connection.in_atomic_block
    if commits:
        guards.lay(connection)
        adopt_the_procedure()
    yield
    if commits:
        guards.lift(connection)
    keyring.forget()
    anchors_forgotten()


def anchors_forgotten() -> None:
    """Take away the anchors of a record that is gone with its test."""
    from django.conf import settings

    settings.ANCHOR.unlink(missing_ok=True)


def adopt_the_procedure() -> None:
    """Adopt the shipped procedure as version 1, as the migrations do."""
    from upstander.records.versions import ProcedureVersion, shipped

    first = {"effective_from": date(2009, 6, 1), "body": shipped()}
    ProcedureVersion.objects.get_or_create(number=1, defaults=first)
