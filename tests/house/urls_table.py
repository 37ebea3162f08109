"""What opens for whom: every address of the house, for every member of the cast, written by hand in urls/ (clause 7 a).

A row: the address; what GET answers to each of the cast; what an empty POST answers. The cast, from left to right:

    1 nobody is signed in      5 officer of the same team, not assigned    9 regional manager
    2 code of the case HC      6 officer of another team                  10 safeguarding lead
    3 call handler             7 manager, the case is in scope            11 performance analyst
    4 officer, HC is assigned  8 manager, the case is out of scope        12 on the staff, without a role
                                                                          13 data protection officer
                                                                          14 administrator
    15 somebody at the agency that HC was shared with, who visits

    o  200 a page             s  to the sign-in page, which says nothing of what is there
    .  404 not found          >  to another page
    x  403 refused, with why  e  403 what was typed is shown to be copied: this page needs a sign-in
    ?  422 say more           m  405 there is nothing to send, or nothing to see, here
    n  204 done               c  409 was done before

HC is a case of the North team, in Ferry. QC stands in that team's queue; SC is on the safeguarding route, and assigned
to the same officer. R and SR are reports that wait. PARTY is somebody in HC, OTHER somebody in QC; STAFF is a manager,
OFFICER the officer; LETTER is a letter in HC, WORDS what it is made from, PACK what HC shared; ROLE, TEAM, AREA, TURN
and AGENCY are what administrators change; CONSENT is what the resident of HC agreed to; RECIP is somebody
at the agency, ITEM what was sent to them, REFER what is asked of them; PLACE is a plan for an estate in Ferry. `*`
stands for every address of that kind that has no row of its own: nobody finds those.
"""

from __future__ import annotations

from pathlib import Path

STATUS = {"o": 200, "n": 204, ">": 302, "s": 302, "x": 403, "e": 403, ".": 404, "m": 405, "c": 409, "?": 422}

ROWS = sorted(Path(__file__).with_name("urls").glob("*.txt"))
TABLE = "\n".join(one.read_text() for one in ROWS)
