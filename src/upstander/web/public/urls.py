"""The addresses of what everybody may read: neutral words, since they stay in the browser's history."""

from django.urls import path

from upstander.web.public import views

urlpatterns = [
    path("about/services", views.services, name="services"),
    path("about/near-you", views.near_you, name="near_you"),
    path("about/what-happens", views.what_happens, name="what_happens"),
    path("about/privacy", views.privacy, name="privacy"),
    path("about/accessibility", views.accessibility, name="accessibility"),
]
