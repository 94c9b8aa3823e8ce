"""Questions × articles, as one table: each cell holds a position and the claims that carry it; silence is said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from builder.outline import Position, Question
from builder.trace_page.markup import Markup, anchor, element, joined
from builder.trace_page.tracing import Tracing, buttons, fixed, name, relation_tag, say


def matrix(t: Tracing) -> Markup:
    """One table for all questions that are put to the same articles; where all are put to all, there is one."""
    numbered = enumerate(t.comparison.outline.questions, 1)
    groups = groupby(numbered, key=lambda one: tuple(article.id for article in t.comparison.asked(one[1])))
    return joined(_table(t, asked, tuple(questions)) for asked, questions in groups)


def _table(t: Tracing, asked: Sequence[str], questions: Iterable[tuple[int, Question]]) -> Markup:
    """The table. Its roles are spelled out because a narrow window stacks its cells, and CSS then takes them away."""
    articles = [t.comparison.articles[id] for id in asked]
    heads = [element("th", fixed(t, "question"), scope="col", role="columnheader", class_="first")]
    for article in articles:
        label = t.labels.get(article.id, "")
        mark = (" ", element("span", label, class_="label")) if label else ()
        heads.append(element("th", say(t, article.label), *mark, scope="col", role="columnheader"))
    head = element("thead", element("tr", *heads, role="row"), role="rowgroup")
    bodies = (_question(t, n, q, asked) for n, q in questions)
    caption = element("caption", fixed(t, "caption"))
    return element("table", caption, head, *bodies, class_="matrix", role="table")


def _question(t: Tracing, number: int, question: Question, asked: Sequence[str]) -> Markup:
    """Two rows: what is asked and found, across all columns; then the row of positions."""
    because = (element("p", say(t, question.because), class_="because"),) if question.because else ()
    about = element(
        "td",
        element("h3", say(t, question.finding)),
        element("p", say(t, question.ask), class_="ask"),
        *because,
        colspan=len(asked) + 1,
        role="cell",
    )
    head = element(
        "th",
        element("span", str(number), class_="number"),
        " ",
        element("span", say(t, question.short), class_="short"),
        " ",
        element("span", fixed(t, question.kind), class_="kind"),
        " ",
        relation_tag(t, question.relation),
        scope="row",
        role="rowheader",
        class_="first",
    )
    cells = (_cell(t, a, question.positions[a]) for a in asked)
    return element(
        "tbody",
        element("tr", about, class_="about", role="row", data_host=True),
        element("tr", head, *cells, class_="positions", role="row", data_host=True),
        role="rowgroup",
        id=anchor("question", question.id),
    )


def _cell(t: Tracing, article: str, position: Position) -> Markup:
    whose = element("p", name(t, t.comparison.articles[article]), class_="column", aria_hidden="true")
    if position.says is None:
        why: tuple[Markup, ...] = ()
        if position.silent:
            why = (element("span", fixed(t, "open"), say(t, position.silent), fixed(t, "shut"), class_="why"),)
        sign = element("span", "— ", class_="sign", aria_hidden="true")
        said = element("p", element("span", sign, fixed(t, "silent"), class_="tag silent"), *why)
        return element("td", whose, said, class_="silence", role="cell")
    brief = (element("p", say(t, position.brief), class_="brief"),) if position.brief else ()
    says = element("p", say(t, position.says), class_="says")
    return element("td", whose, *brief, says, buttons(t, position.claims, lead=False), role="cell", data_host=True)
