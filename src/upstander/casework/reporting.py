"""Receiving a report, by any way it comes: kept first, classified by what was perceived, and never lost (2 e, 3 b)."""

from __future__ import annotations

from datetime import timedelta

SAME_CODE_FOR = timedelta(hours=1)
