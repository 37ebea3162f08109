"""Tools for people who work on the house; none of them is needed to run it."""
