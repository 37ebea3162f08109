"""The pages of what was shared: one pack exactly as it left, and handing it out (clause 7 b)."""
