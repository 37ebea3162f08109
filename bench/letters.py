"""How long a letter takes to draw, and how much memory: `python -m bench.letters`. Nothing of it touches a database."""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime

from upstander.post import documents

AT = datetime(2026, 11, 18, 10, tzinfo=UTC)
SAID = {
    "en": "We have written down what we agreed with you: what we will do, what you will do, and by when. ",
    "ar": "يمكنك أن تُحضر معك شخصًا تثق به. ويمكننا أن نوفّر لك مترجمًا دون أي تكلفة. ",
    "bn": "আপনি বিশ্বাস করেন এমন কাউকে সঙ্গে আনতে পারেন। আমরা একজন দোভাষীর ব্যবস্থা করতে পারি। ",
}
TIMES = 20


def letter(language: str, *, times: int) -> bytes:
    """Draw a letter of six paragraphs, each so many sentences long."""
    line = {"text": "Northgate Homes", "ltr": language == "ar"}
    paragraph = [{"text": SAID[language] * times, "ltr": False}]
    data = {
        "title": "A letter",
        "landlord": line,
        "to": [line] * 4,
        "about": [line] * 2,
        "paragraphs": [paragraph] * 6,
        "draft": "",
    }
    return documents.pdf("letter", data, language=language, made_at=AT)


def took(act: Callable[[], object]) -> float:
    """Return how many milliseconds of processor time something took."""
    start = time.process_time()
    act()
    return (time.process_time() - start) * 1000


def main() -> None:
    """Print a row for each language: the first letter of a process, one like it again, and one of many pages."""
    out = sys.stdout.write
    out(f"before the first letter: {_megabytes()} MB\n")
    for language in SAID:
        first = took(lambda language=language: letter(language, times=2))
        again = sorted(took(lambda language=language: letter(language, times=2)) for _ in range(TIMES))[TIMES // 2]
        long = took(lambda language=language: letter(language, times=60))
        size = len(letter(language, times=2)) // 1024
        out(f"{language}: first {first:.0f} ms, again {again:.0f} ms, many pages {long:.0f} ms; {size} KB\n")
    out(f"after all: {_megabytes()} MB at most\n")


def _megabytes() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    main()
