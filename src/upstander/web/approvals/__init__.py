"""What waits for a second person: the list, one act in full, and the answer to it."""
