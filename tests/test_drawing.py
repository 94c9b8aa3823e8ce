"""How slides are drawn, seen by a reader: whole words, ordered sources, quotes at one height, dates in words."""

from __future__ import annotations

import random
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from test_exhibits import rich, world  # noqa: F401 (a fixture)
from test_slides import LOOK, PLACE, deck, document, heading, line, overflows, shapes_of

from builder import fit, locator, model
from builder.blocks import method, quotes, timeline
from builder.formats import slides
from builder.load import Str

LONG = ("interdisciplinary", "unrestricted", "breakthroughs", "mobilisation", "internationalisation")


def drawn(*shapes: model.Shape, lang: str = "en") -> list[Any]:
    data = slides.render(document(heading("A page"), *shapes, lang=lang), LOOK).data
    assert overflows(data, lang) == []
    return list(deck(data).slides)


def test_no_word_of_a_table_is_cut() -> None:
    columns = (
        model.Column(line("c0@en", "Question"), role="label"),
        *(model.Column(line(f"c{n}@en", f"Article {n}"), role="brief") for n in range(1, 6)),
        model.Column(line("c6@en", "Relation"), role="tag"),
    )
    said = ["Talent", *(f"{word} {'training and better pay ' * (n % 2 * 2)}" for n, word in enumerate(LONG))]
    lines = [[*said, "◐ Partly agree"], ["State and firms", *["no advice"] * 5, "○ Differ"]]
    rows = tuple(
        tuple(model.Cell((line(f"r{r}.{c}@en", text.strip()),)) for c, text in enumerate(row))
        for r, row in enumerate(lines)
    )
    face = fit.face("Calibri")
    [table] = [x.table for s in drawn(model.Table("t", columns, rows, "A table")) for x in s.shapes if x.has_table]
    for row in table.rows:
        for cell, column in zip(row.cells, table.columns, strict=True):
            inner_pt = (column.width - cell.margin_left - cell.margin_right) / 12700
            for run in cell.text_frame.paragraphs[0].runs:
                for word in run.text.split():
                    form = fit.Run(word, run.font.size.pt, bold=bool(run.font.bold))
                    assert fit.wrap([form], inner_pt, face) == (word,) or "-" in word, (word, inner_pt)


def cited(*places: str, lang: str) -> model.Cite:
    found = [locator.parse(at) for at in places]
    items = (model.Cited("gu", f"d{n}", at, "", 1, "[1]", "Gu", locator.shown(at, lang)) for n, at in enumerate(found))
    return model.Cite(tuple(items), PLACE)


@pytest.mark.parametrize(
    ("places", "zh", "en"),
    [
        (("三（一）¶2", "摘要", "一", "一（二）¶1", "三（一）¶1", "结语¶3", "引言¶1", "三（一）¶2", "三（一）¶3"),
         "引言第1段、一、一（二）第1段、三（一）第1—3段、结语第3段、摘要",
         "introduction ¶1, §1, §1(2) ¶1, §3(1) ¶1–3, conclusion ¶3, abstract"),
        (("¶10", "¶9", "¶2", "¶7"), "第2段、第7段、第9—10段", "¶2, ¶7, ¶9–10"),
        (("p. 112", "p. 9", "p. 12-14"), "第9页、第12—14页、第112页", "p. 9, pp. 12–14, p. 112"),
        (("十一¶1", "九¶2", "一（二）¶2", "二（一）¶3"),
         "一（二）第2段、二（一）第3段、九第2段、十一第1段", "§1(2) ¶2, §2(1) ¶3, §9 ¶2, §11 ¶1"),
    ],
)  # fmt: skip
def test_the_places_of_an_article_follow_its_text(places: tuple[str, ...], zh: str, en: str) -> None:
    for lang, want in (("zh", zh), ("en", en)):
        [slide] = drawn(model.Para(line(f"p@{lang}", "Much is cited.", cited(*places, lang=lang))), lang=lang)
        said = next(s for s in slide.placeholders if s.placeholder_format.idx == 21).text_frame.text
        assert said.endswith(f"[1] Gu {want}"), said


def test_places_rank_as_they_follow_in_a_text() -> None:
    ordered = [
        "前言¶1",
        "引言",
        "引言¶1",
        "一",
        "一¶1",
        "一（一）",
        "一（一）¶2",
        "一（二）¶1",
        "二",
        "十¶1",
        "结语",
        "摘要",
    ]
    places = [locator.parse(at) for at in ordered]
    for seed in range(5):
        mixed = random.Random(seed).sample(places, len(places))
        assert sorted(mixed, key=locator.rank) == places


def quote(n: int, words: str, gloss: str = "") -> model.Quote:
    said = line(f"q{n}.gloss@en", gloss) if gloss else None
    return model.Quote(line(f"q{n}@en", f"“{words}”"), line(f"q{n}.by@en", "— Gu"), said)


