"""`collate audit`: files edited by python-docx, python-pptx and lxml are compared with their outline, exactly."""

from __future__ import annotations

import argparse
import copy
import json
import re
import subprocess
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pptx
import pytest
from conftest import ROOT
from docx.oxml.ns import qn
from pptx.enum.shapes import MSO_SHAPE_TYPE
from rendering import has_libreoffice

from builder import audit_command, build, wanted
from builder.audit import Finding, Report, Standing, audit, standing
from builder.audit.voices import called
from builder.comparison import Comparison, read_comparison
from builder.formats.word.anchors import named
from builder.problem import Problems
from builder.project import Project
from builder.render import press

PROJECT = Project(ROOT, ROOT / "out")
OUTLINE = ROOT / "outlines" / "ai-seminar.yaml"
SIDE = "tensions.controls-work.sides.1.says@zh"


def made(comparison: Comparison, template: str, lang: str = "zh") -> Standing:
    (output,) = wanted(comparison, template, lang)
    return standing(comparison, press(output, PROJECT.templates(), ROOT))


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    return read_comparison(OUTLINE, ROOT)


@pytest.fixture(scope="module")
def paper(comparison: Comparison) -> Standing:
    return made(comparison, "briefing")


@pytest.fixture(scope="module")
def deck(comparison: Comparison) -> Standing:
    return made(comparison, "seminar")


@pytest.fixture
def in_word(paper: Standing, tmp_path: Path) -> Callable[[Callable[[Any], object]], Report]:
    """Audits the briefing after an edit with python-docx."""

    def audited(edit: Callable[[Any], object]) -> Report:
        document = docx.Document(BytesIO(paper.data))
        edit(document)
        document.save(tmp_path / "edited.docx")
        return audit(tmp_path / "edited.docx", paper)

    return audited


@pytest.fixture
def in_powerpoint(deck: Standing, tmp_path: Path) -> Callable[[Callable[[Any], object]], Report]:
    """Audits the deck after an edit with python-pptx."""

    def audited(edit: Callable[[Any], object]) -> Report:
        presentation = pptx.Presentation(BytesIO(deck.data))
        edit(presentation)
        presentation.save(tmp_path / "edited.pptx")
        return audit(tmp_path / "edited.pptx", deck)

    return audited


def told(report: Report) -> list[tuple[str, str]]:
    return [(f.kind, f.id) for f in report.findings]


def only(report: Report, kind: str) -> Finding:
    (found,) = [f for f in report.findings if f.kind == kind]
    return found


# ---------------------------------------------------------------- what was built


@pytest.mark.parametrize("outline", ["ai-seminar", "tech-rivalry"])
def test_in_the_shipped_outputs_nothing_is_unsourced_and_everything_arrived(outline: str, tmp_path: Path) -> None:
    comparison = read_comparison(ROOT / "outlines" / f"{outline}.yaml", ROOT)
    for output in comparison.outline.outputs:
        if output.lang == "en" or output.template == "dossier":
            continue  # CI audits every file that `make build` has made
        today = made(comparison, output.template, output.lang)
        path = tmp_path / today.by.file_name
        path.write_bytes(today.data)
        report = audit(path, today)
        assert report.findings == (), output.template
        assert report.sources == len(comparison.articles)
        if output.template == "seminar":  # the others are shorter, or say of what they are the notes
            assert report.claims == len(set(comparison.outline.claims()) | theses(comparison))


def theses(comparison: Comparison) -> set[str]:
    return {f"{a.id}.{c}" for a in comparison.articles.values() for c in a.argues.claims}


