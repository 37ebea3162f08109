"""How files arrive: in memory only, never in clear on disk, and no more than we would keep (clause 7 a).

What is too large is counted and dropped, so that the form around it is still read and nothing else is lost.
"""

from __future__ import annotations

import io
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from upstander.policy.files import AT_ONCE, LARGEST

TOGETHER_AT_MOST = 2 * LARGEST


class InMemoryAndBounded(FileUploadHandler):
    """Collects one file after another; of one that is too large only its size is kept, and one byte too many."""

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self._room = TOGETHER_AT_MOST
        self._files = 0
        self._held = io.BytesIO()
        self._dropped = False

    def new_file(self, *given: Any, **more: Any) -> None:
        """Begin a file."""
        super().new_file(*given, **more)
        self._files += 1
        self._held = io.BytesIO()
        self._dropped = self._files > AT_ONCE

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Keep a piece, while there is room."""
        if self._dropped or self._held.tell() + len(raw_data) > min(LARGEST, self._room):
            self._dropped, self._held = True, io.BytesIO()
        else:
            self._held.write(raw_data)

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        """Hand the file on; `size` is what arrived, also where nothing of it was kept."""
        self._room -= self._held.tell()
        self._held.seek(0)
        return InMemoryUploadedFile(
            file=self._held,
            field_name=self.field_name,
            name=self.file_name or "",
            content_type=self.content_type,
            size=file_size,
            charset=self.charset,
            content_type_extra=self.content_type_extra,
        )
