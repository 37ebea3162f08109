"""Files given as evidence: kept, made ready, listed, opened, and put right (clauses 3 a, 7 a)."""

from upstander.casework.files.correcting import correct_file
from upstander.casework.files.keeping import Kept, keep_file
from upstander.casework.files.listing import FileRow, FilesPage, MyFile, OneFile, files_of, my_files, one_file
from upstander.casework.files.opening import NoLongerKept, NoSuchPart, OpenedFile, open_file
from upstander.casework.files.readying import ready_file, ready_waiting, sweep_files

__all__ = [
    "FileRow",
    "FilesPage",
    "Kept",
    "MyFile",
    "NoLongerKept",
    "NoSuchPart",
    "OneFile",
    "OpenedFile",
    "correct_file",
    "files_of",
    "keep_file",
    "my_files",
    "one_file",
    "open_file",
    "ready_file",
    "ready_waiting",
    "sweep_files",
]
