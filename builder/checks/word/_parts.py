"""What the paragraphs of a document are for: captions, lines of sources, entries of the list, judgements. No rule."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from builder.finished.paper import Block, Paper, Paragraph, Table, paragraphs
from builder.finished.paper_forms import Run
from builder.profile.paper import PaperProfile

MARK = re.compile(r"\[\d+(?:\s*[,，、;；–—-]\s*\d+)*\]")
"""A citation mark in numbers: [3], [2, 5]."""


@dataclass(frozen=True)
class Caption:
    """A numbered caption: "Table", "1", and the paragraph."""

    label: str
    number: str
    paragraph: Paragraph


def captions(paper: Paper) -> tuple[Caption, ...]:
    """The captions whose number is a SEQ field, in order."""
    found = []
    for p in paper.flow:
        for field in paper.fields_at.get(p.at, ()):
            if field.kind == "SEQ":
                found.append(Caption(field.target, field.shows.strip(), p))
                break
    return tuple(found)


def is_caption(p: Block | None, paper: Paper) -> bool:
    """Whether it is a caption, be its number a field or typed."""
    if not isinstance(p, Paragraph):
        return False
    return p.form.style.lower() == "caption" or any(f.kind == "SEQ" for f in paper.fields_at.get(p.at, ()))


def begins(p: Block | None, words: Sequence[str]) -> bool:
    """Whether a paragraph begins with one of the words and a colon."""
    if not isinstance(p, Paragraph):
        return False
    text = p.text.lstrip()
    return any(text.startswith(word) and text[len(word) :].lstrip()[:1] in ("：", ":") for word in words)


def is_source_line(p: Block | None, profile: PaperProfile) -> bool:
    """Whether it is the line under a table or figure that says where it is from, or a note to it."""
    return begins(p, (*profile.source_words, *profile.note_words))


def entries(paper: Paper, profile: PaperProfile) -> tuple[Paragraph, ...]:
    """The entries of the list of sources."""
    return tuple(p for p in paper.flow if p.form.style in profile.entry_styles)


def source_marks(paper: Paper, profile: PaperProfile) -> frozenset[str]:
    """The bookmarks at the entries of the list of sources."""
    return frozenset(name for p in entries(paper, profile) for name in p.bookmarks)


def cites(p: Paragraph, sources: frozenset[str]) -> bool:
    """Whether a paragraph carries a source: a note, a link to an entry, or a number in brackets."""
    return bool(p.notes) or any(r.link in sources for r in p.runs if r.link) or MARK.search(p.text) is not None


def is_tag(run: Run, profile: PaperProfile) -> bool:
    """Whether a run is a tag by its style."""
    return any(run.style.startswith(style) for style in profile.tag_styles)


def has_tag(p: Paragraph, profile: PaperProfile) -> bool:
    """Whether a relation or a degree of confidence is said in words: by a tag, after a sign, or in brackets."""
    if any(c.isalpha() for r in p.runs if is_tag(r, profile) for c in r.text):
        return True
    words = "|".join(map(re.escape, profile.tag_words))
    signs = "".join(map(re.escape, profile.tag_symbols))
    return bool(words) and re.search(rf"(?:[{signs}]\s*|[（(][^（()）]*)(?:{words})", p.text) is not None


def judgements(paper: Paper, profile: PaperProfile) -> tuple[Paragraph, ...]:
    """The key judgements: the paragraphs of their styles, else the body under their heading."""
    styled = tuple(p for p in paper.flow if p.form.style in profile.judgement_styles and p.text.strip())
    if styled:
        return styled
    found: list[Paragraph] = []
    level = 0
    for p in paper.flow:
        if p.form.level and level and p.form.level <= level:
            break
        if p.form.level and not level and any(head in p.text for head in profile.judgement_heads):
            level = p.form.level
        elif level and p.text.strip() and (not p.form.level or p.form.level > level) and not _small(p, profile):
            found.append(p)
    return tuple(found)


def statement(p: Paragraph, profile: PaperProfile) -> str:
    """What a judgement says, without its bold lead, its tags and the marks of its sources."""
    runs = [r for r in p.runs if not is_tag(r, profile) and r.style not in profile.small_styles]
    first = next((n for n, r in enumerate(runs) if not r.face.bold and r.text.strip()), 0)
    return "".join(r.text for r in runs[first:]).strip()


def small(p: Paragraph, profile: PaperProfile) -> bool:
    """Whether it is no text: a caption, a line or a list of sources, contents."""
    return _small(p, profile) or is_source_line(p, profile)


def _small(p: Paragraph, profile: PaperProfile) -> bool:
    style = p.form.style
    return style in (*profile.small_styles, *profile.entry_styles) or style.lower().startswith(("toc ", "caption"))


def body_size(paper: Paper, profile: PaperProfile) -> float:
    """The size in which most of the text stands, in points; 0 where there is none."""
    counts: dict[float, int] = {}
    for p in paper.flow:
        if not p.form.level and not p.form.boxed and not small(p, profile):
            for run in p.runs:
                counts[run.face.size_pt] = counts.get(run.face.size_pt, 0) + len(run.text)
    return max(counts, key=lambda size: counts[size], default=0.0)


def after(paper: Paper, n: int) -> Block | None:
    """The block after the n-th of the body."""
    return paper.body[n + 1] if n + 1 < len(paper.body) else None


def before(paper: Paper, n: int) -> Block | None:
    """The block before the n-th of the body."""
    return paper.body[n - 1] if n else None


def inside(table: Table) -> tuple[Paragraph, ...]:
    """The paragraphs of a table."""
    return tuple(paragraphs((table,)))
