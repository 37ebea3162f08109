"""The resident's door: telling us what happened, one question a page."""
