"""Reports that wait: each becomes a case, joins one, or is closed with a reason."""
