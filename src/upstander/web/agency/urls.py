"""The addresses of agencies. None holds a name, or a number of a case."""

from django.urls import path

from upstander.web import converters
from upstander.web.agency import door, items
from upstander.web.agency.visit import visited_page
from upstander.web.phone import views as report

converters.register_once()

urlpatterns = [
    path("agency", door.inbox, name="agency"),
    path("agency/open/<slug:token>", door.opening, name="agency_open"),
    path("agency/close", door.close, name="agency_close"),
    path("agency/come-in/<key:recipient>", door.come_in, name="agency_come_in"),
    path("agency/item/<key:item>", items.one, name="agency_item"),
    path("agency/item/<key:item>/paper", items.on_paper, name="agency_paper"),
    path("agency/item/<key:item>/data", items.as_data, name="agency_data"),
    path("agency/item/<key:item>/deleted", items.deleted, name="agency_deleted"),
    path("agency/item/<key:item>/write", items.write, name="agency_write"),
    path("agency/item/<key:item>/answer/<key:referral>", items.answer, name="agency_answer"),
    path("agency/report", visited_page(report.write), name="agency_report"),
    path("agency/report/read-back", visited_page(report.read_back), name="agency_report_read_back"),
    path("agency/report/done", visited_page(report.done), name="agency_report_done"),
]
