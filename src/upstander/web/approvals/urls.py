"""The addresses of what waits for a second person."""

from django.urls import path

from upstander.web import converters
from upstander.web.approvals import views

converters.register_once()

urlpatterns = [
    path("approvals", views.waiting, name="approvals"),
    path("approvals/<uuid:approval>", views.one, name="approval"),
    path("approvals/<uuid:approval>/give", views.give, name="give_approval"),
    path("approvals/<uuid:approval>/refuse", views.refuse, name="refuse_approval"),
    path("approvals/<uuid:approval>/withdraw", views.withdraw, name="withdraw_approval"),
]
