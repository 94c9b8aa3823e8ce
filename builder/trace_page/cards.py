"""A claim's card: what the article says, in whose words, where it stands, and where the files use it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from builder.article import Article, Claim, Figure
from builder.trace_page.markup import Markup, element, escaped, joined
from builder.trace_page.tracing import Tracing, claim_anchor, fixed, name, place, say
from builder.trace_page.uses import Use
from builder.trace_page.words import word


def card(t: Tracing, article: Article, claim: Claim) -> Markup:
    """The card. Its evidence stands on one side, its uses on the other; nothing in it opens another card."""
    own = claim_anchor(article, claim)
    marks = [element("span", fixed(t, claim.kind), class_="chip")]
    if claim.mode != "asserts":
        marks.append(element("span", fixed(t, claim.mode), class_=f"chip {claim.mode}"))
    if claim.central:
        marks.append(element("span", fixed(t, "central"), class_="chip"))
    title = (name(t, article), " ", element("span", claim.id, class_="id"), " ", place(t, claim.at.locator))
    head = element("header", element("h4", *title, id=f"{own}-title"), element("p", *_spaced(marks), class_="chips"))
    columns = element(
        "div",
        element("div", *_evidence(t, article, claim), class_="evidence"),
        element("div", *_uses(t, f"{article.id}.{claim.id}"), class_="uses"),
        class_="sides",
    )
    return element("article", head, columns, class_="card", id=own, tabindex="-1", aria_labelledby=f"{own}-title")


def _spaced(parts: Iterable[str]) -> Iterator[str]:
    for part in parts:
        yield part
        yield " "


def _evidence(t: Tracing, article: Article, claim: Claim) -> Iterator[Markup]:
    tongue = str(article.article.data.get("language", "") or next(iter(t.langs)))
    quoted = element("blockquote", element("p", f"“{claim.quote}”", lang=tongue))
    yield element("p", say(t, claim.says, linked=False), class_="says")
    rows = [(fixed(t, "quote"), quoted)]
    sentence = t.passages.get(f"{article.id}.{claim.id}")
    if sentence:
        rows.append(
            (fixed(t, "sentence"), element("p", _marked(sentence, claim.quote), class_="sentence", lang=tongue))
        )
    rows.append((fixed(t, "place"), place(t, claim.at.locator)))
    mode = fixed(t, claim.mode)
    if claim.voice:
        mode = joined((mode, fixed(t, "open"), say(t, claim.voice, linked=False), fixed(t, "shut")))
    rows.append((fixed(t, "mode"), mode))
    if claim.addressee:
        rows.append((fixed(t, "addressee"), say(t, claim.addressee, linked=False)))
    if claim.figures:
        rows.append((fixed(t, "figures"), element("ul", *(_figure(t, f) for f in claim.figures), role="list")))
    rows.append((fixed(t, "notes_at"), element("code", f"{claim.place.file.name}:{claim.place.line}")))
    yield element("dl", *(element("div", element("dt", head), element("dd", body)) for head, body in rows))
    if claim.caution:
        lead = element("strong", element("span", "! ", aria_hidden="true"), fixed(t, "caution"))
        yield element("p", lead, say(t, claim.caution, linked=False), class_="caution")


def _marked(sentence: str, quote: str) -> Markup:
    """The sentence with the quote in it marked, where it stands there to the letter."""
    before, found, after = sentence.partition(quote)
    return joined((before, element("mark", found), after)) if found else escaped(sentence)


def _figure(t: Tracing, figure: Figure) -> Markup:
    unit = (say(t, figure.unit, linked=False),) if figure.unit else ()
    at = (fixed(t, "open"), figure.at, fixed(t, "shut")) if figure.at else ()
    return element("li", say(t, figure.what, linked=False), fixed(t, "colon"), figure.value, *unit, *at)


def _uses(t: Tracing, reference: str) -> Iterator[Markup]:
    found = t.uses.get(reference, ())
    yield element("h5", fixed(t, "used"))
    for lang in (*t.langs, *sorted({u.lang for u in found} - set(t.langs))):
        mine = [u for u in found if u.lang == lang]
        shown_in = lang if lang in t.langs and set(t.langs) <= t.filed else ""
        for file, of_file in groupby(mine, key=lambda u: u.file):
            yield element("div", _file(t, file, tuple(of_file)), data_l=shown_in)
        if not mine and shown_in:
            yield element("p", element("span", word("unused", lang), lang=lang), data_l=lang, class_="unused")
    if not found and not set(t.langs) <= t.filed:
        yield element("p", fixed(t, "unused"), class_="unused")


def _file(t: Tracing, file: str, found: tuple[Use, ...]) -> Markup:
    """The uses in one file: headings and statements of a text, numbers and titles of slides."""
    lang = found[0].lang
    items = []
    together: dict[tuple[int, tuple[str, ...]], list[Use]] = {}
    for use in found:
        together.setdefault((use.slide, use.headings), []).append(use)
    for (slide, headings), uses in sorted(together.items(), key=lambda one: one[0][0]):
        if slide:
            number = element("span", fixed(t, "slide", n=str(slide)), class_="slide")
            kinds = joined((fixed(t, _ON[spoken]) for spoken in sorted({u.spoken for u in uses})), fixed(t, "comma"))
            title = element("span", *headings, lang=lang)
            aside = element("span", fixed(t, "open"), kinds, fixed(t, "shut"), class_="aside")
            items.append(element("li", number, " ", title, aside))
        else:
            path = joined(headings, " › ")
            words = (element("p", s, class_="statement", lang=lang) for s in dict.fromkeys(u.statement for u in uses))
            items.append(element("li", element("span", path, class_="path", lang=lang), *words))
    return joined((element("h6", file), element("ul", *items, role="list")))


_ON = {False: "on_slide", True: "spoken"}
