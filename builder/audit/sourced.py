"""Sentences about an article, and whether the file gives their source where a reader looks for it.

A sentence is about an article when it names one, or prints a position, a side, a step, a judgement, a thesis or an
event. Its source stands in the same paragraph or footnote; in the source cell of its row, or the head of its column;
on the same slide; or, for headings and judgements of a paper and for a speaker's notes, with the other lines of the
same question, judgement, chart or tension (of a question for discussion: with those that it is about).

Two things need no source: that an article is silent, and what by the outline's own schema can be nothing but the
editors' view (method, gaps, limits). The latter are counted (`Sourced.editors`), so that nobody overlooks them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from builder.audit.finding import Finding
from builder.audit.match import Match
from builder.audit.piece import Piece, node
from builder.audit.voices import Voices
from builder.comparison import Comparison, saids
from builder.statements import statements

_PART = re.compile(r"(?:questions|judgements|tensions|charts|steps|events|discussion|quotes|grids)\.[^./]+")
_TITLED = ("judgements.", "quotes.", "grids.")
"""What has its sources below it, each with its own part of the statement."""
_LISTED = re.compile(r"(?:^|[./])(?:where|rests_on|source|sources)(?:@.*)?$")
_NAMES = re.compile(r"\.(?:label|short)$")


@dataclass(frozen=True)
class Claimed:
    """What the outline says.

    Attributes:
        texts: the ids of its texts.
        rests: the articles on whose claims a text rests, by the text's id.
        editors: the ids of texts that can be nothing but the editors' view.
        about: the parts that a question for discussion takes up, by the text's id ("questions.motive").
        silent: the articles that are silent on a part.
    """

    texts: frozenset[str]
    rests: Mapping[str, frozenset[str]]
    editors: frozenset[str]
    about: Mapping[str, tuple[str, ...]]
    silent: Mapping[str, frozenset[str]]

    def said(self, line: str) -> str:
        """The id of the text that a line prints, or "" where it prints none (fixed words, names, sources)."""
        path = node(line)
        while path:
            if path in self.texts:
                return "" if _NAMES.search(path) else path
            path = path.partition("/")[2]
        return ""

    def parts(self, piece: Piece) -> set[str]:
        """The parts of the outline to which the lines of a piece belong."""
        found = {part for line, _ in piece.lines for part in _PART.findall(line)}
        return found.union(*(self.about.get(self.said(line), ()) for line, _ in piece.lines))


def claimed(comparison: Comparison) -> Claimed:
    """The texts of an outline and its articles."""
    outline, articles = comparison.outline, tuple(comparison.articles.values())
    rests: dict[str, frozenset[str]] = {}
    for statement in statements(comparison):
        for text in statement.saids:
            rests[text.id] = frozenset(reference.partition(".")[0] for reference in statement.claims)
    own = (outline.method, outline.gaps, tuple(a.profile for a in articles))
    kinds = [(str(q.id), "questions") for q in outline.questions] + [(str(t.id), "tensions") for t in outline.tensions]
    return Claimed(
        frozenset(text.id for text in saids((outline, articles))),
        rests,
        frozenset(text.id for text in saids(own)),
        {a.ask.id: tuple(f"{kind}.{name}" for name, kind in kinds if name in a.about) for a in outline.discussion},
        {f"questions.{q.id}": frozenset(a for a, p in q.positions.items() if p.is_silent) for q in outline.questions},
    )


@dataclass(frozen=True)
class Sourced:
    """What was found on sources.

    Attributes:
        found: sentences without their source, with their index in the file.
        editors: ids of the lines in which the editors name an article in their own right.
    """

    found: tuple[tuple[int, Finding], ...]
    editors: tuple[str, ...]


def sourced(m: Match, said: Claimed, voices: Voices) -> Sourced:
    """Every sentence about an article whose source is not given."""
    around = _Around(voices, said)
    for piece in m.there:
        around.note(piece)
    found, editors = [], []
    for n, piece in enumerate(m.there):
        own = [said.said(line) for line, _ in piece.lines]
        if n not in m.changed and (not any(own) or all(s.startswith("claims/") for s in own if s)):
            continue  # fixed words as they were made; a claim in the notes names its place itself
        about = voices.named(piece.text).union(*(said.rests.get(s, ()) for s in own))
        silent: set[str] = set().union(*(said.silent.get(part, ()) for part in said.parts(piece)))
        missing = about - around.sources(piece) - (silent if n not in m.changed else set())
        line = "".join(line for line, _ in piece.lines[:1])
        if missing and n not in m.changed and all(s in said.editors for s in own):
            editors.append(line)
        elif missing:
            articles = tuple(sorted(missing))
            found.append((n, Finding("unsourced", piece.place, line, piece.text, articles=articles)))
    return Sourced(tuple(found), tuple(editors))


@dataclass
class _Around:
    """The sources that a file gives, by where they stand."""

    voices: Voices
    said: Claimed
    cells: dict[tuple[int, tuple[int, int, int]], set[str]] = field(default_factory=dict)
    rows: dict[tuple[int, int, int], set[str]] = field(default_factory=dict)
    slides: dict[int, set[str]] = field(default_factory=dict)
    notes: dict[int, set[str]] = field(default_factory=dict)
    parts: dict[str, set[str]] = field(default_factory=dict)

    def note(self, piece: Piece) -> None:
        """Remember the sources that a piece gives to those around it."""
        given = self.own(piece)
        if not given:
            return
        table, row, column = piece.cell
        if table:
            self.cells.setdefault((piece.slide, piece.cell), set()).update(given)
            if column == 1 or piece.text.startswith(("[", "［")) or self._listed(piece):
                self.rows.setdefault((piece.slide, table, row), set()).update(given)
        if piece.slide:  # the audience doesn't see what is only in the notes
            (self.notes if piece.spoken else self.slides).setdefault(piece.slide, set()).update(given)
        for line, _ in piece.lines:
            for part in _PART.findall(line):
                self.parts.setdefault(part, set()).update(given)

    def own(self, piece: Piece) -> set[str]:
        """The sources in a piece itself."""
        given = self.voices.cited(piece.text, piece.links)
        given = given.union(*map(self.voices.noted, piece.notes))
        return given | self.voices.spelled(piece.text) if self._listed(piece) else given

    def sources(self, piece: Piece) -> set[str]:
        """All sources that a reader of a piece finds for it."""
        given = self.own(piece)
        table, row, column = piece.cell
        if table:
            given |= self.rows.get((piece.slide, table, row), set())
            given |= self.cells.get((piece.slide, (table, 1, column)), set())
        given |= self.slides.get(piece.slide, set())
        given |= self.notes.get(piece.slide, set()) if piece.spoken else set()
        own = {self.said.said(line) for line, _ in piece.lines}
        shown = piece.slide and not piece.spoken and not own & self.said.about.keys()
        if shown or any(s in self.said.rests and not s.startswith(_TITLED) for s in own):
            return given
        return given.union(*(self.parts.get(part, set()) for part in self.said.parts(piece)))

    @staticmethod
    def _listed(piece: Piece) -> bool:
        return any(_LISTED.search(line) for line, _ in piece.lines)