def top_of_words(shape: Any) -> int:
    body = shape.text_frame._txBody.bodyPr
    assert body.get("anchor") == "t"
    return int(shape.top) + int(body.get("tIns"))


def test_quotes_of_a_row_begin_at_one_height() -> None:
    uneven = [quote(0, "short"), quote(1, "a much longer sentence that needs more than a line " * 3)]
    [slide] = drawn(*uneven)
    tops = [top_of_words(s) for s in shapes_of(slide) if s.name.endswith("/words")]
    assert len(tops) == 2 and len(set(tops)) == 1


@pytest.mark.parametrize(("gloss", "columns", "rows"), [("", 1, 3), ("Or: " + "a paraphrase " * 16, 2, 2)])
def test_three_quotes_leave_no_empty_quarter(gloss: str, columns: int, rows: int) -> None:
    [slide] = drawn(*(quote(n, "words of an article", gloss) for n in range(3)))
    found = [s for s in shapes_of(slide) if s.name.endswith("/words")]
    assert (len({s.left for s in found}), len({s.top for s in found})) == (columns, rows)
    ends = [s.left + s.width for s in found]
    assert found[2].left == found[0].left and abs(ends[2] - max(ends)) < 20


def moments(*dates: str) -> model.Timeline:
    items = (model.Moment(d, d, line(f"m{n}@en", "Something is announced")) for n, d in enumerate(dates))
    return model.Timeline("timeline", tuple(items), "Events")


def dots(slide: Any) -> list[int]:
    return [int(s.left) for s in shapes_of(slide) if s.name.endswith("/dot")]


def test_a_timeline_is_to_scale_or_says_that_it_is_not() -> None:
    words = {**document(lang="en").words, "not_to_scale": "Not to scale."}
    for dates, even in (
        (("2000", "2010", "2030"), False),
        (("2000", "2001", "2030"), True),
        (tuple(f"20{n:02}-0{n % 8 + 1}" for n in range(4, 30)), True),
    ):
        doc = document(heading("A page"), moments(*dates), lang="en")
        data = slides.render(model.Document(**{**vars(doc), "words": words}), LOOK).data
        assert overflows(data, "en") == []
        found = list(deck(data).slides)
        for slide in found:
            gaps = {b - a for a, b in pairwise(dots(slide))}
            assert (max(gaps) - min(gaps) < 20) == even
            assert ("Not to scale." in [s.text_frame.text for s in slide.shapes if s.has_text_frame]) == even
        assert (len(found) > 1) == (len(dates) > 20)


@pytest.mark.parametrize(
    ("iso", "zh", "en"),
    [
        ("2022", "2022年", "2022"),
        ("2023-05", "2023年5月", "May 2023"),
        ("2025-01-07", "2025年1月7日", "7 January 2025"),
        ("XXXX-04-16", "4月16日（未注年份）", "16 April (no year)"),
        ("XXXX", "未注日期", "undated"),
        ("XXXX-04", "4月（未注年份）", "April (no year)"),
    ],
)
def test_dates_are_said_in_words(rich: Path, iso: str, zh: str, en: str) -> None:  # noqa: F811
    for lang, want in (("zh", zh), ("en", en)):
        comparison, seen = world(rich, lang)
        event = comparison.outline.events[0]
        object.__setattr__(event, "date", Str(iso, event.place))
        [shape] = [s for s in timeline.lower(timeline.Fields(), seen) if isinstance(s, model.Timeline)]
        assert want in [m.when for m in shape.items if m.lane == "event"]


def test_the_key_has_a_line_for_relations_and_one_for_confidence(rich: Path) -> None:  # noqa: F811
    _, seen = world(rich, "en")
    found = [s for s in method.lower(method.Fields(), seen) if isinstance(s, model.Para) and s.role == "note"]
    kinds = [{p.kind for p in s.line.parts if isinstance(p, model.Tag)} for s in found]
    assert kinds == [{"relation"}, {"confidence"}]
    assert all(model.plain(s.line).rstrip() == model.plain(s.line) for s in found)


def test_a_forecast_is_told_behind_a_name_with_a_blank_before_the_bracket(rich: Path) -> None:  # noqa: F811
    for lang, want in (("en", r"\w \(forecast\)"), ("zh", r"\S（预测）")):
        comparison, seen = world(rich, lang)
        quoted = comparison.outline.quotes[0]
        _, claim = comparison.claim(quoted.claims[0]) or pytest.fail("no claim")
        object.__setattr__(claim, "mode", "forecasts")
        made = [s for s in quotes.lower(quotes.Fields(quoted), seen) if isinstance(s, model.Quote)]
        assert re.search(want, model.plain(made[0].by))
