"""The administrators' pages: who works here, which teams and areas there are, who is on call, agencies, imports."""
