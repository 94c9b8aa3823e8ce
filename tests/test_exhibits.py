"""What is shown besides positions: charts, two-by-twos, quotes, timelines, evidence; read back from finished files."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from io import BytesIO
from itertools import combinations
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from block_manual import MOST_BYTES, PAGE, PICTURES, example, manual
from conftest import ROOT
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sample_document import PLACE, sample
from test_cases import CASES, change
from test_slides import LOOK, A, C, deck, document, heading, line, overflows, shapes_of

from builder import blocks, model, wanted
from builder.blocks import evidence, quotes
from builder.citation import Span
from builder.cite import cite
from builder.comparison import Comparison, read_comparison
from builder.formats import slides, word
from builder.formats.slides.look import read_look
from builder.formats.slides.setting import Setting
from builder.locator import Locator
from builder.ooxml.chart import chart_part
from builder.plan import plan
from builder.problem import Place, Problems
from builder.project import Project
from builder.render import press
from builder.shelf import names
from builder.template import read_template
from builder.world import World

LANGS = pytest.mark.parametrize("lang", ["zh", "en"])
PAPER = ROOT / "templates" / "briefing" / "look.docx"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def charts(lang: str) -> dict[str, model.Chart]:
    return {c.kind: c for c in sample(lang).shapes if isinstance(c, model.Chart)}  # type: ignore[arg-type]


@cache
def paper(*shapes: model.Shape, lang: str = "zh") -> bytes:
    look = model.Look(PAPER.read_bytes(), PAPER, Place(Path("plan.yaml"), 3, 7))
    return word.render(document(*shapes, lang=lang), look).data


# ---------------------------------------------------------------- charts


def cached(root: Any, path: str) -> list[str]:
    """The values that a chart's XML holds below `path`, in their order."""
    return [e.text for e in root.findall(f".//{path}//{C}pt/{C}v".replace("c:", C))]


@LANGS
def test_charts_of_every_kind_are_native_and_their_workbooks_say_the_same(lang: str) -> None:
    every = charts(lang)
    assert set(every) == {"bar", "column", "line", "stacked", "scatter"}
    topics = [s for n, c in enumerate(every.values()) for s in (replace(heading(f"图{n}"), id=f"h{n}"), c)]
    drawn = {x.name: x.chart for s in deck(slides.render(document(*topics, lang=lang), LOOK).data).slides
             for x in shapes_of(s) if x.has_chart}  # fmt: skip
    for kind, chart in every.items():
        part = drawn[chart.id].part
        labels = [model.plain(c) for c in chart.categories]
        sheet = openpyxl.load_workbook(BytesIO(part.chart_workbook.xlsx_part.blob)).active
        rows = list(sheet.iter_rows(values_only=True))
        assert [r[0] for r in rows[1:]] == labels
        for n, series in enumerate(chart.series, 1):
            assert (rows[0][n], tuple(r[n] for r in rows[1:])) == (model.plain(series.name), series.values)
        root = part._element
        if kind == "scatter":
            across, up = (tuple(str(v) for v in s.values if v is not None) for s in chart.series)
            assert tuple(cached(root, "c:xVal")) == across and tuple(cached(root, "c:yVal")) == up
            named = {
                int(e.find(f"{C}idx").get("val")): "".join(t.text for t in e.iter(f"{A}t"))
                for e in root.iter(f"{C}dLbl")
            }
            assert named == {n: labels[n] for n, v in enumerate(chart.series[1].values) if v is not None}
        else:
            plot = drawn[chart.id].plots[0]
            assert [tuple(s.values) for s in plot.series] == [s.values for s in chart.series]
            assert [s.name for s in plot.series] == [model.plain(s.name) for s in chart.series]
            assert list(plot.categories) == labels
        ids = [int(e.get("val")) for e in root.iter(C + "axId")]
        assert len(ids) == 4 and all(0 < i < 2**31 for i in ids)
        assert all(e.find(A + "ea") is not None for tag in ("defRPr", "rPr") for e in root.iter(A + tag))
        titles = ["".join(t.text for t in e.iter(f"{A}t")) for e in root.iter(f"{C}title")]
        units = [s.unit for s in chart.series] if kind == "scatter" else [chart.unit]
        assert all(any(unit in title for title in titles) for unit in units)


def test_what_is_no_number_is_left_out_and_words_stay_words() -> None:
    names_ = ["=1+1", "http://example.org", "0012", "@x"]
    for kind in ("scatter", "line"):
        values = (1.0, float("nan"), float("inf"), 4.5)
        chart = replace(
            charts("en")["scatter"],
            kind=kind,
            categories=tuple(line(f"c{n}", t) for n, t in enumerate(names_)),
            series=(model.Series(line("x", "=SUM(A1)"), values), model.Series(line("y", "Y"), (2.0, 3.0, 5.0, -4.0))),
        )
        xml, book = chart_part(chart, text_pt=14, lang="en-GB")
        assert b"nan" not in xml.lower() and b"inf" not in re.sub(b"</?[^>]*>", b"", xml) and b"{" not in xml
        sheet = openpyxl.load_workbook(BytesIO(book)).active
        column = [sheet.cell(n, 1) for n in range(2, 6)]
        assert [c.value for c in column] == names_ and {c.data_type for c in column} == {"s"}
        assert all(c.hyperlink is None for c in column) and sheet["B1"].data_type == "s"
        assert [sheet.cell(n, 2).value for n in range(2, 6)] == [1, None, None, 4.5]