@pytest.mark.parametrize("style", ["gb-t-7714-2025-author-date", "gb-t-7714-2025-note"])
def test_the_sources_of_every_built_in_kind_of_style_are_seen(style: str, tmp_path: Path) -> None:
    folder = tmp_path / "outlines"
    (folder / "articles").mkdir(parents=True)
    for path in (ROOT / "outlines" / "articles").glob("*.yaml"):
        (folder / "articles" / path.name).write_bytes(path.read_bytes())
    text = re.sub(r"(?m)^citations:.*$", f"citations: {style}", OUTLINE.read_text("utf-8"))
    (folder / "case.yaml").write_text(text, "utf-8")
    today = made(read_comparison(folder / "case.yaml", tmp_path), "dossier")
    path = tmp_path / "dossier.zh.docx"
    path.write_bytes(today.data)
    assert audit(path, today).findings == ()
    document = docx.Document(path)
    without_marks(with_line(document, SIDE))
    document.save(path)
    assert ("unsourced", SIDE) in told(audit(path, today))


# ---------------------------------------------------------------- Word


def paragraphs(document: Any) -> list[Any]:
    from docx.text.paragraph import Paragraph

    return [Paragraph(p, document) for p in document.element.body.iter(qn("w:p"))]


def with_words(document: Any, words: str) -> Any:
    return next(p for p in paragraphs(document) if words in p.text)


def with_line(document: Any, line: str) -> Any:
    """The paragraph with the bookmark of a line."""
    return next(p for p in paragraphs(document) if named("c", line) in p._p.xml)


def without_marks(p: Any) -> None:
    """Take out the marks of a paragraph: links to the list, and references to footnotes."""
    for run in list(p._p.iter(qn("w:r"))):
        if run.getparent().tag == qn("w:hyperlink") or run.find(qn("w:footnoteReference")) is not None:
            run.getparent().remove(run)


def replaced(p: Any, old: str, new: str) -> None:
    run = next(r for r in p.runs if old in r.text)
    run.text = run.text.replace(old, new, 1)


def test_an_edited_sentence_is_named_and_no_other(in_word: Callable[..., Report], paper: Standing) -> None:
    report = in_word(lambda d: replaced(with_words(d, "五文都指出"), "五文都指出", "五文都暗示"))
    (found,) = report.findings
    assert found.kind == "differs" and "questions.computing.in_brief@zh" in found.id
    assert found.file == found.outline.replace("都指出", "都暗示") and report.fails
    assert found.place.startswith("paragraph 2 under '")


def test_a_paragraph_retyped_without_its_bookmark_is_still_found(in_word: Callable[..., Report]) -> None:
    def retype(document: Any) -> None:
        with_line(document, "gaps.2.says@zh").text = "数据：各文的数字都不可靠。"

    report = in_word(retype)
    assert told(report) == [("differs", "gaps.2.says@zh")]
    assert only(report, "differs").file == "数据：各文的数字都不可靠。"


def test_a_mark_taken_out_leaves_its_sentence_unsourced(in_word: Callable[..., Report]) -> None:
    report = in_word(lambda d: without_marks(with_line(d, SIDE)))
    assert [(kind, line) for kind, line in told(report) if kind != "claim-lost"] == [
        ("differs", SIDE),
        ("unsourced", SIDE),
    ]
    assert only(report, "unsourced").articles == ("liu-2025", "tang-ma-2025")


def test_what_is_deleted_is_missing_and_what_follows_is_not_blamed(in_word: Callable[..., Report]) -> None:
    def delete(document: Any) -> None:
        p = with_line(document, "gaps.2.says@zh")._p
        p.getparent().remove(p)

    report = in_word(delete)
    assert told(report) == [("missing", "gaps.2.says@zh")]
    assert only(report, "missing").place.startswith("after paragraph")


def test_a_deleted_source_is_lost(in_word: Callable[..., Report]) -> None:
    def delete(document: Any) -> None:
        p = with_line(document, "sources.zhang-2023@zh")._p
        p.getparent().remove(p)

    assert told(in_word(delete)) == [("missing", "sources.zhang-2023@zh"), ("source-lost", "zhang-2023")]


