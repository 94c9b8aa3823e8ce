"""Decks, read back with libraries that did not write them: what stands there, for whom, and whether it fits."""

from __future__ import annotations

import colorsys
import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from openxml_audit import validate_pptx
from pptx import Presentation
from rendering import has_libreoffice, to_pdf
from sample_document import PLACE, sample

from builder import fit, model
from builder.citation import Span
from builder.formats.slides import render
from builder.formats.slides.needed import needed_layouts, needed_parts
from builder.locator import Locator
from builder.ooxml.chart import chart_part
from builder.ooxml.steady import steady
from builder.problem import Place, Problems

ROOT = Path(__file__).parents[1]
LOOK_FILE = ROOT / "templates" / "seminar" / "look.pptx"
LOOK = model.Look(LOOK_FILE.read_bytes(), LOOK_FILE, Place(Path("plan.yaml"), 3, 7))
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
HAN = re.compile("[\u3400-\u9fff]")
LANGS = pytest.mark.parametrize("lang", ["zh", "en"])
AT = Locator(("三", "一"), 1)
PITCH_EM = {"zh": 1.32, "en": 1.2}  # 微软雅黑 is that high


@cache
def made(lang: str) -> model.Made:
    return render(sample(lang), LOOK)


def deck(data: bytes) -> Any:
    return Presentation(BytesIO(data))


def document(*shapes: model.Shape, lang: str = "zh") -> model.Document:
    return replace(sample(lang), shapes=shapes)


def line(id: str, text: str, *more: model.Inline) -> model.Line:
    return model.Line(id, (model.Text(text), *more))


def heading(text: str = "一页") -> model.Heading:
    return model.Heading("h", line("h@zh", text), 2)


def shapes_of(slide: Any) -> Iterator[Any]:
    """Every shape, those in groups too."""
    for shape in slide.shapes:
        yield shape
        if shape.shape_type == 6:
            yield from shape.shapes


def titles(data: bytes) -> list[str]:
    return [s.shapes.title.text_frame.text for s in deck(data).slides]


# ---------------------------------------------------------------- what stands there


@LANGS
def test_titles_are_filled_and_unique(lang: str) -> None:
    found = titles(made(lang).data)
    assert all(found)
    assert len(set(found)) == len(found) == made(lang).slides


@LANGS
def test_nothing_is_left_empty_or_over(lang: str) -> None:
    for slide in deck(made(lang).data).slides:
        for shape in slide.placeholders:
            assert not shape.has_text_frame or shape.text_frame.text.strip(), (slide.slide_id, shape.name)
    text = " ".join(titles(made(lang).data))
    assert "{{" not in text and " · The message" not in text
    assert "Collate Parts" not in [x.name for x in deck(made(lang).data).slide_layouts]


@LANGS
def test_every_line_is_drawn_and_found_under_its_id(lang: str) -> None:
    doc, units = sample(lang), made(lang).units
    ids = [u.id for u in units]
    assert len(ids) == len(set(ids))
    skipped = {doc_line.id for s in doc.shapes if isinstance(s, model.Contents) for doc_line in model.lines_of(s)}
    for shape in doc.shapes:
        for one in model.lines_of(shape):
            if isinstance(shape, model.Chart) and one is shape.source and isinstance(one.parts[0], model.Cite):
                continue  # all it says stands in the source line
            assert one.id in ids or one.id in skipped, one.id
    file = deck(made(lang).data)
    named = {(n, s.name): s for n, slide in enumerate(file.slides, 1) for s in shapes_of(slide)}
    checked = 0
    for unit in units:
        kind, _, number = unit.where.partition(" ")
        if kind == "slide" and (int(number), unit.id) in named:
            assert named[int(number), unit.id].text_frame.text == unit.text
            checked += 1
        if kind == "notes":
            assert unit.text in file.slides[int(number) - 1].notes_slide.notes_text_frame.text
    assert checked > 80


