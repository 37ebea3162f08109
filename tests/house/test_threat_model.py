"""THREAT_MODEL.md says column by column what a stolen database shows; it is held to the tables as they are."""

from __future__ import annotations

import re

from django.apps import apps

from tests.house.sources import ROOT
from upstander.records.sealing import SealedColumn

ROW = re.compile(r"^\| `((?:records|keystore)_\w+)` \| (.*?) \| (.*?) \|$", re.M)
NAME = re.compile(r"`(\w+)`")
EVERYWHERE = frozenset({"id", "sealed_by", "entry_id"})  # said once, above the table
OURS = ("records", "keystore")

Columns = tuple[frozenset[str], frozenset[str]]


def said(text: str) -> dict[str, Columns]:
    """What the page says of each table: its sealed columns, and those in clear."""
    rows = ((table, NAME.findall(sealed), NAME.findall(clear)) for table, sealed, clear in ROW.findall(text))
    return {table: (frozenset(sealed), frozenset(clear)) for table, sealed, clear in rows}


def kept() -> dict[str, Columns]:
    """What the tables are."""
    tables = {}
    for model in (model for label in OURS for model in apps.get_app_config(label).get_models()):
        fields = model._meta.local_concrete_fields
        sealed = frozenset(field.column for field in fields if isinstance(field, SealedColumn))
        tables[model._meta.db_table] = (sealed, frozenset(field.column for field in fields) - sealed - EVERYWHERE)
    return tables


def test_what_a_stolen_database_shows_is_said_column_by_column() -> None:
    told, true = said((ROOT / "THREAT_MODEL.md").read_text(encoding="utf-8")), kept()
    assert sorted(set(told) ^ set(true)) == []
    assert {table: told[table] for table in true if told[table] != true[table]} == {}


def test_every_adversary_has_a_section() -> None:
    text = (ROOT / "THREAT_MODEL.md").read_text(encoding="utf-8")
    parts = dict(re.findall(r"^## (A[1-7])\b.*?\n(.*?)(?=^## )", text, re.M | re.S))
    assert sorted(parts) == [f"A{n}" for n in range(1, 8)]
    for name, part in parts.items():
        for word in ("**Wants.**", "**Holds today.**", "**Does not hold yet.**"):
            assert word in part, (name, word)


def test_this_test_can_fail() -> None:
    assert said("| `records_note` | `text` | `case_id` `moved_id` |") == {
        "records_note": (frozenset({"text"}), frozenset({"case_id", "moved_id"}))
    }
    assert said("| `records_note` | none | `text` |")["records_note"] != kept()["records_note"]
