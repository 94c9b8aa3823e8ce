"""Which articles a text speaks of, and which sources it names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from operator import add

from builder.article import Article
from builder.audit.piece import folded
from builder.citation import text_of
from builder.comparison import Comparison
from builder.formats.word.anchors import named
from builder.model import Cite, Document, lines_of

_MARK = re.compile(r"[\[［](\d+(?:\s*[-–—,，、;；]\s*\d+)*)[\]］]")
_RANGE = re.compile(r"(\d+)(?:\s*[-–—]\s*(\d+))?")
_YEAR = re.compile(r"\s*[（(][^（）()]*[)）]$")
_HAN = re.compile(r"[\u3400-\u9fff]")
_MOST = 50  # numbers in one mark: "[1-5]" is a mark, "[1-2000]" a span of something else


@dataclass(frozen=True)
class Called:
    """Articles by what they are called, to be found in a text in a time that does not grow with their number.

    Attributes:
        patterns: all that an article is called, as one pattern.
        begun: the articles of which something begins with these two characters, or is this one character.
    """

    patterns: Mapping[str, re.Pattern[str]]
    begun: Mapping[str, frozenset[str]]

    def within(self, text: str) -> set[str]:
        """The articles that a text calls by any of their names."""
        begins = {*map(add, text, text[1:]), *text} & self.begun.keys()
        likely = {article for begin in begins for article in self.begun[begin]}
        return {article for article in likely if self.patterns[article].search(text)}


def called(names: Mapping[str, Iterable[str]]) -> Called:
    """Articles with all that each is called; names in letters count only as whole words."""
    patterns: dict[str, re.Pattern[str]] = {}
    begun: dict[str, set[str]] = {}
    for article, given in names.items():
        known = {name for name in given if name}
        patterns[article] = _pattern(known)
        for name in known:
            begun.setdefault(name[:2], set()).add(article)
    return Called(patterns, {begin: frozenset(articles) for begin, articles in begun.items()})


@dataclass(frozen=True)
class Voices:
    """How one outline's articles are named and cited in one document.

    Attributes:
        names: what the articles are called.
        numbers: the article behind each number, in numeric styles.
        marks: what a mark says, by article, in styles without numbers ("张薇薇，2023").
        bookmarks: the article behind each bookmark to which marks lead.
        footnotes: the articles behind each footnote, by its words: one that repeats says no more than "同2".
    """

    names: Called
    numbers: Mapping[int, str]
    marks: Mapping[str, str]
    bookmarks: Mapping[str, str]
    footnotes: Mapping[str, frozenset[str]]

    def named(self, text: str) -> set[str]:
        """The articles that a text names."""
        return self.names.within(text)

    def cited(self, text: str, links: Iterable[str] = ()) -> set[str]:
        """The articles whose source a text gives, by mark or by link."""
        found = {self.bookmarks[link] for link in links if link in self.bookmarks}
        found |= {self.numbers[n] for mark in _MARK.finditer(text) for n in _numbers(mark[1]) if n in self.numbers}
        return found | {article for article, mark in self.marks.items() if mark in text}

    def noted(self, note: str) -> set[str]:
        """The articles to which a footnote refers."""
        return self.cited(note) | self.named(note) | self.footnotes.get(note, frozenset())

    def spelled(self, text: str) -> set[str]:
        """The articles of a line of sources, where a name is as good as a mark."""
        return self.cited(text) | (set() if self.numbers else self.named(text))


def voices(comparison: Comparison, document: Document) -> Voices:
    """The names of the compared articles, and their marks as the document prints them."""
    cites = [p for s in document.shapes for line in lines_of(s) for p in line.parts if isinstance(p, Cite)]
    numbers = {item.number: item.article for cite in cites for item in cite.items if item.number}
    marks: dict[str, str] = {}
    for cite in cites:
        articles = {item.article for item in cite.items}
        if len(articles) == 1 and not cite.items[0].number:
            marks[articles.pop()] = text_of(cite.short).strip("()（）[]［］ ")
    return Voices(
        called({a.id: _names(a) for a in comparison.articles.values()}),
        numbers,
        {article: mark for article, mark in marks.items() if mark},
        {named("s", a): a for a in comparison.articles},
        {
            folded(text_of(cite.note.spans)): frozenset(item.article for item in cite.items)
            for cite in cites
            if cite.note
        },
    )


def _names(article: Article) -> Iterator[str]:
    """Short name and label in every language, the label without its year, the title, and authors with Chinese names."""
    for said in (article.short, article.label):
        for text in said.texts.values():
            yield str(text)
            yield _YEAR.sub("", text)
    yield str(article.article.data.get("title", ""))
    for name in article.article.data.get("author", ()):
        whole = f"{name.get('family', '')}{name.get('given', '')}"
        if _HAN.search(whole) and len(whole) > 1:
            yield whole


def _pattern(names: Iterable[str]) -> re.Pattern[str]:
    """Any of the names; those in letters only as whole words."""
    ways = []
    for name in sorted(names, key=len, reverse=True):
        before = "" if _HAN.match(name) else r"(?<![A-Za-z])"
        after = "" if _HAN.search(name[-1]) or not name[-1].isalnum() else r"(?![A-Za-z])"
        ways.append(f"{before}{re.escape(name)}{after}")
    return re.compile("|".join(ways) or r"(?!)")


def _numbers(mark: str) -> Iterator[int]:
    for part in _RANGE.finditer(mark):
        first = int(part[1])
        yield from range(first, min(int(part[2] or first), first + _MOST) + 1)
