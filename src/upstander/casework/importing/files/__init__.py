"""Files from other systems: read line by line, in bounded memory, and handed over as plain values.

Below the doors, since a command and a page both read them; nothing here asks the database.
"""
