"""The pages of agencies: a link and a word, what was sent to them, their answers, and a report for somebody (7 b)."""
