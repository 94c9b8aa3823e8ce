"""The articles, and the cards of all their claims that the comparison uses: the page without its script."""

from __future__ import annotations

from collections.abc import Iterator

from builder.article import Article, Claim
from builder.comparison import saids
from builder.trace_page.cards import card
from builder.trace_page.markup import Markup, anchor, element, joined
from builder.trace_page.tracing import Tracing, buttons, cited_in, fixed, say


def register(t: Tracing) -> Markup:
    """One part an article: what it argues, what to bear in mind, its claims in the order of its notes."""
    cited = {*t.comparison.outline.claims(), *t.uses, *_mentioned(t)}
    return element("div", *(_article(t, a, cited) for a in t.comparison.articles.values()), class_="stack")


def _mentioned(t: Tracing) -> Iterator[str]:
    """The claims that running texts cite by themselves (`[@zhang-2023.d4]`)."""
    shown = (t.comparison.outline, *((a.label, a.argues, a.profile) for a in t.comparison.articles.values()))
    for said in saids(shown):
        yield from (f"{item.article}.{item.claim}" for item in cited_in(t, said))


def _article(t: Tracing, article: Article, cited: set[str]) -> Markup:
    theses = {f"{article.id}.{c}" for c in article.argues.claims}
    claims = [c for c in article.claims if (name := f"{article.id}.{c.id}") in cited or name in theses]
    label = t.labels.get(article.id, "")
    mark = (" ", element("span", label, class_="label")) if label else ()
    facts = [(fixed(t, "vantage"), _vantage(t, article))]
    if article.profile:
        kind = joined((say(t, article.profile.genre), fixed(t, "semicolon"), say(t, article.profile.basis)))
        facts.append((fixed(t, "basis"), kind))
        facts.append((fixed(t, "limits"), say(t, article.profile.limits)))
    summary = element("summary", fixed(t, "show_claims", n=str(len(claims))))
    return element(
        "section",
        element("h3", say(t, article.label), *mark),
        element("p", say(t, article.argues.says), class_="says"),
        buttons(t, [f"{article.id}.{c}" for c in article.argues.claims]),
        element("dl", *(element("div", element("dt", head), element("dd", body)) for head, body in facts)),
        element("p", fixed(t, "count", n=str(len(claims)), all=str(len(article.claims))), class_="note"),
        element("details", summary, *(_slot(t, article, c) for c in claims), open=True) if claims else "",
        class_="box plain",
        id=anchor("article", article.id),
        data_host=True,
    )


def _slot(t: Tracing, article: Article, claim: Claim) -> Markup:
    return element("div", card(t, article, claim), class_="slot")


def _vantage(t: Tracing, article: Article) -> Markup:
    if article.vantage == "unstated":
        return fixed(t, "unstated")
    if not article.vantage_basis:
        return element("span", article.vantage)
    basis = (fixed(t, "open"), say(t, article.vantage_basis), fixed(t, "shut"))
    return element("span", article.vantage, *basis)
