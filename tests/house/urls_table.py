"""What opens for whom: every address of the house, for every member of the cast, written by hand (clause 7 a).

A row: the address; what GET answers to each of the cast; what an empty POST answers. The cast, from left to right:

    1 nobody is signed in      5 officer of the same team, not assigned    9 regional manager
    2 code of the case HC      6 officer of another team                  10 safeguarding lead
    3 call handler             7 manager, the case is in scope            11 performance analyst
    4 officer, HC is assigned  8 manager, the case is out of scope        12 on the staff, without a role

    o  200 a page             s  to the sign-in page, which says nothing of what is there
    .  404 not found          >  to another page
    x  403 refused, with why  e  403 what was typed is shown to be copied: this page needs a sign-in
    ?  422 say more           m  405 there is nothing to send, or nothing to see, here
    n  204 done               c  409 was done before

HC is a case of the North team, in Ferry. QC stands in that team's queue; SC is on the safeguarding route, and assigned
to the same officer. R and SR are reports that wait. PARTY is somebody in HC, OTHER somebody in QC; STAFF is a manager,
OFFICER the officer. `*` stands for every address of that kind that has no row of its own: nobody finds those.
"""

STATUS = {"o": 200, "n": 204, ">": 302, "s": 302, "x": 403, "e": 403, ".": 404, "m": 405, "c": 409, "?": 422}

