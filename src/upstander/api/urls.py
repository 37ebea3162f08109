"""The address of the API; its own routes stand in `table.py` and `served.py`."""

from django.urls import re_path

from upstander.api.door import door

urlpatterns = [re_path(r"^api/v1/(?P<rest>(?s:.*))\Z", door, name="api")]
