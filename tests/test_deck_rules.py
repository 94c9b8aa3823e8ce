"""Rules about finished decks and packages: for each a deck that breaks that one rule, and none in a clean one."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT
from lxml import etree
from PIL import Image
from pptx import Presentation
from pptx.enum.text import MSO_AUTO_SIZE
from pptx.util import Pt

from builder import build
from builder.finished.deck import Rect, Shape, read_deck
from builder.finished.deck_colours import Palette, contrast
from builder.finished.flaw import Flaw
from builder.problem import Problems
from builder.profile import read_profile
from builder.profile.deck import DeckProfile
from builder.project import Project
from builder.proof import known_codes, proof
from builder.starter import start

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DECKS = Project(ROOT, ROOT / "out").outlines()


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The starter's files."""
    root = tmp_path_factory.mktemp("rules")
    start(root, "case")
    build(root / "outlines/case.yaml", Project(root, root / "out"))
    return root / "out" / "case"


@pytest.fixture(scope="module")
def profile() -> DeckProfile:
    """The seminar's thresholds."""
    found = read_profile([ROOT / "templates"], "slides")
    assert isinstance(found, DeckProfile)
    return found


@pytest.fixture(scope="module")
def clean(built: Path) -> dict[str, bytes]:
    """Both decks without what their template accepts (too many sizes on two slides)."""
    return {lang: edited((built / f"seminar.{lang}.pptx").read_bytes(), fewer_sizes) for lang in ("zh", "en")}


# ---------------------------------------------------------------- how a deck is broken


def edited(data: bytes, edit: Callable[[Any], object]) -> bytes:
    """The deck after an edit by python-pptx."""
    deck = Presentation(io.BytesIO(data))
    edit(deck)
    out = io.BytesIO()
    deck.save(out)
    return out.getvalue()


def rezipped(data: bytes, edit: Callable[[dict[str, bytes]], object]) -> bytes:
    """The file after an edit of its parts."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    edit(parts)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return out.getvalue()


def fewer_sizes(deck: Any) -> None:
    for slide in deck.slides:
        runs = [r for r in slide._element.iter(f"{A}rPr") if int(r.get("sz", 0)) >= 1400]
        sizes = sorted({int(r.get("sz")) for r in runs})
        for run in runs if len(sizes) > 2 else ():
            if int(run.get("sz")) == sizes[-1]:
                run.set("sz", str(sizes[-2]))


def shapes(deck: Any) -> Iterator[tuple[Any, Any]]:
    for slide in deck.slides:
        for shape in slide.shapes:
            yield slide, shape
            if shape.shape_type == 6:
                yield from ((slide, inner) for inner in shape.shapes)


def find(deck: Any, name: str) -> Any:
    return next(shape for _, shape in shapes(deck) if re.search(name, shape.name))


def titled(deck: Any, words: str) -> Any:
    return next(s for s in deck.slides if words in s.shapes.title.text_frame.text)


ASK = r"^discussion\.1\.ask@..$"
METHOD = "The same questions|How the comparison"


def first_run(shape: Any) -> Any:
    return shape.text_frame.paragraphs[0].runs[0]


def says(shape: Any, text: str) -> None:
    """Other words in the shape's first run, the others taken away."""
    frame = shape.text_frame
    for paragraph in list(frame.paragraphs)[1:]:
        paragraph._p.getparent().remove(paragraph._p)
    first, *rest = frame.paragraphs[0].runs
    first.text = text
    for run in rest:
        run._r.getparent().remove(run._r)


def method(deck: Any) -> Any:
    return find(deck, r"^\.method@../text$")


def drop(element: Any) -> None:
    element.getparent().remove(element)


def title(text: str) -> Callable[[Any], None]:
    return lambda deck: says(titled(deck, "Lin puts").shapes.title, text)


def in_title(text: str) -> Callable[[Any], None]:
    return lambda deck: says(titled(deck, "林文先").shapes.title, text)


def asked(edit: Callable[[Any], object]) -> Callable[[Any], object]:
    """An edit of the one question for discussion: of the properties of its words."""
    return lambda deck: edit(first_run(find(deck, ASK))._r.find(f"{A}rPr"))


def sourced(text: str) -> Callable[[Any], None]:
    return lambda deck: says(find(deck, r"questions\.remedy\.finding@en/source$"), text)


