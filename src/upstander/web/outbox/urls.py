"""The addresses of stuck notices, and of how what runs by itself is doing."""

from django.urls import path

from upstander.web.outbox import views

urlpatterns = [
    path("post", views.stuck, name="stuck_notices"),
    path("post/<uuid:item>/try-again", views.retry, name="retry_notice"),
    path("post/<uuid:item>/give-up", views.give_up, name="give_up_notice"),
    path("administration/health", views.healthy, name="health"),
]
