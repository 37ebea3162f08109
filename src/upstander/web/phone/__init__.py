"""A report by phone, visit, letter or email, written down by staff: the resident's questions, in any order."""
