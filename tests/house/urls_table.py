"""What opens for whom: every address of the house, for every member of the cast, written by hand (clause 7 a).

A row: the address; what GET answers to each of the cast; what an empty POST answers. The cast, from left to right:

    1 nobody is signed in      5 officer of the same team, not assigned    9 regional manager
    2 code of the case HC      6 officer of another team                  10 safeguarding lead
    3 call handler             7 manager, the case is in scope            11 performance analyst
    4 officer, HC is assigned  8 manager, the case is out of scope        12 on the staff, without a role
                                                                          13 data protection officer
                                                                          14 administrator

    o  200 a page             s  to the sign-in page, which says nothing of what is there
    .  404 not found          >  to another page
    x  403 refused, with why  e  403 what was typed is shown to be copied: this page needs a sign-in
    ?  422 say more           m  405 there is nothing to send, or nothing to see, here
    n  204 done               c  409 was done before

HC is a case of the North team, in Ferry. QC stands in that team's queue; SC is on the safeguarding route, and assigned
to the same officer. R and SR are reports that wait. PARTY is somebody in HC, OTHER somebody in QC; STAFF is a manager,
OFFICER the officer; LETTER is a letter in HC, WORDS what it is made from, PACK what HC shared; ROLE, TEAM, AREA, TURN
and AGENCY are what administrators change; CONSENT is what the resident of HC agreed to. `*` stands for every address of
that kind that has no row of its own: nobody finds those.
"""

STATUS = {"o": 200, "n": 204, ">": 302, "s": 302, "x": 403, "e": 403, ".": 404, "m": 405, "c": 409, "?": 422}

