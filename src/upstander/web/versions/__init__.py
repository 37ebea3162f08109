"""The versions of the policy and procedure: the list, one in full, and the draft of the next."""
