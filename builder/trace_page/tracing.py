"""What the parts of the page know, and how they speak: every text in every language of the page, side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import assert_never

from builder.article import Article, Claim
from builder.comparison import Comparison
from builder.inline import inlines
from builder.locator import Locator, shown
from builder.model import Cite, Cited, Inline, Link, Ref, Tag, Text
from builder.problem import Place
from builder.trace_page.markup import Markup, anchor, element, escaped, joined
from builder.trace_page.uses import Use
from builder.trace_page.words import word
from builder.typed import Said
from builder.world import LEVELS, SYMBOLS


@dataclass(frozen=True)
class Tracing:
    """One comparison, and what is known of where its claims are used.

    Attributes:
        comparison: the outline and its articles.
        langs: the languages of the page.
        uses: where each claim is used, by claim.
        passages: the sentence around each claim's quote, by claim; only where the articles' texts are at hand.
        labels: how the files' lists name each article ("[4]"), by article.
        filed: the languages in which there are files.
    """

    comparison: Comparison
    langs: tuple[str, ...]
    uses: Mapping[str, tuple[Use, ...]]
    passages: Mapping[str, str]
    labels: Mapping[str, str]
    filed: frozenset[str]

    @cached_property
    def names(self) -> Mapping[str, Markup]:
        """The articles' short names, by article."""
        return {id: _short(self, article) for id, article in self.comparison.articles.items()}


def each(t: Tracing, make: Callable[[str], str], *, tongue: Callable[[str], str] = str) -> Markup:
    """The same thing in every language of the page; the switch shows one of them.

    Args:
        t: names the languages.
        make: gives it in one language.
        tongue: the language of what `make` gives, where a text is missing in the one that was asked for.
    """
    return _switched({lang: (tongue(lang), escaped(make(lang))) for lang in t.langs})


def _switched(said: Mapping[str, tuple[str, Markup]]) -> Markup:
    """A text by language, each with the language that it is really in."""
    alike = dict.fromkeys(said.values())
    if len(alike) == 1:
        return element("span", next(iter(alike))[1], class_="t", lang=next(iter(alike))[0])
    return joined(element("span", s, class_="t", lang=tag, data_l=lang) for lang, (tag, s) in said.items())


def fixed(t: Tracing, key: str, **given: str) -> Markup:
    """A fixed word; `given` fills in its gaps (`{n}`)."""

    return _fixed(t.langs, key, tuple(given.items()))


@lru_cache(maxsize=4096)
def _fixed(langs: tuple[str, ...], key: str, given: tuple[tuple[str, str], ...]) -> Markup:
    def make(lang: str) -> str:
        text = word(key, lang)
        for name, value in given:
            text = text.replace(f"{{{name}}}", value)
        return text

    return _switched({lang: (lang, escaped(make(lang))) for lang in langs})


def text_of(said: Said, lang: str) -> tuple[str, str]:
    """A text in a language, or in the first one that it is given in; with its language."""
    tag = lang if lang in said.texts else next(iter(said.texts))
    return tag, said.texts[tag]


def say(t: Tracing, said: Said, *, linked: bool = True) -> Markup:
    """A text of the authors with its little Markdown; `linked` makes claims in it buttons."""

    def make(lang: str) -> Markup:
        tag, text = text_of(said, lang)
        place = getattr(text, "place", said.place)
        return joined(_inline(t, p, tag, linked) for p in inlines(text, lambda refs: _cite(t, refs, place)))

    return each(t, make, tongue=lambda lang: text_of(said, lang)[0])


def cited_in(t: Tracing, said: Said) -> tuple[Cited, ...]:
    """The claims that a text cites by itself, in all of its languages."""
    parts = (p for x in said.texts.values() for p in inlines(x, lambda refs: _cite(t, refs, said.place)))
    return tuple(item for part in parts if isinstance(part, Cite) for item in part.items)


def _cite(t: Tracing, references: Iterable[str], place: Place) -> Cite | None:
    found = [found for r in references if (found := t.comparison.claim(r))]
    return Cite(tuple(Cited(a.id, c.id, c.at.locator) for a, c in found), place) if found else None


def _inline(t: Tracing, part: Inline, lang: str, linked: bool) -> Markup:
    match part:
        case Text(text, strong, emphasis):
            return element("strong", text) if strong else element("em", text) if emphasis else escaped(text)
        case Link(text, url):  # the address in words: nothing on this page leads out of it
            return escaped(f"{text} <{url}>")
        case Cite(items=items) if linked:
            return element("span", *(button(t, f"{i.article}.{i.claim}") for i in items), class_="inline-claims")
        case Cite(items=items):
            return escaped("[" + "; ".join(f"{i.article}.{i.claim}" for i in items) + "]")
        case Ref(text=text):
            return escaped(text)
        case Tag(word=tag):
            return escaped(tag)
        case _:
            assert_never(part)


def place(t: Tracing, locator: Locator) -> Markup:
    """Where a passage stands, as each language prints it."""
    return each(t, lambda lang: shown(locator, lang) or word("unstated", lang))


def button(t: Tracing, reference: str) -> Markup:
    """What opens a claim: a link to it, which the page's script makes a button.

    It says whose claim it is, its id, its place, and in a word what a reader has to know before using it.
    """
    found = t.comparison.claim(reference)
    if found is None:
        return Markup()
    article, claim = found
    marks = [f"{claim.mode}_short"] if claim.mode != "asserts" else []
    marks += ["caution_short"] if claim.caution else []
    return element(
        "a",
        element("span", fixed(t, "opens"), " ", class_="vh"),
        element("span", name(t, article), " ", class_="who"),
        element("span", claim.id, class_="id"),
        " ",
        element("span", place(t, claim.at.locator), class_="at"),
        *(joined((" ", element("span", fixed(t, mark), class_=f"mark {mark}"))) for mark in marks),
        class_="claim",
        href=f"#{claim_anchor(article, claim)}",
    )


def buttons(t: Tracing, references: Iterable[str], *, lead: bool = True) -> Markup:
    """The claims that something rests on; nothing where there are none."""
    made = [element("li", b) for r in dict.fromkeys(references) if (b := button(t, r))]
    if not made:
        return Markup()
    head = element("span", fixed(t, "rests_on"), class_="lead") if lead else ""
    return element("div", head, element("ul", *made, role="list"), class_="rests")


def claim_anchor(article: Article, claim: Claim) -> str:
    """The id of a claim's card, which an address may end with: `trace.html#claim-zhang-2023.d4`."""
    return anchor("claim", f"{article.id}.{claim.id}")


def name(t: Tracing, article: Article) -> Markup:
    """The article's short name."""
    return t.names[article.id]


def _short(t: Tracing, article: Article) -> Markup:
    return each(t, lambda lang: text_of(article.short, lang)[1], tongue=lambda lang: text_of(article.short, lang)[0])


def relation_tag(t: Tracing, relation: str) -> Markup:
    """How positions stand to one another: symbol, word and tint."""
    return _tag(t, relation, SYMBOLS[relation])


def confidence_tag(t: Tracing, level: str) -> Markup:
    """How sure the editors are: symbol, word and tint."""
    return _tag(t, level, LEVELS[level])


def _tag(t: Tracing, value: str, symbol: str) -> Markup:
    sign = element("span", symbol, " ", class_="sign", aria_hidden="true")
    return element("span", sign, fixed(t, value), class_=f"tag {value}")