@LANGS
def test_slides_that_cite_have_a_source_line(lang: str) -> None:
    word = {"zh": "资料来源：", "en": "Sources: "}[lang]
    count = 0
    for slide in list(deck(made(lang).data).slides)[:-1]:
        rest = [s for s in shapes_of(slide) if not (s.is_placeholder and s.placeholder_format.idx == 21)]
        texts = [s.text_frame.text for s in rest if s.has_text_frame]
        texts += [c.text for s in rest if s.has_table for row in s.table.rows for c in row.cells]
        cited = set(re.findall(r"\[\d\]", " ".join(texts)))
        sources = [s for s in slide.placeholders if s.placeholder_format.idx == 21]
        if cited:
            count += 1
            said = sources[0].text_frame.text
            assert said.startswith(word)
            labels = re.findall(r"\[\d\]", said)
            assert cited <= set(labels) and labels == sorted(set(labels))
    assert count > 8


def test_source_line_names_articles_and_places() -> None:
    slide = next(s for s in deck(made("zh").data).slides if s.shapes.title.text_frame.text.startswith("三文同病"))
    said = next(s for s in slide.placeholders if s.placeholder_format.idx == 21).text_frame.text
    expected = "资料来源：[1] 顾文 一第2段、三第1段；[2] 许文 二第1段、四第3段；[3] 罗平文 一第4段、二第2段"
    assert said == expected


def test_a_long_source_line_drops_places_of_the_longest_first() -> None:
    def cite(article: str, n: int) -> model.Cite:
        number = {"gu": 1, "xu": 2}[article]
        item = model.Cited(article, f"d{n}", AT, "", number, f"[{number}]", article, f"三（一）第{n}段")
        return model.Cite((item,), PLACE, "mark", ())

    many = (*tuple(cite("gu", n) for n in range(1, 40)), cite("xu", 1))
    doc = document(heading(), model.Para(line("p@zh", "很多出处", *many)))
    slide = deck(render(doc, LOOK).data).slides[0]
    said = next(s for s in slide.placeholders if s.placeholder_format.idx == 21).text_frame.text
    assert "等；[2] xu 三（一）第1段" in said
    assert len(said) < 180


@LANGS
def test_notes_stand_on_every_slide_but_sections(lang: str) -> None:
    for slide in deck(made(lang).data).slides:
        if slide.slide_layout.name == "Collate Section":
            continue
        assert slide.has_notes_slide and slide.notes_slide.notes_text_frame.text.strip()


# ---------------------------------------------------------------- for whom


@LANGS
def test_alternative_text_or_decorative(lang: str) -> None:
    for slide in deck(made(lang).data).slides:
        for shape in shapes_of(slide):
            mark = next(e for e in shape._element.iter() if e.tag == P + "cNvPr")
            if shape._element.tag in (P + "graphicFrame", P + "grpSp", P + "pic"):
                assert mark.get("descr"), shape.name
            elif not (shape.has_text_frame and shape.text_frame.text):
                assert b"decorative" in etree.tostring(mark), shape.name


@LANGS
def test_every_run_says_its_language(lang: str) -> None:
    for slide in deck(made(lang).data).slides:
        for part in (slide, *([slide.notes_slide] if slide.has_notes_slide else [])):
            for run in part._element.iter(A + "r"):
                text, said = run.find(A + "t").text or "", run.find(A + "rPr").get("lang")
                if HAN.search(text):
                    assert said == "zh-CN", text
                elif lang == "en":
                    assert said == "en-GB", text


@LANGS
def test_links_lead_to_slides_that_are_there(lang: str) -> None:
    file = deck(made(lang).data)
    there = {s.part for s in file.slides}
    count = 0
    for slide in file.slides:
        for click in slide._element.iter(A + "hlinkClick"):
            target = slide.part.rels[click.get(R + "id")]
            if click.get("action"):
                assert target.target_part in there
                count += 1
            else:
                assert target.target_ref == "https://example.org/method"
    assert count >= 12


