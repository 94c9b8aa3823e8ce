"""Collate: one YAML outline that compares articles becomes a Word briefing and a PowerPoint deck with the same sources.

    load -> check -> verify -> plan -> cite -> render -> proof -> keep -> write

`build` below is that picture in code; docs/house.md shows the rooms, and which may know which.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from builder.check import check, check_words
from builder.cite import cite
from builder.comparison import Comparison, read_comparison
from builder.evidence_lock import NAME as LOCK
from builder.keep import Outcome, keep
from builder.load import Str
from builder.model import Document, Made, cited_in, lines_of
from builder.outline import Output
from builder.plan import plan
from builder.problem import every
from builder.project import Project
from builder.proof import Proof, proofread, settle
from builder.render import Press, press, render
from builder.trace_page import Use, page, sentences, uses
from builder.verify import bodies, verify

__version__ = "0.1.0"


@dataclass(frozen=True)
class Built:
    """One file that stands in out/ now: what became of it, and what is in it."""

    kept: Outcome
    slides: int
    claims: int
    sources: int
    seconds: float

    @property
    def path(self) -> Path:
        """Where it stands."""
        return self.kept.path

    @property
    def changed(self) -> bool:
        """Whether it had to be written."""
        return self.kept.changed


def compose(comparison: Comparison, by: Press, styles: Path) -> Document:
    """The document of one output: planned, and cited."""
    return cite(plan(comparison, by.template, by.output.lang, by.fields), comparison, styles)


@dataclass(frozen=True)
class Hands:
    """Who does the work of a build; `watch` lends others, which remember what they did for the same input."""

    read: Callable[..., tuple[Comparison, tuple[Output, ...], int]]
    press: Callable[..., Press] = press
    compose: Callable[..., Document] = compose
    render: Callable[..., Made] = render
    proofread: Callable[..., Proof] = proofread
    page: Callable[..., str] = page


def build(
    outline: Path,
    project: Project,
    *,
    template: str = "",
    lang: str = "",
    strict: bool = False,
    pages: bool = False,
    force: bool = False,
    say: Callable[[str], None] = lambda line: None,
    hands: Hands | None = None,
) -> list[Built]:
    """Build the outputs of one outline: all of them, or those of one template or language.

    What people have done to a file that is there is kept (`builder.keep`).

    Args:
        outline: the outline's file.
        project: the folders around it.
        template, lang: only these.
        strict: warnings stop the build.
        pages: tables of contents get page numbers, counted by LibreOffice: not the same on every machine.
        force: what people have done to the files is given up, with backups.
        say: told every warning.
        hands: who does the work.

    Raises:
        Problems: all problems of the first stage that found any. No file has been touched then.
    """
    hands = hands or Hands(read)
    comparison, outputs, _ = hands.read(outline, project, template=template, lang=lang, strict=strict, say=say)
    presses = every(lambda output: hands.press(output, project.templates(), project.root), outputs)
    for warning in check_words((by.template for by in presses), comparison.glossary, strict=strict):
        say(str(warning))

    def make(by: Press) -> tuple[Document, Made, float]:
        start = time.perf_counter()
        document = hands.compose(comparison, by, project.styles)
        return document, hands.render(document, by, pages=pages), time.perf_counter() - start

    finished = list(zip(presses, every(make, presses), strict=True))
    minutes = comparison.outline.all_minutes
    proofs = every(lambda one: hands.proofread(one[0], one[1][1].data, minutes=minutes), finished)
    for warning in settle(proofs, strict=strict):
        say(str(warning))

    folder = project.folder(comparison.id)
    built: list[Built] = []
    found: list[Use] = []
    for by, (document, made, seconds) in finished:
        outcome = keep(folder / by.file_name, made.data, document.date, force=force)
        cited = [c for shape in document.shapes for c in cited_in(lines_of(shape))]
        claims = len({(c.article, c.claim) for c in cited if c.claim})
        built.append(Built(outcome, made.slides, claims, len({c.article for c in cited}), seconds))
        found += uses(by.file_name, document, made)
    if found and not (template or lang):  # a page on some of the files would hide the others
        start = time.perf_counter()
        passages = sentences(comparison, bodies(comparison, project.texts(outline)))
        traced = hands.page(comparison, tuple(found), outputs[0].lang, passages).encode("utf-8")
        outcome = keep(folder / "trace.html", traced, str(comparison.outline.date.text))
        claims = sum(len(article.claims) for article in comparison.articles.values())
        seconds = time.perf_counter() - start
        built.append(Built(outcome, 0, claims, len(comparison.articles), seconds))
    return built


def read(
    outline: Path,
    project: Project,
    *,
    template: str = "",
    lang: str = "",
    strict: bool = False,
    say: Callable[[str], None] = lambda line: None,
) -> tuple[Comparison, tuple[Output, ...], int]:
    """Load an outline with its articles, and check all that can be checked before anything is planned.

    Returns:
        The comparison, the outputs wanted of it, and how many quotes were found in the articles' texts.

    Raises:
        Problems: all problems of the first stage that found any.
    """
    comparison = read_comparison(outline, project.root)
    outputs = wanted(comparison, template, lang)
    for warning in check(comparison, (o.lang for o in outputs), strict=strict):
        say(str(warning))
    lock = outline.parent / LOCK
    return comparison, outputs, verify(comparison, project.texts(outline), lock, strict=strict, say=say)


def wanted(comparison: Comparison, template: str = "", lang: str = "") -> tuple[Output, ...]:
    """The outline's outputs, or those asked for, which need not be listed in it."""
    listed = comparison.outline.outputs
    chosen = tuple(o for o in listed if template in ("", o.template) and lang in ("", o.lang))
    if chosen or not listed:
        return chosen
    first = listed[0]
    name, tongue = (
        Str(template or first.template, first.template.place),
        Str(lang or first.lang, first.lang.place),
    )
    return (Output(name, tongue, first.place),)