def noted(title: str, text: str) -> Callable[[Any], None]:
    return lambda deck: says(titled(deck, title).notes_slide.notes_placeholder, text)


def ask(text: str) -> Callable[[Any], None]:
    return lambda deck: says(find(deck, ASK), text)


def narrow_title(deck: Any) -> None:
    shape = titled(deck, "How the comparison").shapes.title
    shape.left, shape.top, shape.width, shape.height = Pt(43), Pt(45), Pt(130), Pt(85)
    first_run(shape).font.size = Pt(24)


def nearly_full(deck: Any) -> None:
    shape = find(deck, ASK)
    says(shape, "One line")
    first_run(shape).font.size, shape.height = Pt(20), Pt(24.5)  # the line needs 24


def low_table(deck: Any) -> None:
    table = find(deck, r"^questions\.remedy\.positions$")
    foot = find(deck, r"questions\.remedy\.finding@en/source$").top
    rows = list(table.table.rows)
    rows[-1].height = foot - Pt(3) - table.top - sum(row.height for row in rows[:-1])


def beside_the_lead(deck: Any) -> None:
    tag = find(deck, r"questions\.remedy\.ask@en/tag1$")
    lead = find(deck, r"questions\.remedy\.ask@en$")
    tag.left = lead.left + lead.width - tag.width // 2


def copies(deck: Any, count: int, change: Callable[[Any, int], object]) -> None:
    """The words of the method slide in so many runs, each changed in its own way."""
    shape = method(deck)
    says(shape, "as said ")
    run = first_run(shape)._r
    for n in reversed(range(count)):
        twin = deepcopy(run)
        change(twin.find(f"{A}rPr"), n)
        run.addnext(twin)


def colour(properties: Any, xml: str) -> None:
    for old in properties.findall(f"{A}solidFill"):
        properties.remove(old)
    fill = f'<a:solidFill xmlns:a="{A[1:-1]}">{xml}</a:solidFill>'
    properties.insert(0, etree.fromstring(fill))


def inked(xml: str) -> Callable[[Any], None]:
    return lambda deck: colour(first_run(find(deck, ASK))._r.find(f"{A}rPr"), xml)


def shades(deck: Any) -> None:
    shade = '<a:schemeClr val="tx1"><a:lumMod val="{0}"/></a:schemeClr>'
    copies(deck, 13, lambda properties, n: colour(properties, shade.format(100_000 - n * 6_000)))


def bullets(deck: Any, levels: list[int]) -> None:
    shape = method(deck)
    says(shape, "a point")
    shape.left, shape.top, shape.width, shape.height = shape.left, shape.top, shape.width, Pt(300)
    first_run(shape).font.size = Pt(16)
    paragraph = shape.text_frame.paragraphs[0]._p
    for old in paragraph.findall(f"{A}pPr"):
        paragraph.remove(old)
    for level in reversed(levels):
        twin = deepcopy(paragraph)
        form = f'<a:pPr xmlns:a="{A[1:-1]}" lvl="{level}"><a:buChar char="•"/></a:pPr>'
        twin.insert(0, etree.fromstring(form))
        paragraph.addnext(twin)
    drop(paragraph)


def tinted(deck: Any, symbol: bool) -> None:
    """A tag in the matrix without its words, or without its symbol."""
    table = find(deck, r"^matrix\.demand$").table
    cell = list(list(table.rows)[-1].cells)[-1]
    runs = [run for paragraph in cell.text_frame.paragraphs for run in paragraph.runs]
    for run in runs if symbol else runs[1:]:
        drop(run._r)


def empty_holder(deck: Any) -> None:
    shape = method(deck)
    twin = deepcopy(shape._element)
    for run in list(twin.iter(f"{A}r")):
        drop(run)
    next(twin.iter(f"{P}cNvPr")).set("id", "99")
    next(twin.iter(f"{P}ph")).set("idx", "24")
    shape._element.addnext(twin)


def broken_title(deck: Any) -> None:
    shape = titled(deck, "Lin puts").shapes.title
    says(shape, "Lin puts service first, ")
    run = first_run(shape)._r
    run.addprevious(deepcopy(run))
    run.addprevious(etree.Element(f"{A}br"))


def wrong_order(deck: Any) -> None:
    table = find(deck, r"^questions\.remedy\.positions$")._element
    lead = find(deck, r"questions\.remedy\.ask@en$")._element
    lead.addprevious(table)


