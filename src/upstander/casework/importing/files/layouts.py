"""What a file of each kind looks like, by its kind."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from upstander.casework.importing.files.agencies import AGENCIES
from upstander.casework.importing.files.cases import CASES
from upstander.casework.importing.files.homes import HOMES
from upstander.casework.importing.files.people import PEOPLE
from upstander.casework.importing.files.staff import STAFF
from upstander.casework.importing.files.table import Layout
from upstander.casework.importing.files.tenancies import TENANCIES
from upstander.policy.intake import ImportKind

LAYOUTS: Mapping[ImportKind, Layout[Any]] = {
    layout.kind: layout for layout in (HOMES, PEOPLE, TENANCIES, STAFF, CASES, AGENCIES)
}
