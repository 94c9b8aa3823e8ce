"""The source line of a slide: every article that its words cite, with the places, in the order of the numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from builder import model
from builder.formats.slides.needed import SOURCE
from builder.formats.slides.scene import Frame
from builder.formats.slides.setting import Setting
from builder.locator import rank, shown

_MOST_LINES = 2


@dataclass(frozen=True)
class _Article:
    """What is said of one article: "[4]", its short name, and the places that are cited."""

    id: str
    label: str
    name: str
    wheres: tuple[str, ...]
    cut: bool = False


def credits_text(lines: Sequence[model.Line], setting: Setting) -> str:
    """The whole source line, however long; empty where nothing is cited."""
    articles = _articles(lines, setting.lang)
    return _text(articles, setting) if articles else ""


def credits_frame(key: str, lines: Sequence[model.Line], layout: str, setting: Setting, linked: bool) -> Frame | None:
    """The source line in its placeholder: two lines at most, the places of the longest dropped first.

    Args:
        key: of the slide; its source line is found again under `<key>/source`.
        linked: the deck has a list of sources, to which a click leads.
    """
    articles = _articles(lines, setting.lang)
    if not articles:
        return None
    holder = setting.look.layouts[layout][SOURCE]
    first = articles[0].id
    while True:
        words = setting.say(f"{key}/source", _text(articles, setting), holder.style)
        if len(setting.wrap(words, holder.rect.w_pt * 0.98)) <= _MOST_LINES:
            break
        shorter = _shorter(articles)
        if shorter == articles:
            break
        articles = shorter
    target = f"source:{first}" if linked else ""
    return Frame(None, (words,), holder=SOURCE, target=target)


def _articles(lines: Sequence[model.Line], lang: str) -> list[_Article]:
    found: dict[str, list[model.Cited]] = {}
    for item in model.cited_in(tuple(lines)):
        found.setdefault(item.article, []).append(item)
    ordered = sorted(found.items(), key=lambda pair: pair[1][0].number)
    return [_Article(id, items[0].label, items[0].name, tuple(_places(items, lang))) for id, items in ordered]


def _places(items: Sequence[model.Cited], lang: str) -> Iterator[str]:
    """The places of one article as they follow in its text, each once; neighbouring paragraphs as one: "§2 ¶1–3"."""
    placed = sorted((item for item in items if item.where), key=lambda item: rank(item.locator))
    runs: list[list[model.Cited]] = []
    for item in {item.where: item for item in placed}.values():
        if runs and _next(item, runs[-1][-1], lang):
            runs[-1].append(item)
        else:
            runs.append([item])
    for first, *others in runs:
        last = others[-1].locator.paragraph if others else None
        if last is None:
            yield first.where
        else:
            yield f"{first.where.removesuffix('段')}—{last}段" if lang == "zh" else f"{first.where}–{last}"


def _next(item: model.Cited, before: model.Cited, lang: str) -> bool:
    """Whether a place is the paragraph after another one's, and both are printed as places usually are."""
    here, there = item.locator, before.locator
    if here.paragraph is None or there.paragraph is None or here.section != there.section:
        return False
    usual = item.where == shown(here, lang) and before.where == shown(there, lang)
    return usual and here.paragraph == there.paragraph + 1


def _shorter(articles: list[_Article]) -> list[_Article]:
    """One place less of the article with the most; then its name, then the list's end."""
    longest = max(articles, key=lambda a: sum(map(len, a.wheres)))
    if longest.wheres:
        less = replace(longest, wheres=longest.wheres[:-1], cut=True)
        return [less if a is longest else a for a in articles]
    named = [a for a in articles if a.name and a.label]
    if named:
        return [replace(a, name="") if a is named[-1] else a for a in articles]
    return articles


def _text(articles: Sequence[_Article], setting: Setting) -> str:
    colon, between, comma = ("：", "；", "、") if setting.han else (": ", "; ", ", ")
    etc = setting.words.get("etc", "…")
    parts = []
    for a in articles:
        where = comma.join(a.wheres)
        if a.cut and a.wheres:
            where += etc if setting.han else f" {etc}"
        parts.append(" ".join(p for p in (a.label, a.name, where) if p))
    return f"{setting.words.get('source', '')}{colon}{between.join(parts)}"
