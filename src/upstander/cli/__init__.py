"""Commands for people who run an installation, and for machines that hand in reports."""
