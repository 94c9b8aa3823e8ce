"""Every slide of the shipped decks, read back with python-pptx: titles, order, alternative texts, languages, links."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pptx
import pytest
from pptx.enum.shapes import MSO_SHAPE_TYPE

DECKS = [
    pytest.param(
        (outline, template, lang), id=f"{outline}-{template}-{lang}", marks=pytest.mark.slow if lang == "en" else ()
    )
    for outline in ("tech-rivalry", "ai-seminar")
    for template in ("seminar", "boardroom")
    for lang in ("zh", "en")
]
DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
TOLERANCE = 0.1  # of the slide's height: shapes that far apart stand in one row (docs/rules.md, rule 20)


@pytest.fixture(scope="module", params=DECKS)
def deck(request: pytest.FixtureRequest, shipped: Callable[[str, str, str], Path]) -> Any:
    outline, template, lang = request.param
    made = pptx.Presentation(str(shipped(outline, template, lang)))
    made.lang = lang
    return made


def inner(shapes: Any) -> Iterator[Any]:
    """All shapes, those of groups too."""
    for shape in shapes:
        yield shape
        if shape.shape_type == MSO_SHAPE_TYPE.GROUP:
            yield from inner(shape.shapes)


def named(shape: Any) -> Any:
    return shape._element.xpath(".//p:cNvPr")[0]


def test_the_title_comes_first_and_what_is_higher_before_what_is_lower(deck: Any) -> None:
    for n, slide in enumerate(deck.slides, 1):
        shapes = [s for s in slide.shapes if not (s.is_placeholder and s.placeholder_format.type in (13, 15, 16))]
        if n > 1:
            assert shapes[0].shape_id == slide.shapes.title.shape_id, f"slide {n}"
        body = [s for s in shapes[1:] if not s.is_placeholder]
        for before, after in pairwise(body):
            higher = after.top + after.height <= before.top - TOLERANCE * deck.slide_height
            assert not higher or after.left >= before.left + before.width, f"slide {n}: {after.name} is read late"


def test_titles_are_there_once_and_not_empty(deck: Any) -> None:
    titles = [slide.shapes.title.text_frame.text.strip() for slide in deck.slides]
    assert all(titles) and len(set(titles)) == len(titles)


def test_what_is_seen_is_told_or_called_an_ornament(deck: Any) -> None:
    told = 0
    for n, slide in enumerate(deck.slides, 1):
        for shape in inner(slide.shapes):
            graphic = shape.shape_type in (MSO_SHAPE_TYPE.PICTURE, MSO_SHAPE_TYPE.LINE, MSO_SHAPE_TYPE.GROUP)
            graphic = graphic or getattr(shape, "has_chart", False) or getattr(shape, "has_table", False)
            if graphic:
                ornament = any(e.get("val") == "1" for e in shape._element.iter(DECORATIVE))
                assert named(shape).get("descr") or ornament, f"slide {n}: {shape.name}"
                told += 1
    assert told > 10


def test_every_run_says_its_language(deck: Any) -> None:
    own, runs = {"zh": "zh-CN", "en": "en-GB"}[deck.lang], 0
    for n, slide in enumerate(deck.slides, 1):
        seen = [*slide.shapes, *(slide.notes_slide.shapes if slide.has_notes_slide else [])]
        for shape in seen:
            for run in shape._element.xpath(".//a:r[a:t[normalize-space()]]"):
                lang = run.xpath("string(a:rPr/@lang)")
                assert lang in (own, "zh-CN", "en-GB"), f"slide {n}: {run.xpath('string(a:t)')!r} is in '{lang}'"
                runs += lang == own
    assert runs > 100


def test_every_inner_link_leads_to_a_slide(deck: Any) -> None:
    there = {slide.part.partname for slide in deck.slides}
    links = 0
    for n, slide in enumerate(deck.slides, 1):
        for click in slide._element.xpath(".//a:hlinkClick[@action='ppaction://hlinksldjump']"):
            relation = click.get("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id")
            assert slide.part.related_part(relation).partname in there, f"slide {n}"
            links += 1
    assert links > 5
