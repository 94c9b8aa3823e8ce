"""What a deck needs of its look: layouts with their placeholders, and parts with their roles of words."""

from __future__ import annotations

from collections.abc import Mapping

PARTS_LAYOUT = "Collate Parts"
TITLE, BODY = 0, 1
FOOTER, NUMBER, TABLE, CHART, READING = 11, 12, 13, 14, 15
TRACKER, SOURCE, BYLINE, SECTION_NUMBER, LEAD = 20, 21, 22, 23, 24
KICKER = TRACKER  # on the cover the small line above the title

_EVERY = {TITLE: "title", TRACKER: "tracker", SOURCE: "source", FOOTER: "footer", NUMBER: "slide number"}


def needed_layouts() -> Mapping[str, Mapping[int, str]]:
    """Placeholders by index, by layout."""
    return {
        "Collate Cover": {TITLE: "title", BODY: "subtitle", KICKER: "kicker", BYLINE: "byline"},
        "Collate Section": {
            TITLE: "title",
            BODY: "text",
            SECTION_NUMBER: "number",
            FOOTER: "footer",
            NUMBER: "slide number",
        },
        "Collate Text": {**_EVERY, LEAD: "lead", BODY: "body"},
        "Collate Table": {**_EVERY, LEAD: "lead", TABLE: "table"},
        "Collate Chart": {**_EVERY, LEAD: "lead", CHART: "chart", READING: "reading"},
        "Collate Canvas": {**_EVERY, LEAD: "lead"},
        "Collate Sources": {**_EVERY, BODY: "entries"},
    }


def needed_parts() -> Mapping[str, tuple[str, ...]]:
    """Roles of words by part. A part may also stand there in numbered variants only (`stage.1`)."""
    tags = "agree partly differ single high moderate low silent asserts forecasts reports"
    return {
        **{f"tag.{value}": ("tag",) for value in tags.split()},
        "cite": ("cite",),
        "symbol": ("symbol",),
        "text": ("body", "bullet", "subhead", "note", "caption", "numbered"),
        "card": ("head", "body", "foot"),
        "card.bar": (),
        "callout": ("head", "body"),
        "callout.box": ("head", "body", "bullet"),
        "callout.rule": (),
        "table.head": ("text",),
        "table.label": ("text",),
        "table.text": ("text",),
        "table.brief": ("text",),
        "table.source": ("text",),
        "table.rule": (),
        "table.band": (),
        "number": ("number",),
        "agenda.bar": ("head", "body", "aside"),
        "agenda.number": ("number",),
        "versus.left": ("head", "body"),
        "versus.right": ("head", "body"),
        "versus.left.bar": (),
        "versus.right.bar": (),
        "stage": ("head", "aside"),
        "stage.body": ("bullet",),
        "quote": ("body", "by"),
        "quote.rule": (),
        "axis": (),
        "stem": (),
        "dot.article": (),
        "dot.event": (),
        "lane.article": ("tag",),
        "lane.event": ("tag",),
        "moment.article": ("when", "body"),
        "moment.event": ("when", "body"),
        "undated": ("head",),
        "grid.quadrant": ("corner",),
        "grid.dot": ("number",),
        "grid.axis": ("name", "end"),
        "grid.item": ("head", "body"),
    }
