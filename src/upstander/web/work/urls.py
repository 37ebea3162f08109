"""The addresses of the lists of work."""

from django.urls import path

from upstander.web.work import passing, views

urlpatterns = [
    path("work", views.my_work, name="work"),
    path("work/find", views.find, name="find"),
    path("work/message", passing.take_message, name="take_message"),
    path("work/team", views.team, name="team"),
    path("work/team/list", views.team_list, name="team_list"),
    path("work/team/hand-over", passing.hand_over, name="hand_over"),
]