@LANGS
def test_agenda_leads_to_its_sections(lang: str) -> None:
    file = deck(made(lang).data)
    agenda = next(s for s in file.slides if any(x.name.startswith("agenda.1@") for x in shapes_of(s)))
    shape = next(x for x in shapes_of(agenda) if x.name == f"agenda.2@{lang}")
    target = shape.click_action.target_slide
    assert target.slide_layout.name == "Collate Section"
    assert target.shapes.title.text_frame.text == {"zh": "证据", "en": "The evidence"}[lang]


@LANGS
def test_sections_hold_every_slide_once(lang: str) -> None:
    root = deck(made(lang).data).part._element
    p14 = "{http://schemas.microsoft.com/office/powerpoint/2010/main}"
    sections = list(root.iter(p14 + "section"))
    numbers = [int(e.get("id")) for s in sections for e in s.iter(p14 + "sldId")]
    assert numbers == [int(e.get("id")) for e in root.iter(P + "sldId")]
    assert [s.get("name") for s in sections][1:] == {
        "zh": ["病根", "证据", "先后"],
        "en": ["The cause", "The evidence", "The order"],
    }[lang]


@LANGS
def test_titles_come_first_and_footers_last(lang: str) -> None:
    for slide in deck(made(lang).data).slides:
        order = [s.placeholder_format.idx if s.is_placeholder else None for s in slide.shapes]
        assert order[0] == 0
        if slide.slide_layout.name != "Collate Cover":
            assert order[-2:] == [11, 12]


@LANGS
def test_no_colour_and_no_font_but_the_looks(lang: str) -> None:
    for slide in deck(made(lang).data).slides:
        xml = etree.tostring(slide._element).decode()
        assert "srgbClr" not in xml
        assert set(re.findall(r'typeface="([^"]*)"', xml)) <= {"Segoe UI Symbol", "Arial"}  # Arial: the bullet's font
        assert "spAutoFit" not in xml


@LANGS
def test_sizes_stay_readable_and_few(lang: str) -> None:
    for slide in deck(made(lang).data).slides:
        sizes = {int(e.get("sz")) for e in slide._element.iter(A + "rPr") if e.get("sz")}
        assert min(sizes, default=1200) >= 1200
        assert len(sizes | {1000, 1100, 2800}) <= 8


# ---------------------------------------------------------------- charts


@LANGS
def test_charts_carry_their_numbers(lang: str) -> None:
    charts = {c.id: c for c in sample(lang).shapes if isinstance(c, model.Chart)}
    found = 0
    for slide in deck(made(lang).data).slides:
        for shape in shapes_of(slide):
            if not shape.has_chart:
                continue
            found += 1
            chart = charts[shape.name]
            book = openpyxl.load_workbook(BytesIO(shape.chart.part.chart_workbook.xlsx_part.blob))
            rows = list(book.active.iter_rows(values_only=True))
            assert [r[0] for r in rows[1:]] == [model.plain(c) for c in chart.categories]
            for n, series in enumerate(chart.series, 1):
                assert rows[0][n] == model.plain(series.name)
                assert tuple(r[n] for r in rows[1:]) == series.values
                if chart.kind != "scatter":  # read back in test_exhibits.py
                    assert tuple(shape.chart.plots[0].series[n - 1].values) == series.values
            ids = [int(e.get("val")) for e in shape.chart.part._element.iter(C + "axId")]
            assert all(0 < i < 2**31 for i in ids)
    assert found == len(charts) == 5


def test_a_chart_label_is_text_whatever_it_looks_like() -> None:
    names = ["=1+1", "http://example.org", "@x", "0012"]
    chart = replace(
        next(s for s in sample("en").shapes if isinstance(s, model.Chart)),
        categories=tuple(line(f"c{n}", t) for n, t in enumerate(names)),
        series=(model.Series(line("s", "=SUM(A1)"), (1.0, 2.5, None, 4.0)),),
    )
    xml, workbook = chart_part(chart, text_pt=14, lang="en-GB")
    sheet = openpyxl.load_workbook(BytesIO(workbook)).active
    assert [sheet.cell(n, 1).value for n in range(2, 6)] == names
    assert [sheet.cell(n, 1).data_type for n in range(2, 6)] == ["s"] * 4
    assert sheet.cell(2, 1).hyperlink is None and sheet["B1"].data_type == "s"
    assert b"srgbClr" not in xml
    assert chart_part(chart, text_pt=14, lang="en-GB") == (xml, workbook)


