"""The resident's page after reporting: where it stands, messages, the plan, and more to tell."""
