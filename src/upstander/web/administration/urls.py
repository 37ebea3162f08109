"""The addresses of the administrators' pages."""

from django.urls import path

from upstander.web.administration import views

urlpatterns = [
    path("administration", views.index, name="administration"),
]
