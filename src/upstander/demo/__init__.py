"""The demo's landlord: invented people in made-up homes, worked through the deeds like any other."""
