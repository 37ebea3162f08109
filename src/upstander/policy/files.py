"""Evidence in files: which kinds are kept, how large and how many, how they are named and shown (clauses 3 a, 7 a)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from upstander.policy.roles import SUPERVISORS, Role
from upstander.policy.ruling import Ruling, allow, enforces, refuse
from upstander.policy.terms import is_reason

MEGABYTE = 1_000_000
NAME_AT_MOST = 100
IN_ONE_PLACE = 300
ONE_DAY_RESIDENT = 30
ONE_DAY_STAFF = 200
ONE_DAY_BYTES = 500 * MEGABYTE
AT_ONCE = 10
UNSAFE_IN_A_NAME = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ud800-\udfff\ufeff\ufff9-\ufffb]"
)


class FileKind(StrEnum):
    """What a file is, as far as it matters for how it is shown."""

    PICTURE = "picture"
    DOCUMENT = "document"
    TEXT = "text"
    SOUND = "sound"
    FILM = "film"


class FileState(StrEnum):
    """How far a kept file is: whether it may be shown, and what holds it back."""

    WAITING = "waiting"
    HELD = "held"
    READY = "ready"
    NO_COPY = "no_copy"
    INFECTED = "infected"
    GONE = "gone"


class Fault(StrEnum):
    """What is wrong with a file that cannot be kept."""

    UNKNOWN_KIND = "unknown_kind"
    EMPTY = "empty"
    TOO_LARGE = "too_large"
    UNREADABLE = "unreadable"
    TOO_MANY_POINTS = "too_many_points"
    TOO_MANY_PAGES = "too_many_pages"
    LOCKED = "locked"
    TOO_MUCH_INSIDE = "too_much_inside"


@dataclass(frozen=True, slots=True)
class Format:
    """One format that is kept: its kind, and the type and ending under which it is handed out, whatever its name."""

    kind: FileKind
    mime: str
    ending: str


FORMATS: Mapping[str, Format] = {
    "image/jpeg": Format(FileKind.PICTURE, "image/jpeg", "jpg"),
    "image/png": Format(FileKind.PICTURE, "image/png", "png"),
    "image/apng": Format(FileKind.PICTURE, "image/png", "png"),
    "image/heic": Format(FileKind.PICTURE, "image/heic", "heic"),
    "image/webp": Format(FileKind.PICTURE, "image/webp", "webp"),
    "image/gif": Format(FileKind.PICTURE, "image/gif", "gif"),
    "application/pdf": Format(FileKind.DOCUMENT, "application/pdf", "pdf"),
    "text/plain": Format(FileKind.TEXT, "text/plain; charset=utf-8", "txt"),
    "audio/mpeg": Format(FileKind.SOUND, "audio/mpeg", "mp3"),
    "audio/mp4": Format(FileKind.SOUND, "audio/mp4", "m4a"),
    "audio/x-wav": Format(FileKind.SOUND, "audio/wav", "wav"),
    "audio/ogg": Format(FileKind.SOUND, "audio/ogg", "ogg"),
    "audio/aac": Format(FileKind.SOUND, "audio/aac", "aac"),
    "audio/amr": Format(FileKind.SOUND, "audio/amr", "amr"),
    "video/mp4": Format(FileKind.FILM, "video/mp4", "mp4"),
    "video/x-m4v": Format(FileKind.FILM, "video/mp4", "mp4"),
    "video/quicktime": Format(FileKind.FILM, "video/quicktime", "mov"),
    "video/3gpp": Format(FileKind.FILM, "video/3gpp", "3gp"),
    "video/webm": Format(FileKind.FILM, "video/webm", "webm"),
}
"""By what a file holds, never by its name. What is not here is not kept."""
COPIES: Mapping[FileKind, Format] = {
    FileKind.PICTURE: Format(FileKind.PICTURE, "image/jpeg", "jpg"),
    FileKind.DOCUMENT: Format(FileKind.DOCUMENT, "application/pdf", "pdf"),
    FileKind.TEXT: Format(FileKind.TEXT, "text/plain; charset=utf-8", "txt"),
}
"""What a safe copy is made as. Sounds and films have none: they are handed out as they came."""
AT_MOST: Mapping[FileKind, int] = {
    FileKind.PICTURE: 20 * MEGABYTE,
    FileKind.DOCUMENT: 20 * MEGABYTE,
    FileKind.TEXT: MEGABYTE,
    FileKind.SOUND: 50 * MEGABYTE,
    FileKind.FILM: 50 * MEGABYTE,
}
LARGEST = max(AT_MOST.values())
POINTS_AT_MOST = 40_000_000
PAGES_AT_MOST = 500
KIND_LABELS: Mapping[FileKind, str] = {
    FileKind.PICTURE: "Photo or picture",
    FileKind.DOCUMENT: "Document",
    FileKind.TEXT: "Text",
    FileKind.SOUND: "Sound recording",
    FileKind.FILM: "Video",
}
STATE_LABELS: Mapping[FileState, str] = {
    FileState.WAITING: "Being made ready",
    FileState.HELD: "Waits to be checked for viruses",
    FileState.READY: "Ready",
    FileState.NO_COPY: "Kept, without a safe copy",
    FileState.INFECTED: "Kept shut: a virus was found",
    FileState.GONE: "No longer kept",
}
WE_TAKE = (
    "You can send photos (JPEG, PNG, HEIC, WebP or GIF), documents (PDF), plain text (TXT), "
    "sound recordings (MP3, M4A, WAV, OGG, AAC or AMR) and videos (MP4, MOV, 3GP or WebM)."
)
HOW_LARGE = (
    "A photo or document can have up to 20 MB, a sound recording or video up to 50 MB, and a text up to 1 MB. "
    f"You can send {AT_ONCE} files at a time."
)
NOT_SENT: Mapping[Fault, tuple[str, str]] = {
    Fault.UNKNOWN_KIND: ("is of a kind we cannot keep", WE_TAKE),
    Fault.EMPTY: ("is empty", "Look whether it opens on your phone or computer, and choose it again."),
    Fault.TOO_LARGE: ("is too large", HOW_LARGE),
    Fault.UNREADABLE: ("is damaged or not what its name says: we cannot open it", "Send the first, unchanged file."),
    Fault.TOO_MANY_POINTS: ("has more than 40 million points", "Send it again with a smaller size."),
    Fault.TOO_MANY_PAGES: (f"has more than {PAGES_AT_MOST} pages", "Send it in parts."),
    Fault.LOCKED: ("can only be opened with a password", "Take the password away, and send it again."),
    Fault.TOO_MUCH_INSIDE: ("holds more than we can open safely", "Send it with a smaller size, or in parts."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FilesSoFar:
    """What is kept already: of this case or report, by this person in a day, and whether it is this very file."""

    kept: int = 0
    in_a_day: int = 0
    bytes_in_a_day: int = 0
    same: bool = False


def shown_name(given: str) -> str:
    """Return a file's name as it may be shown: no path, no character that hides or turns others, not too long."""
    plain = unicodedata.normalize("NFC", given.encode(errors="replace").decode())
    plain = UNSAFE_IN_A_NAME.sub("", plain.replace("\\", "/").rsplit("/", 1)[-1])
    plain = " ".join(plain.split())
    if len(plain) <= NAME_AT_MOST:
        return plain or "a file without a name"
    start, dot, ending = plain.rpartition(".")
    tail = f"….{ending}" if dot and start and len(ending) <= 8 else "…"
    return (start or plain)[: NAME_AT_MOST - len(tail)] + tail


