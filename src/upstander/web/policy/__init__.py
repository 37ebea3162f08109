"""The policy, its clauses and the landlord's numbers, for everybody to read."""
