"""The case page, and a page for each deed in a case."""
