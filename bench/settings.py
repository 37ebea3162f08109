"""The settings of the house, with the floors beside its pages."""

from pathlib import Path

from upstander.site.settings import *  # noqa: F403 - the same settings, and a little more

ROOT_URLCONF = "bench.floors"
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
TEMPLATES[0]["DIRS"] = [*TEMPLATES[0]["DIRS"], Path(__file__).with_name("pages")]  # noqa: F405 - of those
SECOND_STEP_FORCED = False  # the one who visits here has no app at hand