# ---------------------------------------------------------------- does it fit


def measured(data: bytes, lang: str) -> Iterator[tuple[str, float, float]]:
    """From the file's own XML: name, height that the words need, height that they have, in points."""
    file = deck(data)
    for number, slide in enumerate(file.slides, 1):
        for shape in shapes_of(slide):
            name = f"slide {number}: {shape.name}"
            if shape.has_table:
                for row in shape.table.rows:
                    for cell, column in zip(row.cells, shape.table.columns, strict=True):
                        room = column.width.pt - cell.margin_left.pt - cell.margin_right.pt
                        need = height(cell._tc.iter(A + "p"), room, 18, lang)
                        yield f"{name} {cell.text}", need, row.height.pt - cell.margin_top.pt - cell.margin_bottom.pt
            elif shape.has_text_frame and shape.text_frame.text:
                frame = shape.text_frame
                size = base_size(slide, shape)
                margins = (0.0, 0.0) if shape.is_placeholder else (frame.margin_left.pt, frame.margin_right.pt)
                upright = 0.0 if shape.is_placeholder else frame.margin_top.pt + frame.margin_bottom.pt
                need = height(frame._txBody.iter(A + "p"), shape.width.pt - sum(margins), size, lang, shape)
                yield name, need, shape.height.pt - upright


def base_size(slide: Any, shape: Any) -> float:
    if not shape.is_placeholder:
        return 18
    index = shape.placeholder_format.idx
    twin = next(s for s in slide.slide_layout.placeholders if s.placeholder_format.idx == index)
    return int(next(twin._element.iter(A + "defRPr")).get("sz")) / 100


def height(paragraphs: Iterator[Any], width: float, base: float, lang: str, shape: Any = None) -> float:
    total = 0.0
    for n, paragraph in enumerate(paragraphs):
        form = paragraph.find(A + "pPr")
        left = int(form.get("marL", "0")) / 12700 if form is not None else 0.0
        before = paragraph.find(f"{A}pPr/{A}spcBef/{A}spcPts")
        total += int(before.get("val")) / 100 if n and before is not None else 0.0
        runs = []
        for run in paragraph.iter(A + "r"):
            props = run.find(A + "rPr")
            size = int(props.get("sz", base * 100)) / 100
            raised = props.get("baseline") is not None
            runs.append(fit.Run(run.find(A + "t").text or "", size, props.get("b") == "1", raised))
        spacing = (0.9 if shape is not None and "Title" in shape.name else 1.0) * PITCH_EM[lang] / fit.PITCH_EM
        total += fit.height_pt([runs], width - left, fit.face("Calibri"), line_spacing=spacing)
    return total


def overflows(data: bytes, lang: str) -> list[str]:
    return [f"{name}: {need:.1f} of {room:.1f} pt" for name, need, room in measured(data, lang) if need > room + 0.6]


@LANGS
def test_words_fit_their_frames(lang: str) -> None:
    assert overflows(made(lang).data, lang) == []


def test_the_measure_can_find_an_overflow() -> None:
    file = deck(made("zh").data)
    shape = next(s for s in shapes_of(file.slides[2]) if s.name == "judgements.cause.says@zh")
    shape.text_frame.paragraphs[0].runs[0].text *= 5
    out = BytesIO()
    file.save(out)
    assert [o for o in overflows(out.getvalue(), "zh") if "judgements.cause.says" in o]


@LANGS
def test_all_stands_inside_the_slide_and_above_the_source_line(lang: str) -> None:
    file = deck(made(lang).data)
    for slide in file.slides:
        foot = next((s.top.pt for s in slide.placeholders if s.placeholder_format.idx == 21), 6.5 * 72)
        for shape in slide.shapes:
            assert shape.left.pt >= 28 and shape.left.pt + shape.width.pt <= 960 - 28, shape.name
            assert shape.top.pt >= 0 and shape.top.pt + shape.height.pt <= 540, shape.name
            if not shape.is_placeholder or shape.has_table or shape.has_chart:
                assert shape.top.pt + shape.height.pt <= foot + 1, (shape.name, slide.slide_id)


