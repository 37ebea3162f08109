"""The addresses of the policy; all of it is open to everybody."""

from django.urls import path

from upstander.web import converters
from upstander.web.policy import views

converters.register_once()

urlpatterns = [
    path("policy", views.contents, name="policy"),
    path("policy/procedure", views.procedure, name="procedure"),
    path("policy/documents/<slug:name>", views.document, name="document"),
    path("policy/<clause:number>", views.one_clause, name="clause"),
]
