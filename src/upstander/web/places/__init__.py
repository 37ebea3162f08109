"""Pages: plans for places, for those who work in an area or look after it (clauses 2 b, 3.4)."""
