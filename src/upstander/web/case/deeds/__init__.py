"""The pages of deeds, one file for each matter of casework, and the one table that holds them all."""
