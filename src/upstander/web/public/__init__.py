"""What everybody may read: how to reach us, what happens after you tell us, your privacy, and who can use our pages."""
