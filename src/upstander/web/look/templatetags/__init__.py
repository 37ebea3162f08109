"""Tags and filters that draw the components of the look."""