def chart(edit: Callable[[Any], object]) -> Callable[[Any], None]:
    return lambda deck: edit(find(deck, r"^charts\.costs$").chart._chartSpace)


def small_labels(space: Any) -> None:
    next(next(space.iter(f"{C}valAx")).find(f"{C}txPr").iter(f"{A}defRPr")).set("sz", "1000")


def negative_ids(space: Any) -> None:
    for one in space.iter(f"{C}axId", f"{C}crossAx"):
        one.set("val", f"-{one.get('val')}")


def silent_chart(deck: Any) -> None:
    next(find(deck, r"^charts\.costs$")._element.iter(f"{P}cNvPr")).attrib.pop("descr")


def low_row(deck: Any) -> None:
    find(deck, r"^questions\.remedy\.positions$").table.rows[1].height = Pt(12)


def crowd(deck: Any) -> None:
    says(method(deck), "so it is said " * 28)
    first_run(method(deck)).font.size = Pt(14)


def unnumbered(deck: Any) -> None:
    drop(next(s for s in titled(deck, "Lin puts").shapes if s.name == "sldNum")._element)


def growing(deck: Any) -> None:
    find(deck, ASK).text_frame.auto_size = MSO_AUTO_SIZE.SHAPE_TO_FIT_TEXT


def dead_link(deck: Any) -> None:
    next(c for s in deck.slides for c in s._element.iter(f"{A}hlinkClick")).set(f"{R}id", "rId99")


def more_series(space: Any) -> None:
    series = next(space.iter(f"{C}ser"))
    for _ in range(7):
        series.addnext(deepcopy(series))


def coarse_picture(deck: Any) -> None:
    slide = titled(deck, "What is left to discuss")
    image = io.BytesIO()
    Image.new("RGB", (40, 40)).save(image, "PNG")
    image.seek(0)
    picture = slide.shapes.add_picture(image, Pt(100), Pt(300), Pt(90), Pt(90))
    picture._element.find(f".//{P}cNvPr").set("descr", "a square")


def lonely(deck: Any) -> None:
    shape = find(deck, ASK)
    size_pt = first_run(shape).font.size.pt
    says(shape, "一二三四五六七八九十余")
    shape.width, shape.height = Pt(10 * size_pt + 2), Pt(200)


def core(old: str, new: str) -> Callable[[dict[str, bytes]], None]:
    def edit(parts: dict[str, bytes]) -> None:
        before = parts["docProps/core.xml"].decode()
        assert re.search(old, before)
        parts["docProps/core.xml"] = re.sub(old, new, before, count=1).encode()

    return edit


def changed(part: str, old: str, new: str) -> Callable[[dict[str, bytes]], None]:
    def edit(parts: dict[str, bytes]) -> None:
        before = parts[part].decode()
        assert re.search(old, before), part
        parts[part] = re.sub(old, new, before, count=1).encode()

    return edit


FETCH = (
    '<Relationship Id="rIdX" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"'
    ' Target="https://example.org/x.png" TargetMode="External"/></Relationships>'
)

