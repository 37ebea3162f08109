"""The addresses of what was shared from a case; none holds a name."""

from django.urls import path

from upstander.web import converters
from upstander.web.sharing import sending, views

converters.register_once()

urlpatterns = [
    path("case/<case:number>/shared/<uuid:disclosure>", views.one, name="case_pack"),
    path("case/<case:number>/shared/<uuid:disclosure>/print", views.on_paper, name="case_pack_print"),
    path("case/<case:number>/shared/<uuid:disclosure>/data", views.as_data, name="case_pack_data"),
    path("case/<case:number>/shared/<uuid:disclosure>/send", sending.send, name="case_pack_send"),
    path("agencies/<key:agency>/people", sending.people, name="agency_people"),
    path("agencies/<key:agency>/people/<key:recipient>/end", sending.end, name="agency_people_end"),
]