words = st.text("的一是在不了有和人这，。（）AIchips2031 ", min_size=1, max_size=180)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(words, min_size=1, max_size=12), st.booleans())
def test_whatever_the_lists_say_it_fits(texts: list[str], ordered: bool) -> None:
    lines = tuple(line(f"l{n}@zh", t) for n, t in enumerate(texts))
    data = render(document(heading(), model.Bullets(lines, ordered)), LOOK).data
    assert overflows(data, "zh") == []
    assert len(set(titles(data))) == len(titles(data))


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(words, words, words), min_size=1, max_size=14))
def test_whatever_the_tables_say_it_fits(texts: list[tuple[str, str, str]]) -> None:
    columns = tuple(model.Column(line(f"c{n}@zh", "栏"), n + 1.0, r) for n, r in enumerate(("label", "text", "source")))  # type: ignore[arg-type]
    rows = tuple(
        tuple(model.Cell((line(f"r{i}.{j}@zh", t),)) for j, t in enumerate(row)) for i, row in enumerate(texts)
    )
    data = render(document(heading(), model.Table("t", columns, rows, "表")), LOOK).data
    assert overflows(data, "zh") == []
    drawn = [r for s in deck(data).slides for x in s.shapes if x.has_table for r in list(x.table.rows)[1:]]
    assert len(drawn) == len(rows)


def test_a_long_table_is_cut_between_rows_with_its_header() -> None:
    table = next(s for s in sample("zh").shapes if isinstance(s, model.Table) and s.id == "matrix")
    rows = tuple(
        tuple(model.Cell(tuple(replace(x, id=f"{x.id}.{n}") for x in c.lines)) for c in row)
        for n in range(3)
        for row in table.rows
    )
    doc = document(heading("很长的表"), replace(table, rows=rows), model.Notes((line("n@zh", "说明"),)))
    data = render(doc, LOOK).data
    found = titles(data)
    assert found[0] == f"很长的表（1/{len(found)}）" and len(found) > 1
    grids = [x.table for s in deck(data).slides for x in s.shapes if x.has_table]
    assert {tuple(c.text for c in g.rows[0].cells) for g in grids} == {
        ("维度", "顾文", "许文", "罗平文", "关系", "出处")
    }
    assert sum(len(g.rows) - 1 for g in grids) == 18
    notes = [s.notes_slide.notes_text_frame.text for s in deck(data).slides]
    assert notes[0].startswith("说明\n资料来源：") and all(
        n.startswith("续前页") and "资料来源：" in n for n in notes[1:]
    )


def test_a_long_paragraph_is_cut_between_sentences() -> None:
    text = "这一句话说明城市排水与河道的关系，句子不长也不短，正好用来凑满一页又一页。" * 40
    data = render(document(heading("长文"), model.Para(line("p@zh", text))), LOOK).data
    bodies = [
        next(x for x in s.placeholders if x.placeholder_format.idx == 1).text_frame.text for s in deck(data).slides
    ]
    assert len(bodies) > 1 and "".join(bodies) == text
    assert all(b.endswith("。") for b in bodies)


# ---------------------------------------------------------------- problems


def test_what_fits_nowhere_is_told_where_it_was_written() -> None:
    row = (model.Cell((line("a@zh", "甲"),)), model.Cell((line("b@zh", "太长的一格" * 400),)))
    columns = (model.Column(line("h1@zh", "甲"), 1, "label"), model.Column(line("h2@zh", "乙"), 3))
    where = Place(Path("outlines/x.yaml"), 40, 5)
    doc = replace(document(heading(), model.Table("t", columns, (row,), "表")), places={"b@zh": where})
    with pytest.raises(Problems) as caught:
        render(doc, LOOK)
    [problem] = caught.value.found
    assert (problem.place, problem.code) == (where, "too-long")
    count = int(re.findall(r"about (\d+) characters", problem.hint)[0])
    assert 300 < count < 1500
    short = replace(row[1], lines=(line("b@zh", ("太长的一格" * 400)[: int(count * 0.9)]),))
    assert (
        render(replace(doc, shapes=(heading(), model.Table("t", columns, ((row[0], short),), "表"))), LOOK).slides == 1
    )


