"""Which part of a file a request asks for (RFC 9110, section 14): one range of bytes, and nothing cleverer."""

from __future__ import annotations

import re
from collections.abc import Mapping

from upstander.policy.parts import Asked

ONE_RANGE = re.compile(r"bytes=[ \t]*([0-9]{0,18})-([0-9]{0,18})[ \t]*", re.IGNORECASE | re.ASCII)


def asked_for(headers: Mapping[str, str]) -> Asked | None:
    """Return the part that is asked for, or None for the whole, which also answers what is malformed or several.

    We name no version of a file, so no `If-Range` can hold: it is answered by the whole too.
    """
    found = ONE_RANGE.fullmatch(headers.get("Range", ""))
    if found is None or "If-Range" in headers:
        return None
    first, last = (int(number) if number else None for number in found.groups())
    if (first is None and last is None) or (first is not None and last is not None and last < first):
        return None
    return Asked(first, last)