def is_too_large(size: int, kind: FileKind) -> bool:
    """Whether a file is larger than its kind may be."""
    return size > AT_MOST[kind]


@enforces("3 a")
def may_keep_file(*, name: str, fault: str = "", so_far: FilesSoFar, by_resident: bool) -> Ruling:
    """Say whether a file can be kept. `name` is as it may be shown; `fault` is what looking at it found."""
    if fault:
        what, how = NOT_SENT[Fault(fault)]
        return refuse("3 a", f"The file {name} {what}.", how)
    if so_far.same:
        return refuse("3 a", f"We have the file {name} already.", "You do not have to send it again.")
    if so_far.kept >= IN_ONE_PLACE:
        return refuse("3 a", f"There are {IN_ONE_PLACE} files here already.", "Call us, so that we can take the rest.")
    a_day = ONE_DAY_RESIDENT if by_resident else ONE_DAY_STAFF
    if so_far.in_a_day < a_day and so_far.bytes_in_a_day <= ONE_DAY_BYTES:
        return allow("3 a", "What somebody has to show is kept as it came.")
    return refuse("3 a", f"The file {name} is one too many for today.", "Send the rest tomorrow, or call us.")


def opens_originals(roles: Iterable[str]) -> bool:
    """Whether one of these roles may open an original at all."""
    return bool(set(roles) & (SUPERVISORS | {Role.SAFEGUARDING_LEAD}))


@enforces("7 a")
def may_open_file(*, state: str, kind: str, original: bool, roles: Iterable[str], why: str = "") -> Ruling:
    """Say whether a file may be opened: its safe copy for daily work, the original only with a reason."""
    held = _what_holds_it(FileState(state), needs_copy=kind in COPIES and not original)
    if held is not None:
        return held
    if not original:
        return allow("7 a", "Somebody who may see this case has opened a file of it.")
    if opens_originals(roles) and is_reason(why):
        return allow("7 a", "The original was opened, for the reason given.")
    if opens_originals(roles):
        return refuse("7 a", "Nobody could tell later why it was opened.", "Say in a sentence what you need it for.")
    return refuse(
        "7 a", "The original can only be opened by a manager or the safeguarding lead.", "Use the safe copy, or ask."
    )


def _what_holds_it(state: FileState, *, needs_copy: bool) -> Ruling | None:
    if state is FileState.INFECTED:
        return refuse("7 a", "A virus was found in this file. It is kept shut.", "Ask for it to be sent another way.")
    if state is FileState.GONE:
        return refuse("7 a", "This file is no longer kept.", "What is known of it stands in the record.")
    if state in (FileState.WAITING, FileState.HELD):
        return refuse("7 a", "This file is being made ready.", "Come back in a few minutes.")
    if state is FileState.NO_COPY and needs_copy:
        return refuse(
            "7 a", "No safe copy could be made of this file.", "Ask a manager, who can open the original with a reason."
        )
    return None


@enforces("7 a")
def may_correct_file(*, because: str, moved_before: bool, same_case: bool) -> Ruling:
    """Say whether a file may go to another case."""
    if moved_before:
        return refuse("7 a", "This file was moved before.", "Move it from the case that it is in now.")
    if same_case:
        return refuse("7 a", "It is in this case already.", "Choose another case.")
    if is_reason(because):
        return allow("7 a", "What was put on the wrong case is seen in the right one only.")
    return refuse("7 a", "Nobody could tell later why it was moved.", "Say in a sentence why it belongs there.")


@enforces("7 a")
def may_ready_file(*, state: str) -> Ruling:
    """Say whether a file still waits to be checked, and for its safe copy."""
    if state in (FileState.WAITING, FileState.HELD):
        return allow("7 a", "It was checked, and a copy was made that holds only what can be seen.")
    return refuse("7 a", "This file was made ready before.", "There is nothing to do.")
