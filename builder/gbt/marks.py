"""What stands in the text for a cluster of sources (2015, clause 10; 2025, clause 9)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from builder.citation import Item, Record, Session, Span, Spans
from builder.gbt import names
from builder.gbt.edition import Edition
from builder.gbt.record import has_han, language, pages
from builder.gbt.runs import ended, join, merged, plain
from builder.gbt.terms import terms
from builder.gbt.work import dated


def numeric(items: Sequence[Item], numbers: Mapping[str, int]) -> Spans:
    """[1], [1,3], [1-3]; with pinpoints [2]260, each source in brackets of its own; all raised.

    Several sources share one bracket, runs of three or more are joined by a hyphen (2015, 10.1.2; 2025, 9.2.1.2). The
    pinpoint stands outside the bracket (2015, 10.1.3; 2025, 9.2.1.3), so nothing is joined where there is one.
    """
    cited = sorted(items, key=lambda item: numbers[item.id])
    sources = {item.id: numbers[item.id] for item in cited}
    spans: list[Span] = []
    if any(item.locator for item in items):
        for source, number in sources.items():
            where = [item for item in cited if item.id == source and item.locator]
            comma = [Span(",")] if spans else []
            spans += [*comma, Span(f"[{number}]{_pinpoints(where)}", link=f"source:{source}")]
    elif len(sources) == 1:
        [(source, number)] = sources.items()
        spans = [Span(f"[{number}]", link=f"source:{source}")]
    else:
        spans = [Span("["), *_ranges(sources), Span("]")]
    return merged(replace(span, raised=True) for span in spans)


def _ranges(sources: Mapping[str, int]) -> Iterator[Span]:
    runs = [list(run) for _, run in groupby(enumerate(sources), lambda at: sources[at[1]] - at[0])]
    shown = [Span(str(sources[source]), link=f"source:{source}") for source in sources]
    for run in runs:
        if run is not runs[0]:
            yield Span(",")
        first, last = run[0][0], run[-1][0]
        if last - first >= 2:
            yield from (shown[first], Span("-"), shown[last])
        else:
            yield from (shown[first], *([Span(","), shown[last]] if last > first else []))


def _pinpoints(items: Sequence[Item]) -> str:
    """Where in a source: pages with commas, worded places with semicolons, each once."""
    shown = list(dict.fromkeys(_pinpoint(item) for item in items))
    if all(item.label == "page" for item in items):
        return ",".join(shown)
    return ("；" if has_han("".join(shown)) else "; ").join(shown)


def _pinpoint(item: Item) -> str:
    return pages(item.locator) if item.label == "page" else item.locator


# ------------------------------------------------------------------ author-date


def author_date(items: Sequence[Item], edition: Edition, session: Session) -> Spans:
    """（张三，2008a；Wolchik et al.，2009），pinpoints raised behind the bracket (2015, 10.2; 2025, 9.3).

    Years of the same author are drawn together; with pinpoints, each source has brackets of its own. When the sentence
    names the author (`session.narrative`), only the year stands in brackets.

    Args:
        items: in the order of the list.
    """
    alone = any(item.locator for item in items)
    groups: list[tuple[str, list[Item]]] = []
    for item in items:
        by = author(item.record, edition)
        if groups and groups[-1][0] == by and (not alone or groups[-1][1][0].id == item.id):
            groups[-1][1].append(item)
        else:
            groups.append((by, [item]))
    if session.narrative:
        told = [
            join((plain(by + edition.gap), _round(edition, _years("", same, edition, session)), _behind(same)))
            for by, same in groups
        ]
        return join(told, edition.semicolon)
    inside = [_years(by, same, edition, session) for by, same in groups]
    if alone:
        closed = zip(inside, groups, strict=True)
        return join([join((_round(edition, years), _behind(same))) for years, (_, same) in closed], edition.gap)
    return _round(edition, join(inside, edition.semicolon))


def author(record: Record, edition: Edition) -> str:
    """What a mark calls the author: 张三, 张三等, Wolchik et al."""
    return names.marked(record, edition, terms(language(record)))


def _years(by: str, items: Sequence[Item], edition: Edition, session: Session) -> Spans:
    told: list[Span] = []
    for item in {item.id: item for item in items}.values():
        words = terms(language(item.record))
        year = dated(item.record, edition, words, session.suffixes.get(item.id, ""))
        lead = ", " if told else by + (edition.comma if by and year else "")
        if year or not told:
            told.append(Span(lead + year, link=f"source:{item.id}"))
    return merged(told)


def _round(edition: Edition, inside: Spans) -> Spans:
    return merged((Span(edition.opening), *inside, Span(edition.closing)))


def _behind(items: Sequence[Item]) -> Spans:
    where = _pinpoints([item for item in items if item.locator])
    return (Span(where, raised=True, link=f"source:{items[0].id}"),) if where else ()


# ------------------------------------------------------------------ notes

_BACK = {"zh": ("同上", "同{}"), "en": ("Ibid.", "As note {}")}


def note(
    items: Sequence[Item],
    edition: Edition,
    session: Session,
    lang: str,
    entry: Callable[[Item], Spans],
    named: Callable[[Item], Spans],
) -> Spans:
    """The text of a note: an entry with the pinpoint for its page; for a repeat 同2：260, in 2015 also 同上.

    Each part leads to its source in the list. Where notes may not point back by number, a repeat names author and
    title: 李明. 城市更新的路径：28. The standard has no such form; it is what Chinese papers do whose notes begin anew
    on every page.

    Args:
        entry: words an item in full.
        named: words an item by author and title, or by its short name.
    """
    same_again, same_as = _BACK.get(lang, _BACK["zh"])
    told: list[Spans] = []
    cited = _drawn_together(items)
    last = _drawn_together(session.last)
    for item in cited:
        where = _pinpoint(item)
        if not session.numbered and item.id in session.first_notes:
            one = join((named(item), plain(where)), edition.colon)
        elif edition.year < 2025 and len(cited) == 1 and _repeats(item, last):
            where = "" if where == _pinpoint(last[0]) else where
            one = join((plain(same_again), plain(where)), edition.colon)
        elif item.id in session.first_notes:
            one = join((plain(same_as.format(session.first_notes[item.id])), plain(where)), edition.colon)
        else:
            one = entry(item)
        told.append(tuple(span if span.link else replace(span, link=f"source:{item.id}") for span in one))
    return ended(join(told, edition.semicolon))


def _repeats(item: Item, last: Sequence[Item]) -> bool:
    """Whether the note before this one cites the same source only; a pinpoint that falls away is not the same."""
    return len(last) == 1 and last[0].id == item.id and bool(item.locator or not last[0].locator)


def _drawn_together(items: Sequence[Item]) -> list[Item]:
    """One item a source: several pinpoints in it become one."""
    by_source: dict[str, list[Item]] = {}
    for item in items:
        by_source.setdefault(item.id, []).append(item)
    drawn = []
    for same in by_source.values():
        where = [item for item in same if item.locator]
        label = "page" if all(item.label == "page" for item in where) else "section"
        drawn.append(replace(same[0], locator=_pinpoints(where), label=label if where else same[0].label))
    return drawn
