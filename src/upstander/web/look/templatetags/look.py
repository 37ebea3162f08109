"""Components for templates: `{% load look %}`. Text is escaped, so a resident's words stay words.

Clause 3.2 a: the same few shapes on every page, so that nobody has to learn a page.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime

register = template.Library()

TAG_COLOURS = {"New": "blue", "In progress": "yellow", "Overdue": "red", "Done": "green"}


@register.simple_tag
def button(words: str, *, kind: str = "", href: str = "", name: str = "", value: str = "") -> SafeString:
    """Draw a button, or a link that looks like one. `kind`: secondary, warning, inverse."""
    classes = f"govuk-button govuk-button--{kind}" if kind else "govuk-button"
    if href:
        shape = '<a href="{}" role="button" draggable="false" class="{}">{}</a>'
        return format_html(shape, href, classes, words)
    named = format_html(' name="{}"', name) if name else ""
    valued = format_html(' value="{}"', value) if value else ""
    shape = '<button type="submit"{}{} class="{}">{}</button>'
    return format_html(shape, named, valued, classes, words)


@register.simple_tag
def tag(words: str, colour: str = "") -> SafeString:
    """Draw a status: always in words; the colour only helps. Known statuses bring their own."""
    colour = colour or TAG_COLOURS.get(str(words), "")
    return format_html('<strong class="govuk-tag{}">{}</strong>', f" govuk-tag--{colour}" if colour else "", words)


@register.simple_block_tag
def inset(content: str) -> SafeString:
    """Set words apart."""
    return format_html('<div class="govuk-inset-text">{}</div>', content)


@register.simple_block_tag
def warning(content: str) -> SafeString:
    """Draw a warning, which says so also to those who hear the page."""
    return format_html(
        '<div class="govuk-warning-text"><span class="govuk-warning-text__icon" aria-hidden="true">!</span>'
        '<strong class="govuk-warning-text__text"><span class="govuk-visually-hidden">Warning</span> {}</strong></div>',
        content,
    )


@register.simple_block_tag
def details(content: str, summary: str) -> SafeString:
    """Draw something to open."""
    return format_html(
        '<details class="govuk-details"><summary class="govuk-details__summary">'
        '<span class="govuk-details__summary-text">{}</span></summary>'
        '<div class="govuk-details__text">{}</div></details>',
        summary,
        content,
    )


@register.simple_block_tag
def panel(content: str, title: str) -> SafeString:
    """Say that something was done; the page's heading."""
    return format_html(
        '<div class="govuk-panel govuk-panel--confirmation"><h1 class="govuk-panel__title">{}</h1>'
        '<div class="govuk-panel__body">{}</div></div>',
        title,
        content,
    )


@register.simple_block_tag
def notice(content: str, title: str = "Important", *, done: bool = False) -> SafeString:
    """Draw a banner under the header; `done` for something that went well."""
    return format_html(
        '<div class="govuk-notification-banner{}" role="{}" aria-labelledby="govuk-notification-banner-title"'
        '><div class="govuk-notification-banner__header">'
        '<h2 class="govuk-notification-banner__title" id="govuk-notification-banner-title">{}</h2></div>'
        '<div class="govuk-notification-banner__content">{}</div></div>',
        " govuk-notification-banner--success" if done else "",
        "alert" if done else "region",
        title,
        content,
    )


@register.filter
def moment(at: datetime) -> str:
    """Say a moment as people do, in London: "18 November 2026, 7pm"."""
    here = localtime(at)
    return f"{here.day} {here:%B %Y}, {clock(at)}"


@register.filter
def clock(at: datetime) -> str:
    """Say the time of day: "7pm", "4:12pm", "midday"."""
    here = localtime(at)
    if (here.hour, here.minute) in {(0, 0), (12, 0)}:
        return "midday" if here.hour else "midnight"
    minutes = f":{here:%M}" if here.minute else ""
    return f"{here.hour % 12 or 12}{minutes}{'pm' if here.hour >= 12 else 'am'}"


@register.filter
def longday(on: Any) -> str:
    """Say a day in full: "Monday 23 November 2026"."""
    here = localtime(on) if isinstance(on, datetime) else on
    return f"{here:%A} {here.day} {here:%B %Y}"


@register.filter
def in_groups(code: str) -> SafeString:
    """Show a code so that it can be read out and typed: groups that do not run together."""
    return format_html('<strong class="up-code">{}</strong>', code)


@register.filter
def own_words(text: str) -> SafeString:
    """Show somebody's own words with the lines they wrote."""
    return format_html('<div class="govuk-body up-their-words" dir="auto">{}</div>', text)


@register.filter
def any_change(rows: Iterable[Any]) -> bool:
    """Say whether any row of a summary list has something to change: the others then keep its place free."""
    return any(row.get("href") if isinstance(row, dict) else getattr(row, "href", "") for row in rows)


ARROWS = {
    "prev": "m6.5938-0.0078125-6.7266 6.7266 6.7441 6.4062 1.377-1.449-4.1856-3.9768h12.896v-2h-12.984l4.2931-4.293"
    "-1.414-1.414z",
    "next": "m8.107-0.0078125-1.4136 1.414 4.2926 4.293h-12.986v2h12.896l-4.1855 3.9766 1.377 1.4492 6.7441-6.4062"
    "-6.7246-6.7266z",
}


@register.simple_tag
def pages(*, newer: str = "", older: str = "") -> SafeString:
    """Draw the way through a long list: the address of the page before, and of the one after."""
    ways = (("prev", "Previous", newer), ("next", "Next", older))
    drawn = [_page(way, words, address) for way, words, address in ways if address]
    inside = mark_safe("".join(drawn))  # noqa: S308 - each part was escaped when it was drawn
    shape = '<nav class="govuk-pagination govuk-pagination--block" aria-label="Pagination">{}</nav>'
    return format_html(shape, inside) if drawn else SafeString("")


def _page(way: str, words: str, address: str) -> SafeString:
    return format_html(
        '<div class="govuk-pagination__{0}"><a class="govuk-link govuk-pagination__link" href="{2}" rel="{0}">'
        '<svg class="govuk-pagination__icon govuk-pagination__icon--{0}" xmlns="http://www.w3.org/2000/svg" height="13"'
        ' width="15" aria-hidden="true" focusable="false" viewBox="0 0 15 13"><path d="{3}"></path></svg>'
        '<span class="govuk-pagination__link-title govuk-pagination__link-title--decorated">{1}'
        '<span class="govuk-visually-hidden"> page</span></span></a></div>',
        way,
        words,
        address,
        ARROWS[way],
    )