PALE = '<a:schemeClr val="accent2"><a:lumMod val="40000"/><a:lumOff val="60000"/></a:schemeClr>'
BROKEN: list[tuple[str, int, str, str, Callable[[Any], object]]] = [
    # code, rule, severity, which deck, what is done to it
    ("title", 1, "error", "en", title("")),
    ("title-twice", 2, "error", "en", title("Both find that demand persists but is scattered")),
    ("title-lines", 3, "error", "en", narrow_title),
    ("title-length", 4, "warning", "en", title("It is as if all of us say it is so and not as it was")),
    ("title-length", 4, "warning", "zh", in_title("林文先保班次，" * 7)),
    ("title-label", 5, "warning", "en", title("Night buses")),
    ("title-label", 5, "warning", "zh", in_title("夜间公交")),
    ("fits", 6, "error", "en", ask("How many words does it take to leave the frame? " * 5)),
    ("tight", 6, "warning", "en", nearly_full),
    ("row", 7, "error", "en", low_row),
    ("table-foot", 7, "error", "en", low_table),
    ("edge", 8, "error", "en", lambda d: setattr(find(d, ASK), "left", Pt(-60))),
    ("margin", 8, "error", "en", lambda d: setattr(find(d, r"^charts\.costs/reading$"), "width", Pt(320))),
    ("overlap", 9, "warning", "en", beside_the_lead),
    ("small", 10, "error", "en", lambda d: setattr(first_run(find(d, ASK)).font, "size", Pt(12))),
    ("many-sizes", 11, "warning", "en", lambda d: copies(d, 7, lambda p, n: p.set("sz", str(1400 + n * 100)))),
    ("contrast", 12, "error", "en", inked('<a:schemeClr val="bg2"/>')),
    ("contrast", 12, "error", "en", inked(PALE)),
    ("colour-only", 13, "error", "en", lambda d: tinted(d, symbol=True)),
    ("colour-only", 13, "error", "en", lambda d: tinted(d, symbol=False)),
    ("density", 14, "warning", "en", crowd),
    ("many-bullets", 14, "warning", "en", lambda d: bullets(d, [0] * 8)),
    ("deep-bullets", 14, "warning", "en", lambda d: bullets(d, [0, 1, 2])),
    ("empty", 15, "error", "en", empty_holder),
    ("leftover", 15, "error", "en", ask("TODO ask something")),
    ("leftover", 15, "error", "en", noted("Lin puts", "[1] {{ notes }}")),
    ("source", 16, "error", "en", lambda d: drop(find(d, r"questions\.remedy\.finding@en/source$")._element)),
    ("source", 16, "error", "en", sourced("Sources: [1] Lin; [2] Zhou")),
    ("source", 16, "error", "en", sourced("Sources: [1] Lin, p. 3")),
    ("no-number", 17, "warning", "en", unnumbered),
    ("no-notes", 18, "warning", "en", noted("What is left", "")),
    ("notes-source", 18, "warning", "en", noted("Lin puts", "Just talk.")),
    ("alt", 19, "error", "en", silent_chart),
    ("order", 20, "warning", "en", wrong_order),
    ("lang", 21, "warning", "en", asked(lambda p: p.attrib.pop("lang"))),
    ("lang", 21, "warning", "en", asked(lambda p: p.set("lang", "zh-CN"))),
    ("lang", 21, "warning", "zh", asked(lambda p: p.set("lang", "en-GB"))),
    ("font", 22, "warning", "en", lambda d: setattr(first_run(find(d, ASK)).font, "name", "Comic Sans MS")),
    ("many-colours", 23, "warning", "en", shades),
    ("own-colour", 23, "warning", "en", inked('<a:srgbClr val="7A1F1F"/>')),
    ("typed-bullet", 24, "warning", "en", ask("• ask this")),
    ("grows", 24, "warning", "en", growing),
    ("title-break", 24, "warning", "en", broken_title),
    ("chart-axis", 25, "error", "en", chart(lambda s: drop(next(s.iter(f"{C}valAx")).find(f"{C}title")))),
    ("chart-series", 25, "error", "en", chart(more_series)),
    ("chart-size", 25, "error", "en", chart(small_labels)),
    ("chart-ids", 25, "error", "en", chart(negative_ids)),
    ("chart-data", 25, "error", "en", chart(lambda s: drop(s.find(f"{C}externalData")))),
    ("resolution", 26, "warning", "en", coarse_picture),
    ("title-lonely", 27, "error", "zh", in_title("林文先保班次而周文先降成本两文次序正好相反这也就是本节要讨论的事")),
    ("lonely", 27, "warning", "zh", lonely),
    ("link", 28, "error", "en", dead_link),
]  # fmt: skip
PARTS: list[tuple[str, int, str, Callable[[dict[str, bytes]], object]]] = [
    ("properties", 58, "warning", core("<dc:title>.*?</dc:title>", "<dc:title></dc:title>")),
    ("properties", 58, "warning", core("<dc:language>.*?</dc:language>", "")),
    ("author", 58, "warning", core("<dc:creator( ?/>|>.*?</dc:creator>)", "<dc:creator>Jane Roe</dc:creator>")),
    ("date", 58, "error", core(r"\d{4}-\d\d-\d\dT", "2031-02-31T")),
    ("orphan-part", 59, "error", lambda p: p.update({"ppt/slides/slide99.xml": p["ppt/slides/slide1.xml"]})),
    ("notes-link", 59, "error", changed("ppt/notesSlides/_rels/notesSlide2.xml.rels", "slide2.xml", "slide3.xml")),
    ("lost-part", 59, "error", lambda parts: parts.pop("ppt/viewProps.xml")),
    ("part-xml", 59, "error", changed("ppt/presProps.xml", "<p:presentationPr", "<!DOCTYPE x []><p:presentationPr")),
    ("outside", 59, "error", changed("ppt/slides/_rels/slide2.xml.rels", "</Relationships>", FETCH)),
    ("id-twice", 59, "error", changed("ppt/slides/slide9.xml", '<p:cNvPr id="4"', '<p:cNvPr id="3"')),
    ("id-twice", 59, "error", changed("ppt/slideMasters/slideMaster1.xml", "2147483649", "2147483648")),
    ("unfilled", 59, "error", changed("ppt/slideLayouts/slideLayout2.xml", "<a:t>[^<]*<", "<a:t>{{ outline.title }}<")),
]  # fmt: skip


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_clean_deck_has_no_flaw(clean: dict[str, bytes], profile: DeckProfile, lang: str) -> None:
    assert list(map(str, proof(clean[lang], "slides", profile, minutes=30))) == []


