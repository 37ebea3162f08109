"""The addresses of the versions, and of the draft of the next."""

from django.urls import path

from upstander.web.versions import drafting, views

urlpatterns = [
    path("versions", views.all_versions, name="versions"),
    path("versions/<int:version>", views.one, name="version"),
    path("versions/draft", views.draft, name="draft"),
    path("versions/draft/adopt", drafting.adopt, name="adopt_version"),
    path("versions/draft/drop", drafting.drop, name="drop_draft"),
    path("versions/draft/<slug:part>", drafting.write, name="draft_version"),
]
