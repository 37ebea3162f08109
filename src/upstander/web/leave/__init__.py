"""Leaving quickly, for somebody who may be watched."""
