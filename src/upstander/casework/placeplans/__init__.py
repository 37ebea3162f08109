"""Plans for places: what is done to them (`deeds`), and how they are read (`reads`, `shapes`); clauses 2 b, 3.4."""
