"""Letters: those of a case, and the words they are made from."""
