"""The look that every page shares: layouts, form templates, styles."""
