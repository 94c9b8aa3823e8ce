"""The page put together: head with its policy, switch of languages, parts, script."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Mapping
from importlib import resources

from builder.comparison import Comparison
from builder.trace_page.markup import Markup, element, joined
from builder.trace_page.matrix import matrix
from builder.trace_page.parts import charts, judgements, steps, tensions
from builder.trace_page.register import register
from builder.trace_page.tracing import Tracing, fixed, relation_tag, say, text_of
from builder.trace_page.uses import Use
from builder.trace_page.words import LANGUAGES, word


def page(comparison: Comparison, uses: Iterable[Use], lang: str, passages: Mapping[str, str]) -> str:
    """The whole page as HTML: one file that needs nothing else.

    Args:
        comparison: the outline and its articles.
        uses: where the finished files use claims (`builder.trace_page.uses`), file by file.
        lang: the language in which the page opens; it speaks all those of the outline's title.
        passages: the sentence around each claim's quote, by claim, where the articles' texts are at hand.
    """
    t = _tracing(comparison, tuple(uses), lang, passages)
    style = _own("page.css") + "".join(_hides(tag) for tag in t.langs if len(t.langs) > 1)
    script = _own("page.js")
    opening = lang if lang in t.langs else t.langs[0]
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=_policy(style, script)),
        element("meta", name="referrer", content="no-referrer"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light"),
        element("title", _title(t, opening)),
        element("style", Markup(style)),
    )
    body = element("body", *_front(t, opening), *_main(t), element("script", Markup(script)))
    return f"<!DOCTYPE html>\n{element('html', head, body, lang=opening)}\n"


def _tracing(comparison: Comparison, uses: tuple[Use, ...], lang: str, passages: Mapping[str, str]) -> Tracing:
    by_claim: dict[str, list[Use]] = {}
    labels: dict[str, str] = {}
    for use in uses:
        by_claim.setdefault(use.claim, []).append(use)
        if use.label:
            labels.setdefault(use.claim.partition(".")[0], use.label)
    langs = tuple(comparison.outline.title.texts) or (lang,)
    found = {claim: tuple(some) for claim, some in by_claim.items()}
    return Tracing(comparison, langs, found, passages, labels, frozenset(u.lang for u in uses))


def _own(name: str) -> str:
    return (resources.files("builder.trace_page") / name).read_text("utf-8")


def _hides(tag: str) -> str:
    """The rule behind the switch: what is said in the other languages goes. Works without the script."""
    return f'html:has(#lang-{tag}:checked) [data-l]:not([data-l="{tag}"]) {{ display: none; }}\n'


def _policy(style: str, script: str) -> str:
    """CSP level 3: nothing may be fetched, sent or framed, and only this style and this script may run."""
    hashed = (base64.b64encode(hashlib.sha256(s.encode("utf-8")).digest()).decode("ascii") for s in (style, script))
    of_style, of_script = (f"'sha256-{h}'" for h in hashed)
    return f"default-src 'none'; style-src {of_style}; script-src {of_script}; base-uri 'none'; form-action 'none'"


def _title(t: Tracing, lang: str) -> str:
    return f"{text_of(t.comparison.outline.title, lang)[1]} – {word('trace', lang)}"


def _front(t: Tracing, opening: str) -> tuple[Markup, ...]:
    outline = t.comparison.outline
    skip = element("a", fixed(t, "skip"), href="#content", class_="skip")
    closer = element("template", element("button", fixed(t, "close"), type="button", class_="close"), id="closer")
    subtitle = (element("p", say(t, outline.subtitle), class_="subtitle"),) if outline.subtitle else ()
    by = (say(t, outline.by), " · ") if outline.by else ()
    header = element(
        "header",
        element("p", fixed(t, "trace"), class_="kicker"),
        element("h1", say(t, outline.title)),
        *subtitle,
        element("p", *by, element("time", outline.date.text, datetime=outline.date.text), class_="byline"),
        _switch(t, opening),
        class_="front",
    )
    return skip, closer, header


def _switch(t: Tracing, opening: str) -> Markup:
    """The switch of languages: radio buttons, so that it works without a script and says its state to everybody."""
    if len(t.langs) < 2:
        return Markup()
    choices = []
    for tag in t.langs:
        radio = element(
            "input",
            type="radio",
            name="lang",
            id=f"lang-{tag}",
            value=tag,
            checked=tag == opening,
            autocomplete="off",
            data_title=_title(t, tag),
        )
        name = LANGUAGES.get(tag.partition("-")[0], tag)
        choices.append(joined((radio, element("label", name, for_=f"lang-{tag}", lang=tag))))
    return element("fieldset", element("legend", fixed(t, "language"), class_="vh"), *choices, class_="switch")


def _main(t: Tracing) -> tuple[Markup, ...]:
    outline = t.comparison.outline
    parts = [
        ("judgements", judgements(t) if outline.judgements else ""),
        ("questions", joined((_key(t), matrix(t)))),
        ("tensions", tensions(t) if outline.tensions else ""),
        ("steps", steps(t) if outline.steps else ""),
        ("charts", charts(t) if outline.charts else ""),
        ("claims", register(t)),
    ]
    there = [(key, body) for key, body in parts if body]
    links = (element("li", element("a", fixed(t, key), href=f"#{key}")) for key, _ in there)
    nav = element(
        "nav",
        element("h2", fixed(t, "sections"), class_="vh", id="sections"),
        element("ul", *links, role="list"),
        aria_labelledby="sections",
    )
    sections = (
        element("section", element("h2", fixed(t, key), id=key, tabindex="-1"), body, class_=f"part {key}")
        for key, body in there
    )
    intro = element("p", fixed(t, "intro"), class_="intro")
    return nav, element("main", intro, *sections, id="content", tabindex="-1")


def _key(t: Tracing) -> Markup:
    tags = (relation_tag(t, relation) for relation in ("agree", "partly", "differ", "single"))
    return element("p", fixed(t, "key"), joined(tags, " "), class_="key")
