"""The addresses of a report that staff write down for somebody."""

from django.urls import path

from upstander.web.phone import views

urlpatterns = [
    path("phone", views.write, name="phone"),
    path("phone/read-back", views.read_back, name="phone_read_back"),
    path("phone/done", views.done, name="phone_done"),
]
