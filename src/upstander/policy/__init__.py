"""What was promised. Pure Python: no Django, no clock, no files; one module per matter of the policy."""