def test_what_people_add_is_theirs_unless_it_speaks_of_an_article_without_a_source(
    in_word: Callable[..., Report],
) -> None:
    def add(text: str) -> Callable[[Any], object]:
        return lambda d: with_line(d, "gaps.2.says@zh").insert_paragraph_before(text)

    plain = in_word(add("以上由秘书处整理。"))
    assert told(plain) == [("added", "")] and not plain.fails
    sourced = in_word(add("张薇薇还谈到专利池[4]。"))
    assert told(sourced) == [("added", "")] and not sourced.fails
    unsourced = in_word(add("张薇薇还谈到专利池。"))
    assert told(unsourced) == [("added", ""), ("unsourced", "")] and unsourced.fails
    assert only(unsourced, "unsourced").articles == ("zhang-2023",)
    wrong = in_word(add("张薇薇还谈到专利池[1]。"))
    assert only(wrong, "unsourced").articles == ("zhang-2023",)


def test_words_written_behind_a_bookmark_are_seen(in_word: Callable[..., Report]) -> None:
    report = in_word(lambda d: with_line(d, "gaps.2.says@zh").add_run("刘文尤其如此。"))
    assert told(report) == [("differs", "gaps.2.says@zh"), ("unsourced", "gaps.2.says@zh")]
    assert only(report, "differs").file.endswith("刘文尤其如此。")


def test_moving_a_paragraph_changes_nothing(in_word: Callable[..., Report]) -> None:
    def swap(document: Any) -> None:
        with_line(document, "gaps.1.says@zh")._p.addprevious(with_line(document, "gaps.2.says@zh")._p)

    assert in_word(swap).findings == ()


def test_tracked_changes_are_read_as_accepted(in_word: Callable[..., Report]) -> None:
    def track(document: Any) -> None:
        p = with_line(document, "gaps.2.says@zh")
        old = p.runs[-1]._r
        gone, come = (
            p._p.makeelement(qn(f"w:{tag}"), {qn("w:id"): "900", qn("w:author"): "x"}) for tag in ("del", "ins")
        )
        old.addprevious(gone)
        old.addprevious(come)
        new = copy.deepcopy(old)
        new.find(qn("w:t")).text = "改过的话。"
        come.append(new)
        gone.append(old)
        text = old.find(qn("w:t"))
        text.tag = qn("w:delText")

    report = in_word(track)
    assert told(report) == [("differs", "gaps.2.says@zh")]
    assert only(report, "differs").file.endswith("改过的话。")


def test_a_paragraph_split_in_two_is_seen(in_word: Callable[..., Report]) -> None:
    def split(document: Any) -> None:
        p = with_line(document, "gaps.2.says@zh")._p
        more = copy.deepcopy(p)
        for mark in list(more.iter(qn("w:bookmarkStart"), qn("w:bookmarkEnd"))):
            mark.getparent().remove(mark)
        for text in more.iter(qn("w:t")):
            text.text = "又一句。"
        p.addnext(more)
        more.append(list(p.iter(qn("w:bookmarkEnd")))[-1])

    report = in_word(split)
    assert told(report) == [("differs", "gaps.2.says@zh")]
    assert only(report, "differs").file.endswith("花了多少钱。 又一句。又一句。")


@pytest.mark.libreoffice
@pytest.mark.skipif(not has_libreoffice(), reason="LibreOffice is not here")
@pytest.mark.parametrize("template", ["dossier", pytest.param("seminar", marks=pytest.mark.long)])
def test_what_libreoffice_saved_again_says_the_same(template: str, comparison: Comparison, tmp_path: Path) -> None:
    today = made(comparison, template)
    path = tmp_path / today.by.file_name
    path.write_bytes(today.data)
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to"]
    subprocess.run(
        [*command, path.suffix[1:], "--outdir", str(tmp_path / "again"), str(path)],
        check=True,
        capture_output=True,
        timeout=240,
    )
    assert audit(tmp_path / "again" / path.name, today).findings == ()