def test_a_title_of_three_lines_is_a_problem() -> None:
    with pytest.raises(Problems, match="more than two lines"):
        render(document(heading("很长的标题" * 20), model.Para(line("p@zh", "正文"))), LOOK)


def test_content_before_a_heading_is_a_problem() -> None:
    with pytest.raises(Problems, match="before its first heading"):
        render(document(model.Para(line("p@zh", "正文"))), LOOK)


def test_all_that_a_look_lacks_is_told_at_once() -> None:
    file = Presentation(BytesIO(LOOK.data))
    for layout in file.slide_layouts:
        if layout.name == "Collate Table":
            layout._element.find(P + "cSld").set("name", "Collate Tabel")
        if layout.name == "Collate Parts":
            for shape in list(layout.shapes):
                if shape.name in ("card", "tag.agree"):
                    shape._element.getparent().remove(shape._element)
        if layout.name == "Collate Text":
            for shape in list(layout.placeholders):
                if shape.placeholder_format.idx == 21:
                    shape._element.getparent().remove(shape._element)
    out = BytesIO()
    file.save(out)
    with pytest.raises(Problems) as caught:
        render(sample("zh"), replace(LOOK, data=out.getvalue()))
    found = {p.message: p for p in caught.value.found}
    assert set(found) == {
        "look.pptx has no layout 'Collate Table'",
        "look.pptx has no part 'card' in layout 'Collate Parts'",
        "look.pptx has no part 'tag.agree' in layout 'Collate Parts'",
        "look.pptx has no placeholder 21 (source) in layout 'Collate Text'",
    }
    assert {p.code for p in found.values()} == {"missing-layout"}
    assert {p.place for p in found.values()} == {LOOK.place}
    assert found["look.pptx has no layout 'Collate Table'"].hint == "did you mean 'Collate Tabel'?"


# ---------------------------------------------------------------- the look and the package


def test_the_shipped_look_has_contrast() -> None:
    with ZipFile(LOOK_FILE) as file:
        theme = etree.fromstring(file.read("ppt/theme/theme1.xml"))
        layouts = [
            etree.fromstring(file.read(n)) for n in file.namelist() if re.fullmatch(r"ppt/slideLayouts/s\w+\.xml", n)
        ]
    colours = {e.tag.removeprefix(A): e[0].get("val") for e in theme.find(f".//{A}clrScheme")}
    colours |= {"tx1": colours["dk1"], "tx2": colours["dk2"], "bg1": colours["lt1"], "bg2": colours["lt2"]}
    parts = next(x for x in layouts if x.find(P + "cSld").get("name") == "Collate Parts")
    on_white = {"text", "quote", "moment.article", "moment.event", "cite", "table.text"}
    checked = 0
    for shape in parts.iter(P + "sp"):
        name, fill = shape.find(f".//{P}cNvPr").get("name"), shape.find(f"{P}spPr/{A}solidFill")
        ground = luminance(fill, colours) if fill is not None else 1.0
        for run in shape.iter(A + "rPr"):
            ink = run.find(A + "solidFill")
            if ink is not None and (fill is not None or name in on_white):
                light, dark = sorted((ground, luminance(ink, colours)), reverse=True)
                assert (light + 0.05) / (dark + 0.05) >= 4.5, name
                checked += 1
    assert checked > 40


