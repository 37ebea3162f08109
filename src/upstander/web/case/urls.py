"""The addresses of a case: its page, its parts, and the page of each deed."""

from django.urls import path

from upstander.web import converters
from upstander.web.case import views

converters.register_once()

urlpatterns = [
    path("case/<case:number>", views.summary, name="case"),
    path("case/<case:number>/people", views.people, name="case_people"),
    path("case/<case:number>/people/<uuid:party>", views.person, name="case_person"),
    path("case/<case:number>/plan", views.plan, name="case_plan"),
    path("case/<case:number>/risk", views.risk, name="case_risk"),
    path("case/<case:number>/agencies", views.agencies, name="case_agencies"),
    path("case/<case:number>/elsewhere", views.elsewhere, name="case_elsewhere"),
    path("case/<case:number>/record", views.record, name="case_record"),
    path("case/<case:number>/print", views.on_paper, name="case_print"),
    path("case/<case:number>/do", views.all_deeds, name="case_deeds"),
    path("case/<case:number>/<deed:deed>", views.deed, name="case_deed"),
]
