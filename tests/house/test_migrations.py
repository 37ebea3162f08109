"""The tables are what the models say: no change of a model waits for its migration."""

from __future__ import annotations

from django.apps import apps
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState

OURS = {"records", "keystore"}


def pending(wanted: ProjectState) -> dict[str, list[str]]:
    """What a new migration would do, app by app; asks no database."""
    loader = MigrationLoader(None)
    changes = MigrationAutodetector(loader.project_state(), wanted).changes(graph=loader.graph)
    return {
        app: [operation.describe() for migration in migrations for operation in migration.operations]
        for app, migrations in changes.items()
        if app in OURS
    }


def test_no_migration_is_pending() -> None:
    assert pending(ProjectState.from_apps(apps)) == {}


def test_migrations_have_one_end_each() -> None:
    assert MigrationLoader(None).detect_conflicts() == {}


def test_this_test_can_fail() -> None:
    wanted = ProjectState.from_apps(apps)
    wanted.remove_field("records", "staff", "joined_at")
    assert pending(wanted)["records"] == ["Remove field joined_at from staff"]