def luminance(fill: Any, colours: dict[str, str]) -> float:
    scheme = fill.find(A + "schemeClr")
    rgb = [int(colours[scheme.get("val")][i : i + 2], 16) / 255 for i in (0, 2, 4)]
    hue, light, full = colorsys.rgb_to_hls(*rgb)
    for change in scheme:
        value = int(change.get("val")) / 100000
        match change.tag.removeprefix(A):
            case "satMod":
                full = min(1.0, full * value)
            case "lumMod":
                light *= value
            case "lumOff":
                light += value
    linear = [
        c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in colorsys.hls_to_rgb(hue, light, full)
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("name", ["seminar", "boardroom"])
def test_the_shipped_look_is_what_its_script_makes(name: str, tmp_path: Path) -> None:
    code = f"import sys; sys.path.insert(0, r'{ROOT / 'templates' / 'make'}'); import {name}_look as s, pathlib"
    code += f"; s.main(pathlib.Path(r'{tmp_path}') / 'look.pptx')"
    subprocess.run([sys.executable, "-c", code], check=True)
    assert (tmp_path / "look.pptx").read_bytes() == (ROOT / "templates" / name / "look.pptx").read_bytes()


def test_the_shipped_look_holds_no_more_than_is_needed() -> None:
    names = {x.name: {s.name for s in x.shapes} for x in deck(LOOK.data).slide_layouts}
    assert set(names) == {*needed_layouts(), "Collate Parts"}
    variants = {re.sub(r"\.\d$", "", n) for n in names["Collate Parts"]}
    assert set(needed_parts()) <= variants
    core = deck(LOOK.data).core_properties
    assert (core.author, core.comments, len(deck(LOOK.data).slides)) == ("", "", 0)


@LANGS
def test_properties_are_the_documents(lang: str) -> None:
    core, doc = deck(made(lang).data).core_properties, sample(lang)
    assert (core.title, core.subject, core.keywords) == (doc.title, doc.subject, doc.keywords)
    assert (core.language, core.author, core.comments) == ({"zh": "zh-CN", "en": "en-GB"}[lang], "", "")
    assert core.created.date().isoformat() == core.modified.date().isoformat() == doc.date


@LANGS
def test_the_standards_find_nothing_wrong(lang: str, tmp_path: Path) -> None:
    path = tmp_path / "deck.pptx"
    path.write_bytes(steady(made(lang).data, "2031-05-20"))
    result = validate_pptx(path)
    assert result.is_valid and not result.errors


@LANGS
def test_same_document_same_bytes(lang: str) -> None:
    first = steady(made(lang).data, "2031-05-20")
    code = (
        f"import sys; sys.path[:0] = [r'{ROOT}', r'{ROOT / 'tests'}']; from test_slides import *; import hashlib;"
        f"print(hashlib.sha256(steady(render(sample('{lang}'), LOOK).data, '2031-05-20')).hexdigest())"
    )
    for seed in ("1", "2"):
        env = {**os.environ, "PYTHONHASHSEED": seed}
        found = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, env=env)
        assert found.stdout.strip() == hashlib.sha256(first).hexdigest()


@pytest.mark.libreoffice
@pytest.mark.skipif(not has_libreoffice(), reason="LibreOffice is not installed")
@LANGS
def test_libreoffice_shows_every_slide(lang: str, tmp_path: Path) -> None:
    path = tmp_path / "deck.pptx"
    path.write_bytes(made(lang).data)
    pdf = to_pdf(path, tmp_path).read_bytes()
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == made(lang).slides


def test_a_small_heading_never_stands_last() -> None:
    shapes: list[model.Shape] = [heading("小标题")]
    for n in range(14):
        shapes.append(model.Heading(f"s{n}", line(f"s{n}@zh", f"小标题{n}"), 3))
        shapes.append(model.Para(line(f"p{n}@zh", "一段话，长短随次序而变。" * (n + 1))))
    slides = list(deck(render(document(*shapes), LOOK).data).slides)
    assert len(slides) > 2
    for slide in slides:
        body = next(x for x in slide.placeholders if x.placeholder_format.idx == 1)
        assert not body.text_frame.paragraphs[-1].text.startswith("小标题")


@LANGS
def test_no_space_above_the_first_paragraph_of_a_frame(lang: str) -> None:
    for slide in deck(made(lang).data).slides:
        for shape in shapes_of(slide):
            if shape.has_text_frame and not shape.is_placeholder and shape.text_frame.text:
                assert shape.text_frame.paragraphs[0].space_before.pt == 0, shape.name


