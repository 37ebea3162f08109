"""Why the house does not start: the variable, what is wrong with it, and what to do."""

from django.core.exceptions import ImproperlyConfigured


class Misconfigured(ImproperlyConfigured):
    """Something told from outside is missing or unsafe."""

    def __init__(self, name: str, wrong: str, do: str) -> None:
        super().__init__(f"{name}: {wrong}. {do}")
        self.name = name