@pytest.mark.parametrize(("code", "rule", "severity", "lang", "edit"), BROKEN)
def test_a_broken_rule_is_named_and_no_other(
    clean: dict[str, bytes],
    profile: DeckProfile,
    code: str,
    rule: int,
    severity: str,
    lang: str,
    edit: Callable[[Any], object],
) -> None:
    found = proof(edited(clean[lang], edit), "slides", profile)
    assert {(f.code, f.rule, f.severity) for f in found} == {(code, rule, severity)}, "\n".join(map(str, found))


@pytest.mark.parametrize(("code", "rule", "severity", "edit"), PARTS)
def test_a_broken_package_is_named_and_nothing_else(
    clean: dict[str, bytes],
    profile: DeckProfile,
    code: str,
    rule: int,
    severity: str,
    edit: Callable[[dict[str, bytes]], object],
) -> None:
    found = proof(rezipped(clean["en"], edit), "slides", profile)
    assert {(f.code, f.rule, f.severity) for f in found} == {(code, rule, severity)}, "\n".join(map(str, found))


def test_a_part_of_no_kind_is_named(clean: dict[str, bytes], profile: DeckProfile) -> None:
    """Other programs refuse such a file too."""
    untyped = rezipped(clean["en"], changed("[Content_Types].xml", '<Default Extension="xlsx"[^>]*/>', ""))
    assert {f.code for f in proof(untyped, "slides", profile)} == {"part-type", "reopen"}


def test_what_is_no_deck_is_one_flaw(clean: dict[str, bytes], built: Path, profile: DeckProfile) -> None:
    for data in (b"", clean["en"][:5000], (built / "briefing.en.docx").read_bytes()):
        [flaw] = proof(data, "slides", profile)
        assert (flaw.code, flaw.rule) == ("reopen", 60)


def test_a_deck_longer_than_its_time_is_named(clean: dict[str, bytes], profile: DeckProfile) -> None:
    slides = len(Presentation(io.BytesIO(clean["en"])).slides) - 1  # the sources are not presented
    assert proof(clean["en"], "slides", profile, minutes=slides) == []
    [flaw] = proof(clean["en"], "slides", profile, minutes=slides - 1)
    assert (flaw.code, flaw.rule, flaw.severity) == ("minutes", 29, "warning")


def test_a_bigger_threshold_lets_it_pass(clean: dict[str, bytes], profile: DeckProfile) -> None:
    """Thresholds are data: nothing is decided in code."""
    small = edited(clean["en"], lambda d: setattr(first_run(find(d, ASK)).font, "size", Pt(12)))
    assert proof(small, "slides", replace(profile, body_pt_least=12)) == []


# ---------------------------------------------------------------- Word packages


def in_document(old: str, new: str) -> Callable[[dict[str, bytes]], None]:
    return changed("word/document.xml", old, new)


NESTED = '<w:hyperlink w:anchor="x"><w:hyperlink w:anchor="x"><w:r><w:t>x</w:t></w:r></w:hyperlink></w:hyperlink></w:p>'
WORD: list[tuple[str, Callable[[dict[str, bytes]], object]]] = [
    ("cell-end", in_document("</w:p></w:tc>", "</w:p><w:tbl><w:tblPr/><w:tblGrid/></w:tbl></w:tc>")),
    ("ragged", in_document("<w:tc>.*?</w:tc>", "")),
    ("id-twice", in_document(r'(<w:bookmarkStart [^>]*w:name="[^"]*"[^>]*/>)', r"\1\1")),
    ("link-in-link", in_document("</w:p>", NESTED)),
]


