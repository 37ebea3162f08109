"""The addresses of plans for places. A key is a row's id."""

from django.urls import path

from upstander.web import converters
from upstander.web.places import views

converters.register_once()

urlpatterns = [
    path("places", views.listed, name="places"),
    path("places/new", views.new, name="new_place_plan"),
    path("places/new/<key:area>", views.make, name="make_place_plan"),
    path("places/<key:plan>", views.one, name="place_plan"),
    path("places/<key:plan>/change", views.change, name="change_place_plan"),
    path("places/<key:plan>/review", views.review, name="review_place_plan"),
    path("places/<key:plan>/end", views.end, name="end_place_plan"),
]