def test_names_of_near_points_stand_on_different_sides() -> None:
    xml, _ = chart_part(charts("en")["scatter"], text_pt=14, lang="en-GB")
    places = re.findall(rb'<c:dLblPos val="(\w)"/><c:showLegendKey val="0"/><c:showVal val="1"/>', xml)
    assert len(places) == 4 and places[0] != b"r", "East Gate, near the right edge and Riverside, is named at its left"


def test_a_scatter_chart_stands_in_a_paper_too() -> None:
    chart = charts("zh")["scatter"]
    related = docx.Document(BytesIO(paper(heading(), chart))).part.rels.values()
    [part] = [r.target_part for r in related if r.reltype.endswith("/chart")]
    assert b"scatterChart" in part.blob and "管龄（年）".encode() in part.blob


# ---------------------------------------------------------------- two by two


def two_by_two(steps: list[tuple[int, int]], corners: bool = True) -> model.TwoByTwo:
    whole = next(s for s in sample("zh").shapes if isinstance(s, model.TwoByTwo))
    items = tuple(
        model.Placed(line(f"i{n}@zh", f"第{n}项"), line(f"b{n}@zh", "编者这样看"), x, y, "某处")
        for n, (x, y) in enumerate(steps)
    )
    return replace(whole, items=items, corners=whole.corners if corners else ())


step = st.integers(0, 3)


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(step, step), min_size=1, max_size=8), st.booleans())
def test_no_dot_covers_another_and_each_stands_in_its_quadrant(steps: list[tuple[int, int]], corners: bool) -> None:
    data = slides.render(document(heading(), two_by_two(steps, corners)), LOOK).data
    assert overflows(data, "zh") == []
    seen = 0
    for slide in deck(data).slides:
        shapes = {s.name: s for s in shapes_of(slide)}
        dots = {n: shapes[f"i{n}@zh/dot/number"] for n in range(len(steps)) if f"i{n}@zh/dot/number" in shapes}
        for a, b in combinations(dots.values(), 2):
            far = ((a.left - b.left) ** 2 + (a.top - b.top) ** 2) ** 0.5
            assert far >= (a.width + b.width) / 2
        for n, dot in dots.items():
            x, y = steps[n]
            quarter = shapes[f"places/quadrant.{1 + (x > 1) + 2 * (y < 2)}"]
            assert quarter.left <= dot.left and dot.left + dot.width <= quarter.left + quarter.width
            assert quarter.top <= dot.top and dot.top + dot.height <= quarter.top + quarter.height
            seen += 1
    assert seen >= len(steps)


@LANGS
def test_the_alternative_text_of_a_two_by_two_says_who_stands_where(lang: str) -> None:
    shape = next(s for s in sample(lang).shapes if isinstance(s, model.TwoByTwo))
    slide = deck(slides.render(document(heading(), shape, lang=lang), LOOK).data).slides[0]
    group = next(s for s in slide.shapes if s.name == "places")
    assert next(e.get("descr") for e in group._element.iter() if e.tag.endswith("cNvPr")) == shape.summary
    numbers = [s.text_frame.text for s in shapes_of(slide) if "/dot/number" in s.name]
    assert numbers == [str(n) for n in range(1, len(shape.items) + 1)]


def test_in_a_paper_a_two_by_two_is_a_table_of_four_quadrants() -> None:
    shape = next(s for s in sample("zh").shapes if isinstance(s, model.TwoByTwo))
    [table] = docx.Document(BytesIO(paper(heading(), shape))).tables
    cells = [[c.text for c in row.cells] for row in table.rows]
    assert [cells[0][1:], [cells[1][0], cells[2][0]]] == [["容易", "困难"], ["大", "小"]]
    assert cells[1][1].startswith("先做\n1. 清淤（横1纵4）：不动管线") and "2. 逐时监测" in cells[1][1]
    assert "3. 管网扩容" in cells[1][2] and "4. 退出河滩" in cells[1][2]
    assert "5. 公开图纸" in cells[2][1] and cells[2][2] == "暂缓\n–"
    assert table._tbl.tblPr.find(f"{W}tblDescription").get(f"{W}val") == shape.summary


# ---------------------------------------------------------------- timelines, marks


