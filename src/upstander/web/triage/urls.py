"""The addresses of triage: the list, one report, and the page of each decision."""

from django.urls import path

from upstander.web import converters
from upstander.web.triage import views

converters.register_once()

urlpatterns = [
    path("triage", views.waiting, name="triage"),
    path("triage/<report:number>", views.one_report, name="waiting_report"),
    path("triage/<report:number>/who", views.reporter, name="report_reporter"),
    path("triage/<report:number>/<deed:deed>", views.deed, name="report_deed"),
]