@pytest.mark.parametrize(("code", "edit"), WORD)
def test_word_packages_are_looked_through(built: Path, code: str, edit: Callable[[dict[str, bytes]], object]) -> None:
    found = read_profile([ROOT / "templates"], "word")
    assert found is not None
    data = (built / "briefing.en.docx").read_bytes()
    before = {f.code for f in proof(data, "word", found)}
    assert code not in before
    assert code in {f.code for f in proof(rezipped(data, edit), "word", found)}


# ---------------------------------------------------------------- what a reader of decks must get right


def test_colours_are_changed_as_powerpoint_changes_them() -> None:
    """Office's own palette: accent 4472C4, "80 %, 60 %, 40 % lighter", "25 %, 50 % darker"."""
    palette = Palette({"accent1": "4472C4", "dk1": "000000", "lt1": "FFFFFF"}, {})

    def said(changes: str) -> str:
        inner = f'<a:schemeClr val="accent1">{changes}</a:schemeClr>'
        return palette.colour(etree.fromstring(f'<a:solidFill xmlns:a="{A[1:-1]}">{inner}</a:solidFill>'))

    wanted = {
        "": "4472C4",
        '<a:lumMod val="20000"/><a:lumOff val="80000"/>': "DAE3F3",
        '<a:lumMod val="40000"/><a:lumOff val="60000"/>': "B4C7E7",
        '<a:lumMod val="60000"/><a:lumOff val="40000"/>': "8FAADC",
        '<a:lumMod val="75000"/>': "2F5597",
        '<a:lumMod val="50000"/>': "203864",
    }
    for changes, colour_wanted in wanted.items():
        found = said(changes)
        parts = [(int(found[i : i + 2], 16), int(colour_wanted[i : i + 2], 16)) for i in (0, 2, 4)]
        assert all(abs(a - b) <= 2 for a, b in parts), (changes, found, colour_wanted)
    assert said('<a:tint val="50000"/>') != said("") != said('<a:shade val="50000"/>')


def test_contrast_is_wcags() -> None:
    assert contrast("000000", "FFFFFF") == pytest.approx(21)
    assert contrast("777777", "FFFFFF") == pytest.approx(4.48, abs=0.01)


def test_what_a_slide_does_not_say_comes_from_layout_master_and_theme() -> None:
    """python-pptx's own template: nothing of ours."""
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[1])
    slide.shapes.title.text = "A title"
    frame = slide.placeholders[1].text_frame
    frame.text = "first"
    frame.add_paragraph().text = "second"
    frame.paragraphs[1].level = 1
    out = io.BytesIO()
    deck.save(out)
    read = read_deck(out.getvalue()).slides[0]
    assert read.title is not None and read.title.frame is not None
    heading = read.title.frame.paragraphs[0].runs[0]
    assert (heading.size_pt, heading.ink, heading.latin, heading.lang) == (44, "000000", "Calibri", "")
    body = next(s for s in read.shapes if s.holder == "obj")
    assert body.frame is not None
    assert [(p.runs[0].size_pt, p.bullet, p.level) for p in body.frame.paragraphs] == [(32, "•", 0), (28, "–", 1)]
    twin = slide.placeholders[1]
    assert body.place == Rect(twin.left.pt, twin.top.pt, twin.width.pt, twin.height.pt)
    assert body.frame.grounds == ("FFFFFF",)


def test_what_stands_in_a_scaled_group_is_placed_on_the_slide(clean: dict[str, bytes]) -> None:
    def scale(deck: Any) -> None:
        group = next(s for _, s in shapes(deck) if s.shape_type == 6)
        group.left, group.width = group.left + Pt(10), group.width // 2

    def inner(data: bytes) -> tuple[Shape, Shape]:
        slide = read_deck(data).slides[1]
        group = next(s for s in slide.shapes if s.kind == "group")
        return group, next(s for s in slide.shapes if s.within and s.frame and s.frame.text.strip())

    group, before = inner(clean["en"])
    _, after = inner(edited(clean["en"], scale))
    assert after.place.w_pt == pytest.approx(before.place.w_pt / 2, abs=0.1)
    off_pt = before.place.x_pt - group.place.x_pt
    assert after.place.x_pt == pytest.approx(group.place.x_pt + 10 + off_pt / 2, abs=0.1)


