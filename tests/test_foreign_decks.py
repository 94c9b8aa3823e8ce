"""PowerPoint files that we did not make, as looks: built, proof-read, validated, their masters left as they were."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pptx
import pytest
from conftest import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from rendering import has_libreoffice

from builder import build, model
from builder.formats.slides.inks import inks_of, suited
from builder.formats.slides.look import lacks_of, read_look
from builder.formats.slides.parts import shipped_parts
from builder.formats.slides.slots import Slot, Slots
from builder.load import Str
from builder.ooxml.colour import BLACK, ENOUGH, RGB, WHITE, colour_of, contrast, worst
from builder.problem import Place, Problems
from builder.project import Project

pytestmark = pytest.mark.slow  # in CI and by hand: `make test-slow`

DEFAULT = Path(pptx.__file__).parent / "templates" / "default.pptx"
PRESENTATIONS = Path("/usr/lib/libreoffice/share/template/common/presnt")
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
HERE = Place(Path("templates/own/plan.yaml"), 2, 7)
LANGS = pytest.mark.parametrize("lang", ["zh", pytest.param("en", marks=pytest.mark.slow)])

Make = Callable[..., Path]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Builds ai-seminar with a look: a template of two lines and, where it is given, a look.yaml."""

    def made(data: bytes, lang: str, *, name: str = "look.pptx", slots: str = "") -> Path:
        own = tmp_path / "templates" / "own"
        own.mkdir(parents=True, exist_ok=True)
        shutil.copytree(ROOT / "outlines", tmp_path / "outlines", dirs_exist_ok=True)
        for file in ("words.yaml", "profiles.yaml"):
            shutil.copy(ROOT / "templates" / file, tmp_path / "templates")
        (own / "plan.yaml").write_text(f"like: seminar\nlook: {name}\n", "utf-8")
        (own / name).write_bytes(data)
        (own / "look.yaml").unlink(missing_ok=True)
        if slots:
            (own / "look.yaml").write_text(slots, "utf-8")
        outline = tmp_path / "outlines" / "ai-seminar.yaml"
        [file] = build(outline, Project(tmp_path, tmp_path / "out"), template="own", lang=lang)
        return file.path

    return made


def look(data: bytes, slots: Slots | None = None) -> model.Look:
    return model.Look(data, Path("look.pptx"), HERE, slots)


def changed(change: Callable[[Any], None], data: bytes | None = None) -> bytes:
    """The default template of python-pptx, or another file, with a change."""
    deck = pptx.Presentation(BytesIO(data or DEFAULT.read_bytes()))
    change(deck)
    out = BytesIO()
    deck.save(out)
    return out.getvalue()


def findings(path: Path) -> list[str]:
    from openxml_audit import FileFormat, OpenXmlValidator

    result = OpenXmlValidator(file_format=FileFormat.OFFICE_2019).validate(str(path))
    return [str(e) for e in result.errors]


def designs(data: bytes) -> list[bytes]:
    """Masters, layouts and themes in canonical form, whatever their part names."""
    parser = etree.XMLParser(remove_blank_text=True)
    with zipfile.ZipFile(BytesIO(data)) as package:
        names = [n for n in package.namelist() if n.endswith(".xml")]
        kept = [n for n in names if "/slideMasters/" in n or "/slideLayouts/" in n or "/theme/" in n]
        return sorted(etree.tostring(etree.fromstring(package.read(n), parser), method="c14n") for n in kept)


def sound(path: Path, original: bytes) -> None:
    """What holds for every deck on somebody else's look; that it fits and can be read, the build's proof has seen."""
    assert findings(path) == []
    data = path.read_bytes()
    assert set(designs(original)) <= set(designs(data))
    with zipfile.ZipFile(BytesIO(data)) as package:
        assert package.testzip() is None
        for name in package.namelist():
            if name.endswith(".rels") and "/slides/" not in name:
                assert b'TargetMode="External"' not in package.read(name), name
    deck = pptx.Presentation(BytesIO(data))
    assert len(deck.slides) > 20
    for slide in deck.slides:
        assert slide.shapes.title is not None and slide.shapes.title.text_frame.text.strip()
        assert all(s.text_frame.text.strip() for s in slide.placeholders if s.has_text_frame)


# ---------------------------------------------------------------- files that others made


@LANGS
def test_the_default_template_of_python_pptx(make: Make, lang: str) -> None:
    data = DEFAULT.read_bytes()
    sound(make(data, lang), data)


