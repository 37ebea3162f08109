"""Wrapped data keys, in a database of their own with backups of their own (decision 11)."""
