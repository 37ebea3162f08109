"""The addresses of the administrators' pages. A key is a row's id; who may open them is asked by each page."""

from django.urls import path

from upstander.web import converters
from upstander.web.administration import agencies, imports, people, places, roles, rota, second_step, views

converters.register_once()

STAFF = "administration/staff/<key:key>"
urlpatterns = [
    path("administration", views.index, name="administration"),
    path("administration/staff", people.people, name="administration_people"),
    path("administration/staff/add", people.add, name="administration_add_person"),
    path(STAFF, people.person, name="administration_person"),
    path(f"{STAFF}/correct", people.correct, name="administration_correct_person"),
    path(f"{STAFF}/team", people.move, name="administration_move_person"),
    path(f"{STAFF}/password", people.invite, name="administration_invite_person"),
    path(f"{STAFF}/second-step", second_step.reset, name="administration_reset_second_step"),
    path(f"{STAFF}/leaves", people.end, name="administration_end_person"),
    path(f"{STAFF}/role", roles.grant, name="administration_grant_role"),
    path(f"{STAFF}/role/<key:appointment>/withdraw", roles.withdraw, name="administration_withdraw_role"),
    path("administration/teams", places.teams, name="administration_teams"),
    path("administration/teams/add", places.new_team, name="administration_add_team"),
    path("administration/teams/<key:key>/rename", places.name_team, name="administration_rename_team"),
    path("administration/teams/<key:key>/areas", places.look_after, name="administration_look_after"),
    path("administration/areas", places.areas, name="administration_areas"),
    path("administration/areas/add", places.new_area, name="administration_add_area"),
    path("administration/areas/<key:key>/rename", places.name_area, name="administration_rename_area"),
    path("administration/on-call", rota.shown_rota, name="administration_rota"),
    path("administration/on-call/add", rota.put, name="administration_put_on_call"),
    path("administration/on-call/<key:turn>/take-off", rota.take_off, name="administration_take_off_call"),
    path("administration/working-days", rota.calendar, name="administration_calendar"),
    path("administration/imports", imports.imports, name="administration_imports"),
    path("administration/imports/hand-in", imports.hand_in, name="administration_hand_in"),
    path("administration/imports/<key:key>", imports.one, name="administration_import"),
    path("administration/imports/<key:key>/start", imports.start, name="administration_start_import"),
    path("administration/imports/<key:key>/delete", imports.drop, name="administration_drop_file"),
    path("administration/imports/<key:key>/faults.csv", imports.faults, name="administration_faults"),
    path("administration/agencies", agencies.agencies, name="administration_agencies"),
    path("administration/agencies/add", agencies.new, name="administration_add_agency"),
    path("administration/agencies/<key:key>/correct", agencies.correct, name="administration_correct_agency"),
    path("administration/agencies/<key:key>/end", agencies.end, name="administration_end_agency"),
]