def test_titles_that_would_stand_twice_are_numbered() -> None:
    again = model.Heading("h2", line("h2@zh", "一页"), 2)
    doc = document(heading(), model.Para(line("a@zh", "甲")), again, model.Para(line("b@zh", "乙")))
    assert titles(render(doc, LOOK).data) == ["一页（1/2）", "一页（2/2）"]


def test_shapes_without_content_draw_nothing() -> None:
    some = next(s for s in sample("zh").shapes if isinstance(s, model.Table))
    empty = (
        *(model.Bullets(()), model.Cards(()), model.Agenda(()), model.Steps(()), model.Callout(())),
        *(
            replace(some, rows=()),
            model.Timeline("t", (), ""),
            model.SourceList("s"),
            model.Contents(line("c", "目录")),
        ),
    )
    made_ = render(document(heading(), *empty), LOOK)
    assert made_.slides == 1
    assert [s.name for s in deck(made_.data).slides[0].shapes] == ["h@zh", "ftr", "sldNum"]


def test_marks_on_a_slide_leave_the_places_to_the_source_line() -> None:
    cite = next(
        p
        for s in sample("zh").shapes
        for x in model.lines_of(s)
        for p in x.parts
        if isinstance(p, model.Cite) and p.short
    )
    said = line("p@zh", "正文", cite)
    slide = deck(
        render(document(heading(), model.Para(said), model.Notes((replace(said, id="n@zh"),))), LOOK).data
    ).slides[0]
    number = cite.items[0].label
    body, source = (next(x for x in slide.placeholders if x.placeholder_format.idx == n) for n in (1, 21))
    assert body.text_frame.text == f"正文\u00a0{number}"  # the mark stays with its word
    assert cite.items[0].where in source.text_frame.text
    assert slide.notes_slide.notes_text_frame.text == f"正文\u00a0{number}{cite.items[0].where}"


def test_a_mark_on_a_dark_bar_takes_the_colour_of_its_words() -> None:
    cite = model.Cite(
        (model.Cited("gu", "d1", AT, "", 1, "[1]", "顾文", "三"),), PLACE, "mark", (Span("[1]", raised=True),)
    )
    callout = model.Callout((line("c@zh", "一句话", cite),))
    slide = deck(render(document(heading(), callout), LOOK).data).slides[0]
    xml = etree.tostring(slide._element, encoding="unicode")
    inks = re.findall(r'<a:schemeClr val="(\w+)"/></a:solidFill></a:rPr><a:t>(?:一句话|\u00a0\[1\])', xml)
    assert inks == ["bg1", "bg1"]


def test_a_section_with_more_than_a_question_gets_a_slide_for_it() -> None:
    section = model.Heading("s", line("s@zh", "一节"), 1)
    found = render(
        document(section, model.Para(line("l@zh", "问什么"), "lead"), model.Para(line("p@zh", "正文"))), LOOK
    )
    assert titles(found.data) == ["一节（1/2）", "一节（2/2）"]
    assert len({u.id for u in found.units}) == len(found.units)


def test_steps_too_long_for_columns_stand_as_bands_on_one_slide() -> None:
    words = "这一件事由谁来做、何时做完，都要写清楚，写不清楚的先不列入，列入的逐季公布。"

    def columns(*counts: int) -> list[Any]:
        stages = tuple(
            model.Stage(line(f"s{n}@zh", "阶段"), tuple(line(f"s{n}.{i}@zh", words) for i in range(count)))
            for n, count in enumerate(counts)
        )
        [slide] = deck(render(document(heading(), model.Steps(stages)), LOOK).data).slides
        return [s for s in slide.shapes if s.name.endswith("/column")]

    bands, side_by_side = columns(2, 3, 5), columns(1, 1, 1)
    assert len({g.left for g in bands}) == 1 and len({g.top for g in bands}) == 3
    assert len({g.left for g in side_by_side}) == 3 and len({g.top for g in side_by_side}) == 1
