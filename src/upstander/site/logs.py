"""What is written to the log. In real mode no words of any person: no path, no message of an exception, no address.

Database errors quote the row they refuse, and a path can hold a case number; so a failure is logged by kind and place.
"""

from __future__ import annotations

import traceback
from logging import Formatter, LogRecord
from types import TracebackType
from typing import Any


class Bare(Formatter):
    """Name the logger, the kind of failure and the lines of code it passed; leave out everything that was said."""

    def format(self, record: LogRecord) -> str:
        """Return one line, and one for each step of a failure."""
        stamp = self.formatTime(record, "%Y-%m-%dT%H:%M:%S")
        line = f"{stamp} {record.levelname} {record.name} {self.route(record)}".rstrip()
        return f"{line}\n{self.steps(record.exc_info[1])}" if record.exc_info and record.exc_info[1] else line

    def route(self, record: LogRecord) -> str:
        """Return the pattern of the page asked for (never the path itself), or the log's own fixed words."""
        if record.name.startswith(("django.request", "django.security", "django.server")):
            match = getattr(getattr(record, "request", None), "resolver_match", None)
            return f"{getattr(record, 'status_code', '')} {match.route if match else ''}".strip()
        return str(record.msg)

    def steps(self, error: BaseException) -> str:
        """Return where the failure passed, and of what kind it and its causes are."""
        lines = [*self.places(error.__traceback__), f"  {type(error).__module__}.{type(error).__qualname__}"]
        cause = error.__cause__ or error.__context__
        return "\n".join(([self.steps(cause), "  then"] if cause else []) + lines)

    def places(self, trace: TracebackType | None) -> list[str]:
        """Return file, line and function of each step."""
        return [f"  {step.filename}:{step.lineno} {step.name}" for step in traceback.extract_tb(trace)]


def logging(*, bare: bool) -> dict[str, Any]:
    """Return Django's LOGGING: everything to standard error, bare in real mode."""
    plain = {"format": "{asctime} {levelname} {name} {message}", "style": "{"}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"lines": {"()": "upstander.site.logs.Bare"} if bare else plain},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "lines"}},
        "root": {"handlers": ["stderr"], "level": "WARNING"},
        "loggers": {"django": {"handlers": ["stderr"], "level": "WARNING", "propagate": False}},
    }
