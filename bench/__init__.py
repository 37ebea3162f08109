"""How fast the house is, as ratios to floors that are measured in the same run: `make bench`."""
