"""What is done: one function per deed, called alike by every door, and the read models that pages need."""
