"""The case file: what a case page, and the page of each deed, is given (clause 7 a: every reading is on the record)."""

from upstander.casework.casefile.asked import DeedPage
from upstander.casework.casefile.reads import deed_page, deed_page_with, identity, open_case_file, people_in_case

__all__ = ["DeedPage", "deed_page", "deed_page_with", "identity", "open_case_file", "people_in_case"]
