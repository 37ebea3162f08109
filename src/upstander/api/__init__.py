"""The door for other systems: /api/v1, by keys that do a part of what one account may do (clauses 2 d, 7 a)."""
