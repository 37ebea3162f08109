"""The addresses of telling us: neutral words, since they stay in the browser's history."""

from django.urls import path

from upstander.web.report import sending, views

urlpatterns = [
    path("form", views.start, name="report"),
    path("form/leaving", views.leaving, name="report_leaving"),
    path("form/help-now", views.urgent, name="report_urgent"),
    path("form/check", sending.check, name="report_check"),
    path("form/add", sending.add, name="report_add"),
    path("form/done", sending.done, name="report_done"),
    path("form/<slug:slug>", views.question, name="report_page"),
]
