"""The addresses of somebody's own page: neutral words, since they stay in the browser's history; never a code."""

from django.urls import path

from upstander.web.mycase import files, sharing, views, writing

urlpatterns = [
    path("your-page", views.door, name="my_page"),
    path("your-page/messages", writing.messages, name="my_messages"),
    path("your-page/plan", writing.plan, name="my_plan"),
    path("your-page/more", writing.more, name="my_more"),
    path("your-page/files", files.files, name="my_files"),
    path("your-page/why", writing.why, name="my_why"),
    path("your-page/contact", writing.contact, name="my_contact"),
    path("your-page/sharing", sharing.sharing, name="my_sharing"),
    path("your-page/sharing/<uuid:consent>", sharing.take_back, name="my_take_back"),
    path("your-page/looked", views.looked, name="my_looked"),
    path("your-page/close", views.close, name="my_closing"),
]
