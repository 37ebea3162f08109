"""The addresses of leaving: neutral words, since they stay in the browser's history."""

from django.urls import path

from upstander.web.leave import views

urlpatterns = [
    path("leave", views.leave, name="leave"),
    path("again", views.again, name="again"),
]
