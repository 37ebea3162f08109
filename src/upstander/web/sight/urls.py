"""The addresses of what decides who may see what."""

from django.urls import path

from upstander.web.sight import views

urlpatterns = [
    path("work/interests", views.interests, name="interests"),
    path("work/conflicts", views.conflicts, name="conflicts"),
    path("work/conflicts/<uuid:flag>", views.flag, name="conflict_flag"),
    path("work/conflicts/kept/<uuid:block>", views.lift, name="conflict_lift"),
    path("work/emergency", views.emergency, name="emergency"),
    path("work/emergencies", views.emergencies, name="emergencies"),
    path("work/emergencies/<uuid:glass>", views.review, name="emergency_review"),
    path("work/cover", views.cover, name="cover"),
    path("work/cover/<uuid:cover>/end", views.end, name="cover_end"),
]