def test_a_file_whose_bookmarks_were_all_dropped_says_the_same(in_word: Callable[..., Report]) -> None:
    def strip(document: Any) -> None:
        for mark in list(document.element.body.iter(qn("w:bookmarkStart"), qn("w:bookmarkEnd"))):
            mark.getparent().remove(mark)

    report = in_word(strip)
    assert [f for f in report.findings if f.kind in ("differs", "added", "missing", "claim-lost")] == []


# ---------------------------------------------------------------- PowerPoint


def shape_with(presentation: Any, words: str) -> Any:
    return next(s for slide in presentation.slides for s in slide.shapes if s.has_text_frame and words in s.text)


def words_of(presentation: Any, old: str, new: str, *, notes: bool = False) -> None:
    """Replace words in a title, a table or the notes."""
    for slide in presentation.slides:
        frames = (
            [slide.notes_slide.notes_text_frame] if notes else [s.text_frame for s in slide.shapes if s.has_text_frame]
        )
        if not notes:
            cells = [c for s in slide.shapes if s.has_table for r in s.table.rows for c in r.cells]
            frames += [c.text_frame for c in cells]
        for run in (r for f in frames for p in f.paragraphs for r in p.runs):
            if old in run.text:
                run.text = run.text.replace(old, new, 1)
                return
    raise KeyError(old)


@pytest.mark.parametrize(
    ("old", "new", "line", "notes"),
    [
        ("五文都指出管制落在芯片上", "五文都指出管制落空", "questions.computing.finding@zh", False),
        ("已成为特朗普2.0时代的核心", "并非特朗普2.0时代的核心", "positions.tang-ma-2025.says@zh", False),
        ("介绍各文时", "介绍前两篇时", "articles/say_articles@zh", True),
    ],
)
def test_an_edited_sentence_on_a_slide_is_named_and_no_other(
    in_powerpoint: Callable[..., Report], deck: Standing, old: str, new: str, line: str, notes: bool
) -> None:
    report = in_powerpoint(lambda p: words_of(p, old, new, notes=notes))
    (found,) = report.findings
    assert found.kind == "differs" and found.id.endswith(line)
    assert found.file == found.outline.replace(old, new, 1)
    assert found.place.startswith("slide ") and ("notes" in found.place) == notes


def test_a_slide_without_marks_and_source_line_is_unsourced(in_powerpoint: Callable[..., Report]) -> None:
    def strip(presentation: Any, *, line: bool) -> None:
        slide = next(s for s in presentation.slides if any(x.name == SIDE for x in walk(s.shapes)))
        for shape in list(walk(slide.shapes)):
            if line and shape.name.endswith("/source"):
                shape._element.getparent().remove(shape._element)
            for properties in list(shape._element.iter("{*}rPr")):
                if properties.get("baseline"):
                    run = properties.getparent()
                    run.getparent().remove(run)

    sides = {SIDE, SIDE.replace(".1.", ".2.")}
    covered = in_powerpoint(lambda p: strip(p, line=False))
    assert {f.id for f in covered.findings} == sides and {f.kind for f in covered.findings} == {"differs"}
    bare = in_powerpoint(lambda p: strip(p, line=True))
    assert {f.id for f in bare.findings if f.kind == "unsourced"} == sides
    assert only(bare, "missing").id.endswith("/source")


def walk(shapes: Any) -> Iterator[Any]:
    """Every shape, those of groups too."""
    for shape in shapes:
        yield shape
        if shape.shape_type == MSO_SHAPE_TYPE.GROUP:
            yield from walk(shape.shapes)


def test_a_text_box_that_speaks_of_an_article(in_powerpoint: Callable[..., Report]) -> None:
    def add(text: str) -> Callable[[Any], object]:
        def edit(presentation: Any) -> None:
            presentation.slides[0].shapes.add_textbox(0, 0, 999999, 99999).text_frame.text = text

        return edit

    assert told(in_powerpoint(add("谢谢各位。"))) == [("added", "")]
    assert told(in_powerpoint(add("孙成昊说得更重。"))) == [("added", ""), ("unsourced", "")]
    assert told(in_powerpoint(add("孙成昊说得更重[5]。"))) == [("added", "")]


