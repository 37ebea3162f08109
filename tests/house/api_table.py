"""What opens for whose key: every route of the API, for a key of every kind, written by hand (clause 7 a).

A row: the method; the address; what is answered to each key. A deed is sent without a body: what can be done asks for
more. Each key was given for everything its account may do, but for the last three. The keys, from left to right:

    1 no key                   6 manager, HC is in scope        11 on the staff, without a role
    2 call handler             7 manager, HC is out of scope    12 data protection officer
    3 officer, HC is assigned  8 regional manager               13 administrator
    4 same team, not assigned  9 safeguarding lead              14 manager in scope: a key that was ended
    5 officer of another team 10 performance analyst            15 the same: a key whose time is over
                                                                16 the same: a key for the list of duties alone

    o  200    .  404 not found    x  403 refused, with why    ?  422 say more    k  401 no such key

HC is a case of the North team, in Ferry. QC stands in that team's queue; SC is on the safeguarding route, and assigned
to the same officer. R and SR are reports that wait. PLACE is a plan for an estate in Ferry.
"""

from collections.abc import Mapping

STATUS = {"o": 200, ".": 404, "x": 403, "?": 422, "k": 401}
KEYS: Mapping[str, str] = {
    "nobody at all": "",
    "quinn": "quinn",
    "okafor": "okafor",
    "lewis": "lewis",
    "patel": "patel",
    "reid": "reid",
    "haddad": "haddad",
    "achebe": "achebe",
    "silva": "silva",
    "ford": "ford",
    "nobody": "nobody",
    "hale": "hale",
    "moss": "moss",
    "ended": "reid",
    "expired": "reid",
    "too little": "reid",
}
"""Each kind of key, and as whom it acts."""

TABLE = """
# --- lists, and what is about no case yet
GET  cases                              kooooooooooookkx
GET  duties                             kooooooooooookko
GET  reports                            kooooooooooookkx
GET  places                             k.oooooo.....kkx
GET  places/PLACE                       k.oo.o.o.....kkx
POST find                               k????????????kkx
POST reports                            k????????xxxxkkx
POST take-message                       k????????xxxxkkx
POST make-place-plan                    kxxxx???xxxxxkkx
POST change-place-plan                  kxxxx???xxxxxkkx
POST review-place-plan                  kxxxx???xxxxxkkx
POST end-place-plan                     kxxxx???xxxxxkkx
POST retry-notice                       kxxxx????xxx?kkx
POST give-up-notice                     kxxxx????xxx?kkx

# --- a case that is assigned
GET  cases/HC                           k.o..o.o.....kkx
GET  cases/HC/record                    k.o..o.o.....kkx
POST cases/HC/add-note                  k.?..?.?.....kkx
POST cases/HC/agree-updates             k.?..?.?.....kkx
POST cases/HC/answer-alert              k.?..?.?.....kkx
POST cases/HC/answer-plan               k.?..?.?.....kkx
POST cases/HC/answer-referral           k.?..?.?.....kkx
POST cases/HC/assess-risk               k.?..?.?.....kkx
POST cases/HC/assign-case               k.x..?.?.....kkx
POST cases/HC/check-after-closing       k.?..?.?.....kkx
POST cases/HC/close-case                k.?..?.?.....kkx
POST cases/HC/confirm-recall            k.?..?.?.....kkx
POST cases/HC/consider-agency           k.?..?.?.....kkx
POST cases/HC/consider-support          k.?..?.?.....kkx
POST cases/HC/correct-file              k.?..?.?.....kkx
POST cases/HC/correct-party             k.?..?.?.....kkx
POST cases/HC/declare-conflict          k.?..?.?.....kkx
POST cases/HC/hear-evidence             k.?..?.?.....kkx
POST cases/HC/issue-code                k.?..?.?.....kkx
POST cases/HC/link-cases                k.?..?.?.....kkx
POST cases/HC/make-referral             k.?..?.?.....kkx
POST cases/HC/move-note                 k.?..?.?.....kkx
POST cases/HC/name-party                k.?..?.?.....kkx
POST cases/HC/pause-clock               k.?..?.?.....kkx
POST cases/HC/prepare-letter            k.?..?.?.....kkx
POST cases/HC/recall-referral           k.?..?.?.....kkx
POST cases/HC/record-contact            k.?..?.?.....kkx
POST cases/HC/record-first-contact      k.?..?.?.....kkx
POST cases/HC/record-incident           k.?..?.?.....kkx
POST cases/HC/record-interview          k.?..?.?.....kkx
POST cases/HC/record-investigation      k.?..?.?.....kkx
POST cases/HC/record-motive             k.?..?.?.....kkx
POST cases/HC/record-plan               k.?..?.?.....kkx
POST cases/HC/record-step               k.?..?.?.....kkx
POST cases/HC/record-support-need       k.?..?.?.....kkx
POST cases/HC/reopen-case               k.x..?.?.....kkx
POST cases/HC/restart-clock             k.?..?.?.....kkx
POST cases/HC/review-case               k.x..?.?.....kkx
POST cases/HC/send-message              k.?..?.?.....kkx
POST cases/HC/set-safe-contact          k.?..?.?.....kkx
# nothing is asked for, so it gets as far as the deed: it is not in the queue; and whoever saw it there within the
# hour, in their own team, is told that it is gone
POST cases/HC/take-case                 k.xx.x.x.....kkx
POST cases/HC/unlink-cases              k.?..?.?.....kkx
POST cases/HC/withdraw-letter           k.?..?.?.....kkx

# --- a case in the queue of the team, and one on the safeguarding route
GET  cases/QC                           k.oo.o.o.....kkx
GET  cases/QC/record                    k.oo.o.o.....kkx
POST cases/QC/add-note                  k.??.?.?.....kkx
POST cases/QC/assign-case               k.xx.?.?.....kkx
POST cases/QC/take-case                 k.oo.o.o.....kkx
GET  cases/SC                           k.o.....o....kkx
GET  cases/SC/record                    k.o.....o....kkx
POST cases/SC/add-note                  k.?.....?....kk.
POST cases/SC/assign-case               k.x.....?....kk.
POST cases/SC/take-case                 k.x.....x....kk.

# --- a report that waits
GET  reports/R                          k....o.o.....kkx
POST reports/R/answer-alert             k....?.?.....kkx
POST reports/R/close-report             k....?.?.....kkx
POST reports/R/issue-code               k....?.?.....kkx
POST reports/R/join-case                k....?.?.....kkx
POST reports/R/open-case                k....?.?.....kkx
POST reports/R/send-message             k....?.?.....kkx
POST reports/R/set-safe-contact         k....?.?.....kkx
GET  reports/SR                         k.......o....kkx
POST reports/SR/close-report            k.......?....kk.
POST reports/SR/open-case               k.......?....kk.
POST reports/SR/send-message            k.......?....kk.
"""