@pytest.fixture(scope="module")
def converted() -> Iterator[Callable[[str], bytes]]:
    """LibreOffice's own presentation templates, as pptx."""
    with tempfile.TemporaryDirectory() as folder:

        def convert(name: str) -> bytes:
            made = Path(folder) / f"{name}.pptx"
            if not made.exists():
                shutil.copy(PRESENTATIONS / f"{name}.otp", folder)
                to = ["--headless", "--convert-to", "pptx", "--outdir", folder, str(Path(folder) / f"{name}.otp")]
                profile = f"-env:UserInstallation=file://{folder}/profile"
                subprocess.run(["soffice", profile, *to], check=True, capture_output=True, timeout=240)
            return made.read_bytes()

        yield convert


@pytest.mark.libreoffice
@pytest.mark.skipif(not has_libreoffice() or not PRESENTATIONS.is_dir(), reason="LibreOffice's templates are not here")
@LANGS
@pytest.mark.parametrize("name", ["Beehive", "Blue_Curve", "Growing_Liberty", "Midnightblue", "Vintage"])
def test_the_templates_of_libreoffice(make: Make, converted: Callable[[str], bytes], name: str, lang: str) -> None:
    data = converted(name)
    sound(make(data, lang), data)


@pytest.mark.libreoffice
@pytest.mark.skipif(not has_libreoffice() or not PRESENTATIONS.is_dir(), reason="LibreOffice's templates are not here")
def test_on_a_dark_picture_words_take_the_light_ink(converted: Callable[[str], bytes]) -> None:
    """Metropolis: its theme says black on white, its master paints a dark blue picture over that."""
    made = read_look(look(converted("Metropolis")))
    assert made.flipped
    body = colour_of(made.style("text", "body").ink, {"tx1": BLACK, "bg1": WHITE})
    assert body is not None and contrast(body, (0.2, 0.35, 0.6)) >= ENOUGH


# ---------------------------------------------------------------- dark masters, other sizes, other kinds


def dark(deck: Any) -> None:
    colours = deck.slide_master._element.find(P + "clrMap")
    for here, there in (("bg1", "dk1"), ("tx1", "lt1"), ("bg2", "dk2"), ("tx2", "lt2")):
        colours.set(here, there)


@LANGS
def test_a_dark_master(make: Make, lang: str) -> None:
    data = changed(dark)
    sound(make(data, lang), data)


def test_a_template_file_becomes_a_presentation(make: Make) -> None:
    out = BytesIO()
    with zipfile.ZipFile(DEFAULT) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "[Content_Types].xml":
                content = content.replace(b"presentation.main+xml", b"template.main+xml")
            new.writestr(name, content)
    made = make(out.getvalue(), "en", name="look.potx")
    sound(made, out.getvalue())
    with zipfile.ZipFile(made) as package:
        assert b"template.main" not in package.read("[Content_Types].xml")


def test_macros_are_refused() -> None:
    out = BytesIO()
    with zipfile.ZipFile(DEFAULT) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            main = b"vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
            macros = b"vnd.ms-powerpoint.presentation.macroEnabled.main+xml"
            new.writestr(name, old.read(name).replace(main, macros))
    with pytest.raises(Problems) as caught:
        read_look(look(out.getvalue()))
    assert [p.code for p in caught.value.found] == ["macros"]


# ---------------------------------------------------------------- what is taken out, and what stays


def with_samples(deck: Any) -> None:
    """Three sample slides, one with notes; a link to outside and something embedded on a layout."""
    for n, title in enumerate(("First", "Second", "Legal notice")):
        slide = deck.slides.add_slide(deck.slide_layouts[1])
        slide.shapes.title.text, slide.placeholders[1].text = title, f"sample {n}"
    deck.slides[2].notes_slide.notes_text_frame.text = "read this out"
    layout = deck.slide_layouts[1]
    link = layout.part.relate_to("https://example.org/", RT.HYPERLINK, is_external=True)
    said = layout.placeholders[2]._element.find(f".//{P}cNvPr")
    etree.SubElement(said, A + "hlinkClick").set(
        "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id", link
    )
    thing = Part(PackURI("/ppt/embeddings/oleObject1.bin"), "application/x-ole", deck.part.package, b"MZ")
    layout.part.relate_to(thing, RT.OLE_OBJECT)


def test_samples_go_and_a_kept_one_stands_at_the_end(make: Make) -> None:
    data = changed(with_samples)
    made = make(data, "en", slots='text: {layout: "Title and Content", body: 1}\nkeep: [3]\n')
    deck = pptx.Presentation(str(made))
    titles = [s.shapes.title.text_frame.text for s in deck.slides]
    assert titles[-1] == "Legal notice" and "First" not in titles and "Second" not in titles
    assert deck.slides[-1].notes_slide.notes_text_frame.text == "read this out"
    with zipfile.ZipFile(made) as package:
        names = package.namelist()
        assert len(names) == len(set(names))
        assert sum(n.startswith("ppt/slides/slide") for n in names) == len(titles)
        assert not [n for n in names if "embeddings/ole" in n or "printerSettings" in n or "thumbnail" in n]
    assert findings(made) == []


