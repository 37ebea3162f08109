"""The lists of work: my own, the team's, finding a case, and a message for somebody else's."""
