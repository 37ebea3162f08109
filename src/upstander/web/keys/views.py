"""Keys for other systems: those there are, a new one, its secret shown once, and its end (clauses 2 d, 7 a)."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from upstander.casework.apikeys import Collected, collect_key, end_key, issue_key
from upstander.casework.keysheld import keys, one_key
from upstander.policy.deeds import Deed
from upstander.web import where, who
from upstander.web.administration.door import for_administrators
from upstander.web.administration.task import TWO, Around, Task, answered
from upstander.web.deed.page import always
from upstander.web.keys.forms import CollectForm, EndForm, IssueForm

STATES: Mapping[str, str] = {
    "waiting": "Not collected yet",
    "in_use": "Works",
    "expired": "Its time is over",
    "ended": "Ended",
    "left": "Its account has left",
}


def _secret(request: HttpRequest, collected: Collected) -> HttpResponse:
    return render(request, "keys/secret.html", {"collected": collected, "back": reverse("keys")})


ISSUE = Task(
    deed=Deed.ISSUE_KEY,
    form=IssueForm,
    do=issue_key,
    effect=(TWO, "Once they have said yes, you alone can collect the key, within seven days. It is shown once."),
    done=always("It is asked for."),
    button="Ask for this key",
)
COLLECT = Task(
    deed=Deed.COLLECT_KEY,
    form=CollectForm,
    do=collect_key,
    effect=("The key is made now and shown on the next page, this once.", "It works from then on."),
    done=always("It was shown."),
    button="Show the key",
    shows=_secret,
)
END = Task(
    deed=Deed.END_KEY,
    form=EndForm,
    do=end_key,
    effect=("The key stops working at once.", "What was done by it stays on the record."),
    done=always("The key has ended."),
    button="End this key",
    grave=True,
)


@require_GET
@for_administrators
def listed(request: HttpRequest) -> HttpResponse:
    """Every key there is or was, the newest first."""
    page = keys(who.colleague(request), after=request.GET.get("after", ""))
    shown = {
        "rows": [(row, STATES[row.state]) for row in page.rows],
        "older": where.with_query(request.path, after=page.after) if page.after else "",
        "back": reverse("administration"),
    }
    return render(request, "keys/keys.html", shown)


@require_http_methods(["GET", "POST"])
@for_administrators
def issue(request: HttpRequest) -> HttpResponse:
    """Ask for a key."""
    return answered(request, ISSUE, Around(back=reverse("keys")))


@require_http_methods(["GET", "POST"])
@for_administrators
def collect(request: HttpRequest, key: str) -> HttpResponse:
    """Show the secret of a key to whoever asked for it, once."""
    return answered(request, COLLECT, _around(request, key))


@require_http_methods(["GET", "POST"])
@for_administrators
def end(request: HttpRequest, key: str) -> HttpResponse:
    """End a key."""
    return answered(request, END, _around(request, key))


def _around(request: HttpRequest, key: str) -> Around:
    row = one_key(who.colleague(request), key=key)
    pairs = (
        ("Who uses it", row.name),
        ("It acts as", row.account),
        ("It may do", "; ".join(row.deeds) or "Nothing"),
        ("It may read", "; ".join(row.reads) or "Nothing"),
        ("State", STATES[row.state]),
    )
    return Around(back=reverse("keys"), given={"key": key}, pairs=pairs)
