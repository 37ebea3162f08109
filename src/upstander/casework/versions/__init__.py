"""The next version of the policy and procedure: written by an administrator, adopted by two people (front page; 2 g).

Whoever may adopt may ask and give: an administrator, or a regional manager. Cases keep the version they were opened
under; what is permitted follows the version in force (decision 1).
"""
