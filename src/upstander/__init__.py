"""Upstander: case management for harassment and hate crime in social housing that keeps a landlord's written policy."""

__version__ = "0.1.0"
