"""`collate template`: what it says of a file, the template that it writes, and what it exits with."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pptx
import pytest
from conftest import ROOT
from pptx.util import Emu

from builder.__main__ import main
from builder.formats.slides.slots import Slots
from builder.load import load
from builder.looks import slides
from builder.typed import typed

DEFAULT = Path(pptx.__file__).parent / "templates" / "default.pptx"

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with the shipped outlines, and the file acme.pptx in it; the test stands there."""
    shutil.copytree(ROOT / "outlines", tmp_path / "outlines")
    shutil.copy(DEFAULT, tmp_path / "acme.pptx")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def changed(change: Callable[[Any], None]) -> bytes:
    deck = pptx.Presentation(str(DEFAULT))
    change(deck)
    out = BytesIO()
    deck.save(out)
    return out.getvalue()


def test_inspect_says_what_is_in_the_file(here: Path, capsys: Capture) -> None:
    assert main(["template", "inspect", "acme.pptx"]) == 0
    said = capsys.readouterr().out
    assert "Slides: 25.4 × 19.1 cm" in said
    assert "Fonts: headings Calibri, text Calibri, Chinese 宋体" in said
    assert "accent1  4F81BD   4.0" in said  # its contrast with white
    assert "'Section Header' (secHead)" in said
    assert "obj         1  'Content Placeholder 2'  1.3, 4.4 cm; 22.9 × 12.6 cm; 32 pt" in said
    assert "no placeholder for the source line: a text box at the foot of the text's area" in said
    assert not (here / "templates").exists()


def test_the_first_mapping_is_one_that_builds(here: Path, capsys: Capture) -> None:
    assert main(["template", "inspect", "acme.pptx", "--as", "acme"]) == 0
    assert sorted(p.name for p in (here / "templates/acme").iterdir()) == ["look.pptx", "look.yaml", "plan.yaml"]
    mapped = (here / "templates/acme/look.yaml").read_text("utf-8")
    assert "# its type is 'title'" in mapped and "slide-number: 12" in mapped
    slots = typed(load(here / "templates/acme/look.yaml", Path("look.yaml")), Slots, lang="zh", root="acme")
    assert slots.text is not None and (slots.text.layout, slots.text.body) == ("Title and Content", 1)
    assert slots.section is not None and slots.section.layout == "Section Header"
    assert main(["build", "outlines/ai-seminar.yaml", "--template", "acme", "--lang", "en"]) == 0
    deck = pptx.Presentation(str(here / "out/ai-seminar/acme.en.pptx"))
    assert deck.slide_width == Emu(9144000)
    assert {s.slide_layout.name for s in deck.slides} == {
        "Title Slide", "Section Header", "Title and Content", "Title Only",
    }  # fmt: skip
    capsys.readouterr()


def test_check_lists_what_is_lacking_and_can_be_built(here: Path, capsys: Capture) -> None:
    main(["template", "inspect", "acme.pptx", "--as", "acme"])
    capsys.readouterr()
    assert main(["template", "check", "templates/acme"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert "templates/acme/look.pptx: no placeholder for the section's name: it is left out" in said
    assert said[-1].startswith("templates/acme: it can be built; ")


def test_check_fails_where_nothing_can_be_built(here: Path, capsys: Capture) -> None:
    def untitled(deck: Any) -> None:
        for one in [x for x in deck.slide_layouts if x.name != "Blank"]:
            deck.slide_layouts.remove(one)

    own = here / "templates/bare"
    own.mkdir(parents=True)
    (own / "plan.yaml").write_text("like: seminar\nlook: look.pptx\n", "utf-8")
    (own / "look.pptx").write_bytes(changed(untitled))
    assert main(["template", "check", "templates/bare"]) == 1
    assert "no layout has a title: give one a title placeholder" in capsys.readouterr().out


def test_a_mistake_in_look_yaml_is_told_at_its_line(here: Path, capsys: Capture) -> None:
    main(["template", "inspect", "acme.pptx", "--as", "acme"])
    file = here / "templates/acme/look.yaml"
    lines = file.read_text("utf-8").splitlines()
    at = next(n for n, line in enumerate(lines, 1) if '"Title Only"' in line)
    file.write_text(file.read_text("utf-8").replace('"Title Only"', '"Title Onyl"'), "utf-8")
    capsys.readouterr()
    assert main(["template", "check", "templates/acme"]) == 1
    said = capsys.readouterr().err
    assert f"templates/acme/look.yaml:{at}:11: error: look.pptx has no layout 'Title Onyl' [missing-layout]" in said
    assert "Title Only" in said


def test_the_shipped_templates_lack_nothing(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    for name in ("seminar", "briefing"):
        assert main(["template", "check", f"templates/{name}"]) == 0
    assert "templates/seminar: it can be built; 0 things to know" in capsys.readouterr().out


def test_a_small_area_is_told_before_anything_is_built() -> None:
    def low(deck: Any) -> None:
        """The body, here and on the master, ends in the middle of the slide, and a strip is drawn below it."""
        for owner in (deck.slide_master, deck.slide_layouts[1]):
            body = next(p for p in owner.placeholders if p.placeholder_format.idx == 1)
            body.left, body.top, body.width, body.height = Emu(457200), Emu(1600200), Emu(8229600), Emu(2000000)
        strip = deck.slide_layouts[1].shapes._spTree
        drawn = deck.slides.add_slide(deck.slide_layouts[6]).shapes.add_shape(1, 0, Emu(3700000), Emu(9144000), Emu(9))
        strip.append(drawn._element)

    said = slides.inspect(changed(low))
    assert "the area for text is low (5.9 of 19.1 cm): slides are cut more often" in said


def test_a_word_file_goes_the_same_way(here: Path, capsys: Capture) -> None:
    document = docx.Document()
    document.save(str(here / "acme.docx"))
    assert main(["template", "inspect", "acme.docx", "--as", "acme-word"]) == 0
    assert (here / "templates/acme-word/plan.yaml").read_text("utf-8").endswith("like: briefing\nlook: look.docx\n")
    assert main(["template", "check", "templates/acme-word"]) == 0
    capsys.readouterr()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["acme.key"], "name a .pptx, .potx, .docx or .dotx"),
        (["acme.pptx", "--as", "../acme"], "small letters, digits and hyphens"),
    ],
)
def test_wrong_usage(here: Path, capsys: Capture, arguments: list[str], said: str) -> None:
    assert main(["template", "inspect", *arguments]) == 2
    assert said in capsys.readouterr().err
    assert not (here / "templates").exists()


def test_a_template_that_is_there_is_left_alone(here: Path, capsys: Capture) -> None:
    own = here / "templates/acme"
    own.mkdir(parents=True)
    (own / "plan.yaml").write_text("like: briefing\n", "utf-8")
    assert main(["template", "inspect", "acme.pptx", "--as", "acme"]) == 1
    assert (own / "plan.yaml").read_text("utf-8") == "like: briefing\n"
    assert "is there already" in capsys.readouterr().err


def test_a_file_that_is_none_is_a_problem(here: Path, capsys: Capture) -> None:
    (here / "broken.pptx").write_bytes(b"PK nothing")
    assert main(["template", "inspect", "broken.pptx"]) == 1
    assert "broken.pptx:1:1: error: it cannot be opened" in capsys.readouterr().err
