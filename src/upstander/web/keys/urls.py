"""The addresses of the pages of keys."""

from django.urls import path

from upstander.web import converters
from upstander.web.keys import views

converters.register_once()

urlpatterns = [
    path("administration/keys", views.listed, name="keys"),
    path("administration/keys/new", views.issue, name="issue_key"),
    path("administration/keys/<key:key>/collect", views.collect, name="collect_key"),
    path("administration/keys/<key:key>/end", views.end, name="end_key"),
]
