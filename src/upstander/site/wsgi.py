"""Where the server takes hold of the house; it does not start on weak ground."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "upstander.site.settings")
application = get_wsgi_application()

from upstander.site.durability import insist  # noqa: E402 - needs the settings to stand

insist()