def test_slides_may_be_put_in_another_order(in_powerpoint: Callable[..., Report]) -> None:
    def move(presentation: Any) -> None:
        slides = presentation.slides._sldIdLst
        slides.append(slides[4])

    assert in_powerpoint(move).findings == ()


def test_a_changed_number_in_a_chart_is_seen(tmp_path: Path) -> None:
    today = made(read_comparison(ROOT / "outlines" / "tech-rivalry.yaml", ROOT), "seminar")
    presentation = pptx.Presentation(BytesIO(today.data))
    chart = next(s.chart for slide in presentation.slides for s in slide.shapes if s.has_chart)
    value = next(chart._chartSpace.iter("{*}val")).find(".//{*}v")
    was, value.text = value.text, "99"
    presentation.save(tmp_path / "edited.pptx")
    (found,) = audit(tmp_path / "edited.pptx", today).findings
    assert found.kind == "differs" and found.id.startswith("charts.")
    assert found.file == found.outline.replace(f" {was}", " 99", 1)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("张三认为如此", {"zhang"}),
        ("张三丰与李", {"zhang", "feng", "li"}),
        ("Leeds is a town, as Lee says", {"lee"}),
        ("Leeds is a town", set()),
        ("末字是李", {"li"}),
        ("", set()),
    ],
)
def test_articles_are_known_by_any_of_their_names(text: str, named: set[str]) -> None:
    names = {"zhang": ["张三", ""], "feng": ["三丰"], "li": ["李"], "lee": ["Lee", "Lee and others"], "none": []}
    assert called(names).within(text) == named


# ---------------------------------------------------------------- the command


def audited(*arguments: str) -> int:
    parser = argparse.ArgumentParser()
    audit_command.add(parser.add_subparsers())
    options = parser.parse_args(["audit", *arguments])
    return int(options.run(options))


@pytest.fixture
def built(project: Path) -> Path:
    build(Path("outlines/case.yaml"), Project(Path(), Path("out")), template="briefing")
    return Path("out/case/briefing.zh.docx")


def test_the_outline_is_found_by_the_files_place(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert audited(str(built)) == 0
    said = capsys.readouterr().out
    assert re.fullmatch(r"out/case/briefing\.\w+\.docx: \d+ statements, 2 sources, \d+ claims; nothing .*\n", said)


def test_an_outline_edited_since_is_seen_in_words_and_in_json(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    outline = Path("outlines/case.yaml")
    text = read_comparison(outline, Path()).outline.method.texts["zh"]
    outline.write_text(outline.read_text("utf-8").replace(str(text), "改过的说明"), "utf-8")
    assert audited(str(built)) == 1
    said = capsys.readouterr().out
    assert "[differs]" in said and f"file:    {text}\n" in said and "outline: 改过的说明\n" in said
    assert audited(str(built), "--json") == 1
    (file,) = json.loads(capsys.readouterr().out)["files"]
    assert {f["kind"] for f in file["findings"]} == {"differs"} and file["fails"]


def test_a_file_elsewhere_under_another_name_needs_its_outline(built: Path, tmp_path: Path) -> None:
    copied = tmp_path / "from the minister.docx"
    copied.write_bytes(built.read_bytes())
    with pytest.raises(Problems, match="no outline belongs to this file"):
        audited(str(copied))
    assert audited(str(copied), "--outline", "outlines/case.yaml") == 0


def test_what_is_no_word_file_is_a_problem(built: Path) -> None:
    for data in (b"", b"PK\x03\x04", b"<html>"):
        built.write_bytes(data)
        with pytest.raises(Problems, match="cannot be read: it is empty, cut short, encrypted, or of another kind"):
            audited(str(built))
    with pytest.raises(Problems, match="neither"):
        audited("outlines/case.yaml")
    with pytest.raises(Problems, match="cannot be read"):
        audited("out/case/nowhere.docx")
