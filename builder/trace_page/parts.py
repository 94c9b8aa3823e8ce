"""The other parts of the page: judgements, tensions, steps, charts, each with the claims that it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from builder.exhibits import Figures
from builder.outline import Judgement, Step, Tension
from builder.trace_page.markup import Markup, anchor, element, joined
from builder.trace_page.tracing import Tracing, buttons, confidence_tag, fixed, relation_tag, say


def judgements(t: Tracing) -> Markup:
    """The key judgements, with relation, confidence and its reason."""
    return element("div", *(_judgement(t, j) for j in t.comparison.outline.judgements), class_="stack")


def _judgement(t: Tracing, judgement: Judgement) -> Markup:
    tags = [relation_tag(t, judgement.relation)] if judgement.relation else []
    tags.append(confidence_tag(t, judgement.confidence))
    why = (element("span", say(t, judgement.why), class_="why"),) if judgement.why else ()
    return element(
        "section",
        element("h3", say(t, judgement.head)),
        element("p", joined(tags, " "), " ", *why, class_="tags"),
        element("p", say(t, judgement.says), class_="says"),
        buttons(t, judgement.rests_on),
        class_=f"box {judgement.relation or ''}".strip(),
        id=anchor("judgement", judgement.id),
        data_host=True,
    )


def tensions(t: Tracing) -> Markup:
    """Two sides each, and what would decide between them."""
    return element("div", *(_tension(t, x) for x in t.comparison.outline.tensions), class_="stack")


def _tension(t: Tracing, tension: Tension) -> Markup:
    sides = (
        element(
            "div",
            element("h4", say(t, s.head)),
            element("p", say(t, s.says), class_="says"),
            buttons(t, s.claims),
            class_="side",
        )
        for s in tension.sides
    )
    return element(
        "section",
        element("h3", say(t, tension.title)),
        element("div", *sides, class_="versus"),
        element("p", element("strong", fixed(t, "decided_by")), say(t, tension.decided_by), class_="decided"),
        class_="box plain",
        id=anchor("tension", tension.id),
        data_host=True,
    )


def steps(t: Tracing) -> Markup:
    """The recommendations by stage, each with who is to act."""
    order = ("first", "next", "later")
    ranked = sorted(t.comparison.outline.steps, key=lambda s: order.index(s.stage))
    stages = []
    for stage, group in groupby(ranked, key=lambda s: s.stage):
        items = (_step(t, s) for s in group)
        stages.append(
            element("div", element("h3", fixed(t, stage)), element("ul", *items, role="list"), class_="stage")
        )
    return element("div", *stages, class_="stages")


def _step(t: Tracing, step: Step) -> Markup:
    by = element("strong", say(t, step.by), fixed(t, "colon"))
    words = element("p", by, say(t, step.says), class_="says")
    return element("li", words, buttons(t, step.claims), id=anchor("step", step.id), data_host=True)


def charts(t: Tracing) -> Markup:
    """The numbers of each chart as a table."""
    return element("div", *(_chart(t, c) for c in t.comparison.outline.charts), class_="stack")


def _chart(t: Tracing, chart: Figures) -> Markup:
    axis = element("th", say(t, chart.axis), scope="col") if chart.axis else element("td")
    heads = [axis, *(element("th", say(t, r.name), scope="col") for r in chart.series)]
    rows = (
        element("tr", element("th", say(t, category), scope="row"), *_values(t, chart, n))
        for n, category in enumerate(chart.categories)
    )
    table = element(
        "table",
        element("caption", say(t, chart.caption)),
        element("thead", element("tr", *heads)),
        element("tbody", *rows),
        class_="numbers",
    )
    note = (element("p", say(t, chart.note), class_="note"),) if chart.note else ()
    reading = element("ul", *(element("li", say(t, r)) for r in chart.reading), class_="reading")
    return element(
        "section",
        element("h3", say(t, chart.finding)),
        element("div", table, reading, class_="chart"),
        *note,
        buttons(t, chart.claims),
        class_="box plain",
        id=anchor("chart", chart.id),
        data_host=True,
    )


def _values(t: Tracing, chart: Figures, category: int) -> Iterator[Markup]:
    for row in chart.series:
        value = row.values[category] if category < len(row.values) else "none"
        if value == "none":
            yield element(
                "td", element("span", "–", aria_hidden="true"), element("span", fixed(t, "none"), class_="vh")
            )
        else:
            yield element("td", value, " ", element("span", say(t, chart.unit), class_="unit"))
