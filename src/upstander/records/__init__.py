"""What is kept: the only Django models of ours, in one app with one migration history (keys apart, in `keystore`)."""