def test_links_and_embedded_things_are_not_carried_over(make: Make) -> None:
    made = make(changed(with_samples), "en")
    with zipfile.ZipFile(made) as package:
        for name in package.namelist():
            if name.startswith("ppt/slideLayouts/"):
                content = package.read(name)
                assert b"example.org" not in content and b"hlinkClick" not in content and b"oleObject" not in content
    assert findings(made) == []


# ---------------------------------------------------------------- look.yaml


def slot(layout: str, **numbers: int) -> Slot:
    return Slot(HERE, Str(layout, HERE), **numbers)  # type: ignore[arg-type]


def test_slots_choose_layouts_and_placeholders() -> None:
    slots = Slots(
        cover=slot("Section Header", subtitle=1),
        text=slot("Two Content", body=2, source=1, footer=11),
        canvas=slot("Title Only"),
    )
    made = read_look(look(DEFAULT.read_bytes(), slots))
    text = made.layouts["Collate Text"]
    assert text[1].index == 2 and text[21].index == 1
    assert made.files["Collate Cover"].endswith("slideLayout3.xml")
    assert made.files["Collate Section"] == made.files["Collate Cover"]
    assert made.files["Collate Canvas"].endswith("slideLayout6.xml")


def test_what_look_yaml_names_and_the_file_lacks_is_told_at_once() -> None:
    slots = Slots(text=slot("Title and Contents", body=1), cover=slot("Title Slide", subtitle=7, table=1), keep=(4,))
    with pytest.raises(Problems) as caught:
        read_look(look(DEFAULT.read_bytes(), slots))
    said = [p.message for p in caught.value.found]
    assert len(said) == 4
    assert "look.pptx has no layout 'Title and Contents'" in said
    assert "the layout 'Title Slide' has no placeholder 7 (subtitle)" in said
    assert "'cover' has no 'table'" in said


def test_every_fallback_is_declared() -> None:
    def bare(deck: Any) -> None:
        """Only 'Title Only' is left."""
        for one in [x for x in deck.slide_layouts if x.name != "Title Only"]:
            deck.slide_layouts.remove(one)

    data = changed(bare)
    lacks = {x.what: x for x in lacks_of(look(data))}
    assert not any(x.fatal for x in lacks.values())
    wanted = ("no placeholder for text", "no layout for section slides", "no placeholder for the source line",
              "no placeholder for a table", "no placeholder for a chart")  # fmt: skip
    assert set(wanted) <= set(lacks)
    made = read_look(look(data))
    body, source = made.layouts["Collate Text"][1], made.layouts["Collate Text"][21]
    assert not body.kind and body.rect.bottom_pt <= source.rect.y_pt
    assert 20 not in made.layouts["Collate Text"]


def test_without_a_title_nothing_can_be_built() -> None:
    def untitled(deck: Any) -> None:
        for one in [x for x in deck.slide_layouts if x.name != "Blank"]:
            deck.slide_layouts.remove(one)

    with pytest.raises(Problems) as caught:
        read_look(look(changed(untitled)))
    assert "no layout has a title" in str(caught.value)


def test_two_layouts_of_one_name_can_be_told_apart() -> None:
    def twins(deck: Any) -> None:
        deck.slide_layouts[5]._element.find(P + "cSld").set("name", "Title and Content")

    made = read_look(
        look(changed(twins), Slots(text=slot("Title and Content", body=1), canvas=slot("Title and Content (2)")))
    )
    assert made.files["Collate Canvas"].endswith("slideLayout6.xml")


# ---------------------------------------------------------------- inks

colours = st.tuples(*[st.floats(0, 1)] * 3)


@settings(max_examples=150, deadline=None)
@given(st.lists(colours, min_size=8, max_size=8), colours, st.booleans())
def test_whatever_the_theme_words_can_be_read_on_their_fills(some: list[RGB], bare: RGB, flip: bool) -> None:
    light, night = (BLACK, WHITE) if flip else (WHITE, BLACK)
    names = {"bg1": light, "tx1": night, "bg2": some[0], "tx2": some[1], "hlink": some[2], "folHlink": some[2]}
    names |= {f"accent{n}": c for n, c in enumerate(some[2:], 1)}
    inks = inks_of(names, (bare,), "")
    for name, part in suited(shipped_parts(), inks, 1.0, ours=True).items():
        under = [colour_of(part.fill, names)] if part.fill else [bare]
        for role, style in part.styles.items():
            ink = colour_of(style.ink, names)
            assert ink is not None
            assert worst(ink, [c for c in under if c is not None]) >= ENOUGH, (name, role)
