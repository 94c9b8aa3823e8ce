"""The page around a document: files, views, problems, and the document itself. It is whole without its script."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from urllib.parse import quote

from builder.model import Cover, Document
from builder.trace_page.markup import Markup, element, joined
from builder.watch.preview.sheets import sheet
from builder.watch.preview.showing import Pictures, Shelf
from builder.watch.preview.words import word

DECKS = (".pptx",)


def page(shelves: Mapping[str, Shelf], outline: str, file: str, pictures: Pictures | None = None) -> str:
    """One file of one outline as a page of its own; with `pictures`, as its printed pages.

    Raises:
        KeyError: there is no such file.
    """
    shelf = shelves[outline]
    document = shelf.documents[file]
    view = "text" if pictures is None else "pages"
    body = _text(document, file) if pictures is None else _pages(document, outline, file, pictures)
    parts = (
        _bar(shelves, outline, file, view, document.lang),
        _problems(shelf.problems, document.lang),
        element("main", body, id="content", tabindex="-1", data_view=view),
    )
    return _whole(f"{document.title} – {file} – {word('preview', document.lang)}", document.lang, parts)


def bare(shelves: Mapping[str, Shelf], lang: str) -> str:
    """The page while there is nothing to show."""
    problems = tuple(p for shelf in shelves.values() for p in shelf.problems)
    empty = element("p", word("empty" if problems else "drawing", lang), class_="empty")
    main = element("main", element("h1", word("preview", lang)), empty, id="content", tabindex="-1")
    return _whole(word("preview", lang), lang, (_bar(shelves, "", "", "text", lang), _problems(problems, lang), main))


def _whole(title: str, lang: str, parts: tuple[Markup, ...]) -> str:
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("title", title),
        element("link", rel="stylesheet", href="/preview.css"),
        element("script", src="/preview.js", defer=True),
    )
    skip = element("a", word("skip", lang), href="#content", class_="skip")
    told = {f"data_{key}": word(key, lang) for key in ("live", "lost", "fresh")}
    return f"<!DOCTYPE html>\n{element('html', head, element('body', skip, *parts, **told), lang=lang)}\n"


def _bar(shelves: Mapping[str, Shelf], outline: str, file: str, view: str, lang: str) -> Markup:
    groups = []
    for name, shelf in shelves.items():
        label = element("span", name, class_="outline") if len(shelves) > 1 else ""
        templates = (
            element("li", _files(name, template, tuple(files), file if name == outline else ""))
            for template, files in groupby(shelf.documents, key=lambda f: f.partition(".")[0])
        )
        groups.append(element("li", label, element("ul", *templates, role="list")))
    files = element("nav", element("ul", *groups, role="list"), aria_label=word("files", lang), class_="files")
    views = Markup()
    if file:
        here = f"/{quote(outline)}/{quote(file)}"
        both = (("text", here), ("pages", f"{here}?view=pages"))
        links = (element("li", _link(to, word(key, lang), key == view)) for key, to in both)
        views = element("nav", element("ul", *links, role="list"), aria_label=word("view", lang), class_="views")
    kicker = element("p", word("preview", lang), class_="kicker")
    status = element("p", "", role="status", id="status")
    return element("header", kicker, files, views, status, class_="bar", id="bar")


def _files(outline: str, template: str, files: Sequence[str], here: str) -> Markup:
    """The files of one template, by language: briefing zh en."""
    links = []
    for file in files:
        lang = file.split(".")[1]
        link = _link(f"/{quote(outline)}/{quote(file)}", lang, file == here, f"{template}.{lang}")
        links.append(element("li", link))
    return joined((element("span", template, class_="template"), element("ul", *links, role="list")))


def _link(to: str, text: str, here: bool, whole: str = "") -> Markup:
    return element("a", text, href=to, aria_current="page" if here else "", aria_label=whole)


def _problems(problems: tuple[str, ...], lang: str) -> Markup:
    """The open problems with their places; a live region, so that new ones are read out."""
    errors = sum(": error: " in text.partition("\n")[0] for text in problems)
    if not problems:
        return element("section", id="problems", aria_live="polite", aria_label=word("problems", lang))
    said = word("some", lang, n=errors) if errors else word("warned", lang, n=len(problems))
    items = (_problem(text) for text in problems)
    whole = element(
        "details", element("summary", said), element("ul", *items, role="list"), open=bool(errors)
    )  # fmt: skip
    kind = "errors" if errors else "warnings"
    return element("section", whole, id="problems", class_=kind, aria_live="polite", aria_label=word("problems", lang))


def _problem(text: str) -> Markup:
    first, _, hint = text.partition("\n")
    place, colon, rest = first.partition(": ")
    held = element("code", place) if colon else Markup()
    return element("li", held, " ", rest or first, *((element("p", hint.strip(), class_="hint"),) if hint else ()))


def _text(document: Document, file: str) -> Markup:
    headed = any(isinstance(shape, Cover) for shape in document.shapes)
    top = Markup() if headed else element("h1", document.title, class_="vh")
    return joined((top, sheet(document, deck=file.endswith(DECKS))))


def _pages(document: Document, outline: str, file: str, pictures: Pictures) -> Markup:
    key = {"drawing": "drawing", "old": "old", "failed": "failed", "no-office": "no-office", "ready": ""}
    said = key[pictures.state]
    notice = element("p", word(said, document.lang), class_="empty", id="notice") if said else Markup()
    top = element("h1", document.title, class_="vh")
    shape = "deck" if file.endswith(DECKS) else "paper"
    held = element("div", *_figures(document, outline, file, pictures), class_=f"pictures {shape}")
    return joined((top, notice, held))


def _figures(document: Document, outline: str, file: str, pictures: Pictures) -> Iterator[Markup]:
    names = pictures.names
    for n, name in enumerate(names, 1):
        alt = word("page", document.lang, n=n, of=len(names))
        source = f"/{quote(outline)}/{quote(file)}/{n}.png?of={name}"
        picture = element(
            "img", src=source, alt=alt, loading="lazy" if n > 2 else "", data_id=f"page-{n}", data_mark=name
        )
        yield element("figure", picture, class_="block", data_key=f"page-{n}")
