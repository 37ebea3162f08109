"""Pages: keys for other systems, which administrators ask for, collect once, and end (clauses 2 d, 7 a)."""
