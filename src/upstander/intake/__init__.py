"""Files from other systems, by command; how they are read stands in `casework/importing/files`."""
