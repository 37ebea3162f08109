"""The field by which files are chosen, several at once; each is judged by the deed that keeps it (clause 3 a)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from upstander.casework.actor import Actor
from upstander.casework.files import keep_file
from upstander.casework.sent import SentBefore, form_mark
from upstander.policy.files import FORMATS, HOW_LARGE, WE_TAKE
from upstander.policy.ruling import Refused, Ruling
from upstander.web.look.fields import Shown

ENDINGS = ",".join(sorted({f".{one.ending}" for one in FORMATS.values()} | {".jpeg", ".heif"}))


@dataclass(frozen=True, slots=True)
class Arrived:
    """A file as it arrived. Of one that was too large to be taken in, only the size is known."""

    name: str
    size: int
    content: bytes


@dataclass(frozen=True, slots=True)
class CameOfIt:
    """Which files were kept, by name, and why the others were not."""

    kept: tuple[str, ...]
    refused: tuple[Ruling, ...]


class ChooseFiles(forms.FileInput):
    """A button to choose one file or several."""

    allow_multiple_selected = True


class FilesField(Shown, forms.FileField):
    """One file or several."""

    widget = ChooseFiles

    def __init__(self, **more: Any) -> None:
        super().__init__(help_text=f"{WE_TAKE} {HOW_LARGE}", **more)
        self.widget.attrs.update({"multiple": True, "accept": ENDINGS})

    def clean(self, data: Any, initial: Any = None) -> list[Arrived]:
        """Return what arrived, however many and whatever it is."""
        given: Sequence[UploadedFile[bytes]] = data if isinstance(data, list | tuple) else [data] if data else []
        if not given and self.required:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return [Arrived(one.name or "", one.size or 0, one.read()) for one in given]


def keep_all(who: Actor, number: str, *, chosen: Sequence[Arrived], **said: str) -> CameOfIt:
    """Keep each file by a deed of its own: one that is refused takes none of the others with it.

    Raises Refused where none was kept, SentBefore where all were sent before, NotFound.
    """
    kept, refused, before = [], [], 0
    for at, one in enumerate(chosen):
        mark = form_mark(who.form, said=f"{at}|{one.name}|{one.size}") if who.form else ""
        asker = replace(who, form=mark)
        try:
            kept.append(keep_file(asker, number, name=one.name, content=one.content, size=one.size, **said).name)
        except Refused as no:
            refused.append(no.ruling)
        except SentBefore:
            before += 1
    if before and not kept and not refused:
        raise SentBefore
    if refused and not kept and not before:
        raise Refused(refused[0]) if len(refused) == 1 else NoneKept(refused)
    return CameOfIt(tuple(kept), tuple(refused))


class NoneKept(Refused):
    """No file could be kept, each for a reason of its own."""

    def __init__(self, refused: Sequence[Ruling]) -> None:
        why = " ".join(one.why for one in refused)
        how = " ".join(dict.fromkeys(one.how for one in refused))
        super().__init__(replace(refused[0], why=why, how=how))
        self.each = tuple(refused)
