"""The addresses of files: the lists, one file, and what is handed out of it; an address says nothing of the file."""

from django.urls import path

from upstander.web import converters
from upstander.web.files import views

converters.register_once()

urlpatterns = [
    path("case/<case:number>/files", views.listed, name="case_files"),
    path("triage/<report:number>/files", views.listed, name="report_files"),
    path("file/<uuid:file>", views.one, name="file"),
    path("file/<uuid:file>/copy", views.copy, name="file_copy"),
    path("file/<uuid:file>/original", views.original, name="file_original"),
]
