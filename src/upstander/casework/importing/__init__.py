"""Taking over homes, people, tenancies, staff and open cases from other systems (clause 9; decisions 27 and 28).

`rows` is the shape a door hands over; `deed` applies one batch, whole; `runs` checks a file and carries it through.
"""
