"""Real situations, from the first word to the check after closing; facts from published decisions, names invented."""