TABLE = """
# --- open to everybody                          GET          POST
alive                                            oooooooooooo oooooooooooo
/                                                >>>>>>>>>>>> mmmmmmmmmmmm
policy                                           oooooooooooo mmmmmmmmmmmm
policy/procedure                                 oooooooooooo mmmmmmmmmmmm
policy/documents/asb-policy                      oooooooooooo mmmmmmmmmmmm
policy/documents/no-such                         ............ mmmmmmmmmmmm
policy/3.2-c                                     oooooooooooo mmmmmmmmmmmm
policy/99                                        ............ mmmmmmmmmmmm
about/accessibility                              oooooooooooo mmmmmmmmmmmm
about/privacy                                    oooooooooooo mmmmmmmmmmmm
about/services                                   oooooooooooo mmmmmmmmmmmm
about/what-happens                               oooooooooooo mmmmmmmmmmmm

# --- telling us, and leaving
leave                                            >>>>>>>>>>>> nnnnnnnnnnnn
again                                            >>>>>>>>>>>> mmmmmmmmmmmm
form                                             oooooooooooo mmmmmmmmmmmm
form/leaving                                     oooooooooooo mmmmmmmmmmmm
form/help-now                                    oooooooooooo mmmmmmmmmmmm
form/about                                       oooooooooooo oooooooooooo
form/no-such                                     ............ ............
form/check                                       oooooooooooo oooooooooooo
form/done                                        >>>>>>>>>>>> mmmmmmmmmmmm
form/now                                         >>>>>>>>>>>> oooooooooooo
form/kind                                        >>>>>>>>>>>> oooooooooooo
form/you                                         >>>>>>>>>>>> oooooooooooo
form/name                                        >>>>>>>>>>>> oooooooooooo
form/friend                                      >>>>>>>>>>>> oooooooooooo
form/contact                                     >>>>>>>>>>>> oooooooooooo
form/number                                      >>>>>>>>>>>> oooooooooooo
form/email                                       >>>>>>>>>>>> oooooooooooo
form/letters                                     >>>>>>>>>>>> oooooooooooo
form/*                                           >>>>>>>>>>>> >>>>>>>>>>>>

# --- a resident's own page
your-page                                        oooooooooooo ????????????
your-page/close                                  mmmmmmmmmmmm oooooooooooo
your-page/contact                                >o>>>>>>>>>> x>xxxxxxxxxx
your-page/looked                                 >o>>>>>>>>>> mmmmmmmmmmmm
your-page/messages                               >o>>>>>>>>>> x?xxxxxxxxxx
your-page/more                                   >o>>>>>>>>>> x?xxxxxxxxxx
your-page/plan                                   >o>>>>>>>>>> x?xxxxxxxxxx
your-page/why                                    >o>>>>>>>>>> x?xxxxxxxxxx

# --- the door of the staff
sign-in                                          oo>>>>>>>>>> oo>>>>>>>>>>
sign-in/inactive                                 oooooooooooo mmmmmmmmmmmm
sign-in/as/STAFF                                 mmmmmmmmmmmm ............
sign-in/first/1-set-password                     oooooooooooo oooooooooooo
sign-in/first/done                               oooooooooooo mmmmmmmmmmmm
sign-out                                         >>oooooooooo >>>>>>>>>>>>
demo/clock                                       ss.......... ee..........

# --- the lists of work
work                                             ssoooooooooo eemmmmmmmmmm
work/find                                        ssoooooooooo eemmmmmmmmmm
work/message                                     ssooooooooxx ee????????xx
work/team                                        ss....oooo.. eemmmmmmmmmm
work/team/list                                   ss....oooo.. eemmmmmmmmmm
work/team/hand-over                              ss.......... ee..........
work/team/hand-over?officer=OFFICER              ss....o.oo.. ee....?.??..

# --- a report that staff write down
phone                                            ssooooooooxx ee>>>>>>>>xx
phone/done                                       ss>>>>>>>>xx eemmmmmmmmmm
phone/read-back                                  ss>>>>>>>>xx ee>>>>>>>>xx

# --- a case
case/HC                                          ss.o..o.o... eemmmmmmmmmm
case/HC/people                                   ss.o..o.o... eemmmmmmmmmm
case/HC/people/PARTY                             ss.o..o.o... eemmmmmmmmmm
case/HC/people/OTHER                             ss.......... eemmmmmmmmmm
case/HC/plan                                     ss.o..o.o... eemmmmmmmmmm
case/HC/risk                                     ss.o..o.o... eemmmmmmmmmm
case/HC/record                                   ss.o..o.o... eemmmmmmmmmm
case/HC/print                                    ss.o..o.o... eemmmmmmmmmm
case/HC/do                                       ss.o..o.o... eemmmmmmmmmm
case/HC/add-note                                 ss.o..o.o... ee.?..?.?...
case/HC/agree-updates                            ss.o..o.o... ee.?..?.?...
case/HC/answer-alert                             ss.o..o.o... ee.?..?.?...
case/HC/answer-plan                              ss.o..o.o... ee.?..?.?...
case/HC/assess-risk                              ss.o..o.o... ee.?..?.?...
case/HC/assign-case                              ss.x..o.o... ee.x..?.?...
case/HC/check-after-closing                      ss.o..o.o... ee.?..?.?...
case/HC/close-case                               ss.o..o.o... ee.?..?.?...
case/HC/consider-support                         ss.o..o.o... ee.?..?.?...
case/HC/correct-party                            ss.o..o.o... ee.?..?.?...
case/HC/declare-conflict                         ss.o..o.o... ee.?..?.?...
case/HC/hear-evidence                            ss.o..o.o... ee.?..?.?...
case/HC/issue-code                               ss.o..o.o... ee.?..?.?...
case/HC/link-cases                               ss.o..o.o... ee.?..?.?...
case/HC/move-note                                ss.o..o.o... ee.?..?.?...
case/HC/name-party                               ss.o..o.o... ee.?..?.?...
case/HC/pause-clock                              ss.o..o.o... ee.?..?.?...
case/HC/record-contact                           ss.o..o.o... ee.?..?.?...
case/HC/record-first-contact                     ss.o..o.o... ee.?..?.?...
case/HC/record-incident                          ss.o..o.o... ee.?..?.?...
case/HC/record-interview                         ss.o..o.o... ee.?..?.?...
case/HC/record-investigation                     ss.o..o.o... ee.?..?.?...
case/HC/record-motive                            ss.o..o.o... ee.?..?.?...
case/HC/record-plan                              ss.o..o.o... ee.?..?.?...
case/HC/record-step                              ss.o..o.o... ee.?..?.?...
case/HC/reopen-case                              ss.x..o.o... ee.x..?.?...
case/HC/restart-clock                            ss.o..o.o... ee.?..?.?...
case/HC/review-case                              ss.x..o.o... ee.x..?.?...
case/HC/send-message                             ss.o..o.o... ee.?..?.?...
case/HC/set-safe-contact                         ss.o..o.o... ee.?..?.?...
case/HC/take-case                                ss.o..o.o... ee.?..?.?...
case/HC/unlink-cases                             ss.o..o.o... ee.?..?.?...
case/HC/*                                        ss.......... ee..........

# --- a case in the queue of the team, and one on the safeguarding route
case/QC                                          ss.oo.o.o... eemmmmmmmmmm
case/QC/add-note                                 ss.oo.o.o... ee.??.?.?...
case/QC/assign-case                              ss.xx.o.o... ee.xx.?.?...
case/QC/people/PARTY                             ss.......... eemmmmmmmmmm
case/QC/take-case                                ss.oo.o.o... ee.>>.>.>...
case/SC                                          ss.o.....o.. eemmmmmmmmmm
case/SC/add-note                                 ss.o.....o.. ee.?.....?..
case/SC/assign-case                              ss.x.....o.. ee.x.....?..

# --- a report that waits
triage                                           ssoooooooooo eemmmmmmmmmm
triage/R                                         ss....o.o... eemmmmmmmmmm
triage/R/answer-alert                            ss....o.o... ee....?.?...
triage/R/close-report                            ss....o.o... ee....?.?...
triage/R/issue-code                              ss....o.o... ee....?.?...
triage/R/join-case                               ss....o.o... ee....?.?...
triage/R/open-case                               ss....o.o... ee....?.?...
triage/R/send-message                            ss....o.o... ee....?.?...
triage/R/set-safe-contact                        ss....o.o... ee....?.?...
triage/R/*                                       ss.......... ee..........
triage/SR                                        ss.......o.. eemmmmmmmmmm
triage/SR/open-case                              ss.......o.. ee.......?..
triage/SR/close-report                           ss.......o.. ee.......?..
"""
