"""Files from other systems: read line by line, in bounded memory, and handed over as plain values."""