def test_words_on_a_dark_shape_are_judged_on_it(clean: dict[str, bytes], profile: DeckProfile) -> None:
    """A dark box goes behind the words: they can't be read any more, though words and background are the same."""

    def cover(deck: Any) -> None:
        shape = find(deck, ASK)
        box = titled(deck, "What is left").shapes.add_shape(1, shape.left, shape.top, shape.width, shape.height)
        box.name = "box"
        drop(box._element.find(f"{P}style"))
        colour(box._element.find(f"{P}spPr"), '<a:schemeClr val="tx2"/>')
        shape._element.addprevious(box._element)

    found = proof(edited(clean["en"], cover), "slides", profile)
    assert {f.code for f in found} == {"contrast"}


# ---------------------------------------------------------------- the stage


@pytest.fixture
def strict_template(project: Path) -> Callable[[str], Project]:
    """A template that is like the seminar, with a few lines of its own."""

    def make(lines: str) -> Project:
        folder = project / "templates" / "ours"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "plan.yaml").write_text(f"like: seminar\n{lines}\n", "utf-8")
        return Project(Path(), Path("out"))

    return make


def test_an_error_in_a_file_stops_the_build_before_anything_is_written(
    strict_template: Callable[[str], Project],
) -> None:
    ours = strict_template("limits: {body_pt_least: 40}")
    with pytest.raises(Problems) as caught:
        build(Path("outlines/case.yaml"), ours, template="ours")
    assert not Path("out").exists()
    found = [p for p in caught.value.found if p.severity == "error"]
    assert {p.code for p in found} == {"small"}
    assert {p.place.file.as_posix() for p in found} == {"templates/seminar/plan.yaml"}
    assert all(re.match(r"ours\.(zh|en)\.pptx, slide \d+", p.message) for p in found)


def test_warnings_are_said_and_strict_makes_them_errors(strict_template: Callable[[str], Project]) -> None:
    ours = strict_template("limits: {title_han_most: 5}")
    said: list[str] = []
    build(Path("outlines/case.yaml"), ours, template="ours", say=said.append)
    assert any("[title-length]" in line and "warning" in line for line in said)
    with pytest.raises(Problems, match="title-length"):
        build(Path("outlines/case.yaml"), ours, template="ours", strict=True)


def test_what_a_template_accepts_is_not_said_and_errors_are_never_accepted(
    strict_template: Callable[[str], Project],
) -> None:
    said: list[str] = []
    ours = strict_template("limits: {title_han_most: 5}\naccepts: {title-length: long titles are wanted here}")
    build(Path("outlines/case.yaml"), ours, template="ours", strict=True, say=said.append)
    assert said == []
    ours = strict_template("limits: {body_pt_least: 40}\naccepts: {small: it is not}")
    with pytest.raises(Problems, match="small"):
        build(Path("outlines/case.yaml"), ours, template="ours")


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        ("accepts: {densty: a slip}", "no-flaw"),
        ("profile: nowhere", "no-profile"),
        ("profile: brief", "profile-format"),
        ("limits: {words_mos: 3}", "unknown-field"),
        ("limits: {words_most: many}", "type"),
    ],
)
def test_slips_in_what_a_template_wants_are_problems(
    strict_template: Callable[[str], Project], lines: str, code: str
) -> None:
    with pytest.raises(Problems) as caught:
        build(Path("outlines/case.yaml"), strict_template(lines), template="ours")
    assert {p.code for p in caught.value.found} == {code}


def test_every_flaw_has_a_place_in_the_manual() -> None:
    """docs/rules.md lists every code, and no other."""
    rows = re.findall(r"^\| \d+ \| `([a-z-]+)` \|", (ROOT / "docs/rules.md").read_text("utf-8"), re.M)
    assert set(rows) == known_codes()


def test_flaws_read_like_other_messages() -> None:
    flaw = Flaw("slide 3, shape 'x'", 6, "fits", "needs 30 of 20 pt", "say it shorter")
    assert str(flaw) == "slide 3, shape 'x': error: needs 30 of 20 pt [fits, rule 6]\n  hint: say it shorter"