def test_what_has_no_date_stands_beside_the_axis_and_not_on_it() -> None:
    timeline = next(s for s in sample("zh").shapes if isinstance(s, model.Timeline))
    found = deck(slides.render(document(heading(), timeline), LOOK).data).slides
    assert len(found) == 1
    shapes = {s.name: s for s in shapes_of(found[0])}
    axis, panel = shapes["time/axis"], shapes["time/undated.panel"]
    assert axis.left + axis.width < panel.left
    for undated in ("time.7@zh", "time.8@zh"):
        assert shapes[f"{undated}/moment"].left > panel.left and f"{undated}/dot" not in shapes
    assert shapes["time.6@zh/dot"].left + shapes["time.6@zh/dot"].width <= axis.left + axis.width
    only = replace(timeline, items=timeline.items[-2:])
    assert [
        s for s in shapes_of(deck(slides.render(document(heading(), only), LOOK).data).slides[0]) if "/axis" in s.name
    ] == []


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 80), st.sampled_from(["", "。", "”", "）。"]))
def test_a_mark_never_stands_alone_on_a_line(count: int, end: str) -> None:
    item = model.Cited("gu", "d1", Locator(("三",)), "", 1, "[1]", "顾文", "三")
    spans = tuple(Span(t, raised=True) for t in ("[", "1", ",", "2", "]"))
    mark = model.Cite((item,), PLACE, "mark", spans, spans)
    setting = Setting(read_look(LOOK), "zh", {})
    words = setting.set(line("p@zh", "城" * count + end, mark), setting.look.style("text", "body"))
    assert not setting.wrap(words, 300)[-1].strip("\u00a0").startswith("[")
    assert [r.text for r in words.runs if r.raised] == ["\u00a0[1,2]"]


# ---------------------------------------------------------------- blocks


@pytest.fixture
def rich(project: Path) -> Path:
    """The project of tests/cases/every_block."""
    case = next(c for c in CASES if c.name == "every_block")
    for one in (case / "change.txt").read_text("utf-8").split("\n\n"):
        change(project, one)
    return project


def world(project: Path, lang: str) -> tuple[Comparison, World]:
    comparison = read_comparison(project / "outlines/case.yaml", project)
    template = read_template(project / "templates/plain", Path("templates/plain"), {})
    return comparison, World(comparison, lang, template.words, template.place)


def document_of(project: Path, template: str, lang: str = "zh") -> model.Document:
    comparison = read_comparison(project / "outlines/case.yaml", project)
    by = press(wanted(comparison, template, lang)[0], Project(project, project / "out").templates(), project)
    return cite(plan(comparison, by.template, lang), comparison)


def test_words_in_another_language_have_a_paraphrase_under_them(rich: Path) -> None:
    for lang, glossed in (("zh", [False, True]), ("en", [True, False])):  # Zhou’s record says that it is in English
        comparison, seen = world(rich, lang)
        made = [
            s for s in quotes.lower(quotes.Fields(comparison.outline.quotes[0]), seen) if isinstance(s, model.Quote)
        ]
        assert [q.gloss is not None for q in made] == glossed
        assert [model.plain(q.line).strip("“”") for q in made] == ["乘客先走，亏损在后", "人工与空驶合计七成"]
        assert all(model.plain(q.gloss).startswith(seen.word("paraphrase")) for q in made if q.gloss)


def test_evidence_has_a_row_for_every_claim_and_says_its_mode(rich: Path) -> None:
    comparison, seen = world(rich, "en")
    for article in comparison.articles.values():
        table = next(iter(evidence.lower(evidence.Fields(article), seen)))
        assert isinstance(table, model.Table) and table.id == f"evidence.{article.id}"
        assert [model.plain(row[0].lines[0]) for row in table.rows] == [c.id for c in article.claims]
        assert {model.plain(row[4].lines[0]) for row in table.rows} == {"■ Asserts", "▶ Recommends"}
    table = next(iter(evidence.lower(evidence.Fields(comparison.outline.judgements), seen)))
    assert isinstance(table, model.Table)
    assert len(table.rows) == sum(len(j.rests_on) for j in comparison.outline.judgements)
    ids = [x.id for x in model.lines_of(table)]
    assert len(ids) == len(set(ids))


def test_evidence_of_anything_else_is_a_problem(rich: Path) -> None:
    (rich / "templates/plain/plan.yaml").write_text(
        "format: text\nsteps:\n  - {block: evidence, of: outline.tensions}\n", "utf-8"
    )
    with pytest.raises(Problems) as said:
        document_of(rich, "plain")
    assert said.value.found[0].message == "expected article or question or a list of judgement, found a list"


def test_the_agenda_leads_to_sections_that_are_no_session(rich: Path) -> None:
    shapes = document_of(rich, "seminar").shapes
    [agenda] = [s for s in shapes if isinstance(s, model.Agenda)]
    sections = [s for s in shapes if isinstance(s, model.Heading) and s.level == 1 and s.numbered]
    assert [i.target for i in agenda.items] == [s.id for s in sections] and len(sections) == 2
    assert [i.aside for i in agenda.items] == ["30分钟", ""]


# ---------------------------------------------------------------- docs/blocks.md


def test_the_manual_of_blocks_says_what_the_blocks_say() -> None:
    assert PAGE.read_text("utf-8") == manual(), "run python tests/block_manual.py"


@pytest.mark.parametrize("name", list(names(blocks)))
def test_every_block_has_an_example_and_a_small_picture(name: str) -> None:
    assert example(name)
    picture = PICTURES / f"{name}.png"
    assert picture.is_file() and picture.stat().st_size <= MOST_BYTES, f"run python tests/block_manual.py {name}"