TABLE = """
# --- open to everybody                          GET          POST
alive                                            oooooooooooooo oooooooooooooo
/                                                >>>>>>>>>>>>>> mmmmmmmmmmmmmm
policy                                           oooooooooooooo mmmmmmmmmmmmmm
policy/procedure                                 oooooooooooooo mmmmmmmmmmmmmm
policy/documents/asb-policy                      oooooooooooooo mmmmmmmmmmmmmm
policy/documents/no-such                         .............. mmmmmmmmmmmmmm
policy/3.2-c                                     oooooooooooooo mmmmmmmmmmmmmm
policy/99                                        .............. mmmmmmmmmmmmmm
about/accessibility                              oooooooooooooo mmmmmmmmmmmmmm
about/privacy                                    oooooooooooooo mmmmmmmmmmmmmm
about/services                                   oooooooooooooo mmmmmmmmmmmmmm
about/what-happens                               oooooooooooooo mmmmmmmmmmmmmm

# --- telling us, and leaving
leave                                            >>>>>>>>>>>>>> nnnnnnnnnnnnnn
again                                            >>>>>>>>>>>>>> mmmmmmmmmmmmmm
form                                             oooooooooooooo mmmmmmmmmmmmmm
form/leaving                                     oooooooooooooo mmmmmmmmmmmmmm
form/help-now                                    oooooooooooooo mmmmmmmmmmmmmm
form/about                                       oooooooooooooo oooooooooooooo
form/no-such                                     .............. ..............
form/check                                       oooooooooooooo oooooooooooooo
form/add                                         mmmmmmmmmmmmmm >>>>>>>>>>>>>>
form/done                                        >>>>>>>>>>>>>> mmmmmmmmmmmmmm
form/now                                         >>>>>>>>>>>>>> oooooooooooooo
form/kind                                        >>>>>>>>>>>>>> oooooooooooooo
form/you                                         >>>>>>>>>>>>>> oooooooooooooo
form/name                                        >>>>>>>>>>>>>> oooooooooooooo
form/friend                                      >>>>>>>>>>>>>> oooooooooooooo
form/contact                                     >>>>>>>>>>>>>> oooooooooooooo
form/number                                      >>>>>>>>>>>>>> oooooooooooooo
form/email                                       >>>>>>>>>>>>>> oooooooooooooo
form/letters                                     >>>>>>>>>>>>>> oooooooooooooo
form/*                                           >>>>>>>>>>>>>> >>>>>>>>>>>>>>

# --- a resident's own page
your-page                                        oooooooooooooo ??????????????
your-page/close                                  mmmmmmmmmmmmmm oooooooooooooo
your-page/contact                                >o>>>>>>>>>>>> x>xxxxxxxxxxxx
your-page/files                                  >o>>>>>>>>>>>> x?xxxxxxxxxxxx
your-page/looked                                 >o>>>>>>>>>>>> mmmmmmmmmmmmmm
your-page/messages                               >o>>>>>>>>>>>> x?xxxxxxxxxxxx
your-page/more                                   >o>>>>>>>>>>>> x?xxxxxxxxxxxx
your-page/plan                                   >o>>>>>>>>>>>> x?xxxxxxxxxxxx
your-page/sharing                                >o>>>>>>>>>>>> x?xxxxxxxxxxxx
your-page/sharing/CONSENT                        >o>>>>>>>>>>>> x>xxxxxxxxxxxx
your-page/why                                    >o>>>>>>>>>>>> x?xxxxxxxxxxxx

# --- the door of the staff
sign-in                                          oo>>>>>>>>>>>> oo>>>>>>>>>>>>
sign-in/again                                    ssoooooooooooo eeoooooooooooo
sign-in/second                                   >>>>>>>>>>>>>> >>>>>>>>>>>>>>
sign-in/passkey                                  >>>>>>>>>>>>>> >>>>>>>>>>>>>>
sign-in/work-account                             .............. mmmmmmmmmmmmmm
sign-in/work-account/back                        .............. mmmmmmmmmmmmmm
account                                          ssoooooooooooo eemmmmmmmmmmmm
account/second-step                              ssoooooooooooo eemmmmmmmmmmmm
account/app                                      ssoooooooooooo eeoooooooooooo
account/app/picture                              ss............ ee............
account/app/remove                               ss............ ee.........x..
account/passkey                                  ssoooooooooooo eeoooooooooooo
account/passkey/1/remove                         ss............ ee.........x..
account/codes                                    ssoooooooooooo eexxxxxxxxxxxx
account/codes/download                           ss............ ee............
account/sign-out-everywhere                      ssmmmmmmmmmmmm ee>>>>>>>>>x>>
sign-in/inactive                                 oooooooooooooo mmmmmmmmmmmmmm
sign-in/as/STAFF                                 mmmmmmmmmmmmmm ..............
sign-in/first/1-set-password                     oooooooooooooo oooooooooooooo
sign-in/first/done                               oooooooooooooo mmmmmmmmmmmmmm
sign-out                                         >>oooooooooooo >>>>>>>>>>>>>>
demo/clock                                       ss............ ee............

# --- the lists of work
work                                             ssoooooooooooo eemmmmmmmmmmmm
work/find                                        ssoooooooooooo eemmmmmmmmmmmm
work/message                                     ssooooooooxxxx ee????????xxxx
work/team                                        ss....oooo.... eemmmmmmmmmmmm
work/team/list                                   ss....oooo.... eemmmmmmmmmmmm
work/interests                                   ssooooooooxxxx ee????????xxxx
work/conflicts                                   ss....oooo..o. eemmmmmmmmmmmm
work/conflicts/FLAG                              ss....o....... ee....?.......
work/conflicts/kept/BLOCK                        ss....o....... ee....?.......
work/emergency                                   ssxoooooooxxxx eex???????xxxx
work/emergencies                                 ss..........oo eemmmmmmmmmmmm
work/emergencies/GLASS                           ss..........o. ee..........?.
work/cover                                       ss....ooo..... ee....???.....
work/cover/COVER/end                             ss....o.o..... ee....>.>.....
work/team/hand-over                              ss............ ee............
work/team/hand-over?officer=OFFICER              ss....o.oo.... ee....?.??....

# --- a report that staff write down
phone                                            ssooooooooxxxx ee>>>>>>>>xxxx
phone/done                                       ss>>>>>>>>xxxx eemmmmmmmmmmmm
phone/read-back                                  ss>>>>>>>>xxxx ee>>>>>>>>xxxx

# --- what runs by itself
post                                             ss....oooo...o eemmmmmmmmmmmm
post/NOTICE/try-again                            ss....o.o..... ee....>.>.....
post/NOTICE/give-up                              ss....o.o..... ee....?.?.....
administration/health                            ss....oooo...o eemmmmmmmmmmmm

# --- the words of letters
letters                                          ss....ooo....o eemmmmmmmmmmmm
letters/new                                      ss....ooo....o ee....???....?
letters/WORDS                                    ss....ooo....o eemmmmmmmmmmmm
letters/WORDS/preview                            ss....ooo....o eemmmmmmmmmmmm
letters/WORDS/sign                               ss....ooo....o ee....???....?

# --- a case
case/HC                                          ss.o..o.o..... eemmmmmmmmmmmm
case/HC/people                                   ss.o..o.o..... eemmmmmmmmmmmm
case/HC/people/PARTY                             ss.o..o.o..... eemmmmmmmmmmmm
case/HC/people/OTHER                             ss............ eemmmmmmmmmmmm
case/HC/plan                                     ss.o..o.o..... eemmmmmmmmmmmm
case/HC/risk                                     ss.o..o.o..... eemmmmmmmmmmmm
case/HC/agencies                                 ss.o..o.o..... eemmmmmmmmmmmm
case/HC/record                                   ss.o..o.o..... eemmmmmmmmmmmm
case/HC/print                                    ss.o..o.o..... eemmmmmmmmmmmm
case/HC/do                                       ss.o..o.o..... eemmmmmmmmmmmm
case/HC/add-note                                 ss.o..o.o..... ee.?..?.?.....
case/HC/agree-updates                            ss.o..o.o..... ee.?..?.?.....
case/HC/answer-alert                             ss.o..o.o..... ee.?..?.?.....
case/HC/answer-plan                              ss.o..o.o..... ee.?..?.?.....
case/HC/assess-risk                              ss.o..o.o..... ee.?..?.?.....
case/HC/assign-case                              ss.x..o.o..... ee.x..?.?.....
case/HC/check-after-closing                      ss.o..o.o..... ee.?..?.?.....
case/HC/close-case                               ss.o..o.o..... ee.?..?.?.....
case/HC/consider-agency                          ss.o..o.o..... ee.?..?.?.....
case/HC/consider-support                         ss.o..o.o..... ee.?..?.?.....
case/HC/correct-party                            ss.o..o.o..... ee.?..?.?.....
case/HC/declare-conflict                         ss.o..o.o..... ee.?..?.?.....
case/HC/give-consent                             ss.o..o.o..... ee.?..?.?.....
case/HC/hear-evidence                            ss.o..o.o..... ee.?..?.?.....
case/HC/issue-code                               ss.o..o.o..... ee.?..?.?.....
case/HC/letters                                  ss.o..o.o..... eemmmmmmmmmmmm
case/HC/letters/LETTER                           ss.o..o.o..... eemmmmmmmmmmmm
case/HC/letters/LETTER/preview                   ss.o..o.o..... eemmmmmmmmmmmm
case/HC/letters/LETTER/print                     ssmmmmmmmmmmmm ee.o..o.o.....
case/HC/link-cases                               ss.o..o.o..... ee.?..?.?.....
case/HC/move-note                                ss.o..o.o..... ee.?..?.?.....
case/HC/name-party                               ss.o..o.o..... ee.?..?.?.....
case/HC/pause-clock                              ss.o..o.o..... ee.?..?.?.....
case/HC/prepare-letter                           ss.o..o.o..... ee.?..?.?.....
case/HC/record-contact                           ss.o..o.o..... ee.?..?.?.....
case/HC/record-first-contact                     ss.o..o.o..... ee.?..?.?.....
case/HC/record-incident                          ss.o..o.o..... ee.?..?.?.....
case/HC/record-interview                         ss.o..o.o..... ee.?..?.?.....
case/HC/record-investigation                     ss.o..o.o..... ee.?..?.?.....
case/HC/record-motive                            ss.o..o.o..... ee.?..?.?.....
case/HC/record-plan                              ss.o..o.o..... ee.?..?.?.....
case/HC/record-step                              ss.o..o.o..... ee.?..?.?.....
case/HC/reopen-case                              ss.x..o.o..... ee.x..?.?.....
case/HC/restart-clock                            ss.o..o.o..... ee.?..?.?.....
case/HC/review-case                              ss.x..o.o..... ee.x..?.?.....
case/HC/send-message                             ss.o..o.o..... ee.?..?.?.....
case/HC/recall-disclosure                        ss.o..o.o..... ee.?..?.?.....
case/HC/shared/PACK                              ss.o..o.o..... eemmmmmmmmmmmm
case/HC/shared/PACK/data                         ssmmmmmmmmmmmm ee.o..o.o.....
case/HC/shared/PACK/print                        ssmmmmmmmmmmmm ee.o..o.o.....
case/HC/share-information                        ss.o..o.o..... ee.?..?.?.....
case/HC/set-level                                ss.o..o.o..... ee.?..?.?.....
case/HC/set-safe-contact                         ss.o..o.o..... ee.?..?.?.....
case/HC/take-case                                ss.o..o.o..... ee.?..?.?.....
case/HC/unlink-cases                             ss.o..o.o..... ee.?..?.?.....
case/HC/files                                    ss.o..o.o..... eemmmmmmmmmmmm
case/HC/keep-file                                ss.o..o.o..... ee.?..?.?.....
case/HC/correct-file                             ss.o..o.o..... ee.?..?.?.....
file/FILE                                        ss.o..o.o..... eemmmmmmmmmmmm
file/FILE/copy                                   ss.o..o.o..... eemmmmmmmmmmmm
file/FILE/original                               ssmmmmmmmmmmmm ee.?..?.?.....
file/PARTY                                       ss............ eemmmmmmmmmmmm
file/PARTY/copy                                  ss............ eemmmmmmmmmmmm
file/PARTY/original                              ssmmmmmmmmmmmm ee............
case/HC/withdraw-consent                         ss.o..o.o..... ee.?..?.?.....
case/HC/withdraw-letter                          ss.o..o.o..... ee.?..?.?.....
case/HC/*                                        ss............ ee............

# --- a case in the queue of the team, and one on the safeguarding route
case/QC                                          ss.oo.o.o..... eemmmmmmmmmmmm
case/QC/add-note                                 ss.oo.o.o..... ee.??.?.?.....
case/QC/assign-case                              ss.xx.o.o..... ee.xx.?.?.....
case/QC/people/PARTY                             ss............ eemmmmmmmmmmmm
case/QC/take-case                                ss.oo.o.o..... ee.>>.>.>.....
case/SC                                          ss.o.....o.... eemmmmmmmmmmmm
case/SC/add-note                                 ss.o.....o.... ee.?.....?....
case/SC/assign-case                              ss.x.....o.... ee.x.....?....

# --- other systems: their own table is in api_table.py
api/v1/openapi.json                              oooooooooooooo mmmmmmmmmmmmmm
api/v1/no-such                                   .............. ..............
administration/keys                              ss...........o eemmmmmmmmmmmm
administration/keys/new                          ss...........o ee...........?
administration/keys/KEY/collect                  ss...........o ee...........?
administration/keys/KEY/end                      ss...........o ee...........?

# --- administration
administration                                   ss...........o eemmmmmmmmmmmm
administration/staff                             ss...........o eemmmmmmmmmmmm
administration/staff/add                         ss...........o ee...........?
administration/staff/OFFICER                     ss...........o eemmmmmmmmmmmm
administration/staff/OFFICER/correct             ss...........o ee...........?
administration/staff/OFFICER/team                ss...........o ee...........?
administration/staff/OFFICER/password            ss...........o ee...........?
administration/staff/OFFICER/second-step          ss...........o ee...........?
administration/staff/OFFICER/leaves              ss...........o ee...........>
administration/staff/OFFICER/role                ss...........o ee...........?
administration/staff/OFFICER/role/ROLE/withdraw  ss...........o ee...........>
administration/teams                             ss...........o eemmmmmmmmmmmm
administration/teams/add                         ss...........o ee...........?
administration/teams/TEAM/rename                 ss...........o ee...........?
administration/teams/TEAM/areas                  ss...........o ee...........?
administration/areas                             ss...........o eemmmmmmmmmmmm
administration/areas/add                         ss...........o ee...........?
administration/areas/AREA/rename                 ss...........o ee...........?
administration/on-call                           ss...........o eemmmmmmmmmmmm
administration/on-call/add                       ss...........o ee...........?
administration/on-call/TURN/take-off             ss...........o ee...........>
administration/working-days                      ss...........o eemmmmmmmmmmmm
administration/imports                           ss...........o eemmmmmmmmmmmm
administration/imports/hand-in                   ss...........o ee...........?
administration/imports/IMPORT                    ss...........o eemmmmmmmmmmmm
administration/imports/IMPORT/start              ssmmmmmmmmmmmm ee...........?
administration/imports/IMPORT/delete             ss...........o ee...........?
administration/imports/IMPORT/faults.csv         ss...........o eemmmmmmmmmmmm
administration/agencies                          ss...........o eemmmmmmmmmmmm
administration/agencies/add                      ss...........o ee...........?
administration/agencies/AGENCY/correct           ss...........o ee...........?
administration/agencies/AGENCY/end               ss...........o ee...........>

# --- what waits for a second person: ASK, that the draft of the next version is adopted, asked for by 14
approvals                                        ssoooooooooooo eemmmmmmmmmmmm
approvals?view=asked                             ssoooooooooooo eemmmmmmmmmmmm
approvals?view=no-such                           ss............ eemmmmmmmmmmmm
approvals/ASK                                    ss......o....o eemmmmmmmmmmmm
approvals/ASK/give                               ss......o..... ee......?....?
approvals/ASK/refuse                             ss......o..... ee......?....?
approvals/ASK/withdraw                           ss...........o ee......?....>
approvals/PARTY                                  ss............ eemmmmmmmmmmmm

# --- the versions of the policy and procedure
versions                                         ss......o....o eemmmmmmmmmmmm
versions/1                                       ss......o....o eemmmmmmmmmmmm
versions/99                                      ss............ eemmmmmmmmmmmm
versions/draft                                   ss......o....o eemmmmmmmmmmmm
versions/draft/clocks                            ss......x....o ee......x....?
versions/draft/risk                              ss......x....o ee......x....?
versions/draft/tools                             ss......x....o ee......x....?
versions/draft/limits                            ss......x....o ee......x....?
versions/draft/policy                            ss......x....o ee......x....?
versions/draft/no-such                           ss............ ee............
versions/draft/adopt                             ss......o....o ee......?....?
versions/draft/drop                              ss......x....o ee......x....>

# --- a report that waits
triage                                           ssoooooooooooo eemmmmmmmmmmmm
triage/R                                         ss....o.o..... eemmmmmmmmmmmm
triage/R/files                                   ss....o.o..... eemmmmmmmmmmmm
triage/R/answer-alert                            ss....o.o..... ee....?.?.....
triage/R/close-report                            ss....o.o..... ee....?.?.....
triage/R/issue-code                              ss....o.o..... ee....?.?.....
triage/R/join-case                               ss....o.o..... ee....?.?.....
triage/R/keep-file                               ss....o.o..... ee....?.?.....
triage/R/open-case                               ss....o.o..... ee....?.?.....
triage/R/send-message                            ss....o.o..... ee....?.?.....
triage/R/who                                     ss....o.o..... eemmmmmmmmmmmm
triage/R/set-safe-contact                        ss....o.o..... ee....?.?.....
triage/R/*                                       ss............ ee............
triage/SR                                        ss.......o.... eemmmmmmmmmmmm
triage/SR/open-case                              ss.......o.... ee.......?....
triage/SR/keep-file                              ss.......o.... ee.......?....
triage/SR/close-report                           ss.......o.... ee.......?....
"""
