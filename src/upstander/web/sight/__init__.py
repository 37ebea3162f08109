"""Pages about who may see what: whom staff are related to, emergencies, cover, and those who look at it (7 a)."""
