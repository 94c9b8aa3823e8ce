"""Lines and height of a text, without a renderer: laws, rules by example, and the width tables."""

import doctest
import io
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import builder.fit
from builder.fit import PITCH_EM, Run, face, fits, height_pt, left_over, lonely, most, wrap
from builder.fit.breaks import borders, kinds
from builder.fit.font_file import find_font

CALIBRI = face("Calibri")
CLOSERS = "，。、；：？！）》」』】〕”’…—％,.;:?!)]}%"
OPENERS = "（《「『【〔“‘(["

han = st.text("夜间客流下滑不是需求消失", min_size=1, max_size=12)
latin = st.text("abcGPS0123", min_size=1, max_size=8)
phrase = st.tuples(st.sampled_from(["", "", *OPENERS]), han | latin, st.sampled_from(["", " ", " ", *CLOSERS])).map(
    "".join
)
prose = st.lists(phrase, min_size=1, max_size=25).map("".join)
anything = st.text(st.sampled_from("夜间，。（“”—…· \n\v\t\u3000\u00a0\u200b\u200d\u0301ab-–/1%→①👍🏽é中"), max_size=60)
sizes_pt = st.sampled_from([10.0, 12.0, 18.0, 20.0, 28.0])


def calibri(text: str, width_pt: float, size_pt: float = 10) -> tuple[str, ...]:
    """The lines of one run."""
    return wrap([Run(text, size_pt)], width_pt, CALIBRI)


def ink(text: str) -> str:
    """The text without its blanks."""
    return "".join(text.replace("\u200b", " ").split())


def test_the_manual_tells_the_truth() -> None:
    result = doctest.testmod(builder.fit)
    assert result.attempted and not result.failed


# ---------------------------------------------------------------- laws


@given(anything, st.floats(0, 300), sizes_pt)
def test_no_character_is_lost_and_none_added(text: str, width_pt: float, size_pt: float) -> None:
    assert ink("".join(calibri(text, width_pt, size_pt))) == ink(text)


@given(prose, st.floats(180, 600))
def test_no_line_begins_or_ends_with_a_mark_that_must_not(text: str, width_pt: float) -> None:
    lines = calibri(text, width_pt)
    assert not any(line[0] in CLOSERS for line in lines[1:]), lines
    assert not any(line[-1] in OPENERS for line in lines[:-1]), lines


@given(anything, st.floats(30, 300))
def test_no_line_is_wider_than_the_box(text: str, width_pt: float) -> None:
    for line in calibri(text.replace("\u200d", "").replace("\t", ""), width_pt):
        assert sum(CALIBRI.regular[char] * 10 for char in line) <= width_pt


@given(prose, st.floats(180, 600), st.floats(1, 3))
def test_a_wider_box_never_needs_more_lines(text: str, width_pt: float, times: float) -> None:
    assert len(calibri(text, width_pt * times)) <= len(calibri(text, width_pt))


@given(prose, st.integers(0, 100), st.floats(30, 300))
def test_where_a_run_ends_moves_no_break(text: str, at: int, width_pt: float) -> None:
    assert wrap([Run(text[:at], 10), Run("", 10), Run(text[at:], 10)], width_pt, CALIBRI) == calibri(text, width_pt)


@given(st.lists(prose, max_size=5), st.floats(0, 400), st.floats(0, 12))
def test_most_and_fits_agree_with_the_height(texts: list[str], box_pt: float, before_pt: float) -> None:
    paragraphs = [[Run(text, 10)] for text in texts]
    count = most(paragraphs, 200, box_pt, CALIBRI, before_pt=before_pt)
    assert height_pt(paragraphs[:count], 200, CALIBRI, before_pt=before_pt) <= box_pt + 0.01
    if count < len(paragraphs):
        assert height_pt(paragraphs[: count + 1], 200, CALIBRI, before_pt=before_pt) > box_pt
    assert fits(paragraphs, 200, box_pt, CALIBRI, before_pt=before_pt) == (count == len(paragraphs))


# ---------------------------------------------------------------- rules by example


@pytest.mark.parametrize(
    ("text", "width_pt", "want"),
    [
        ("补贴按车公里计发", 41, ("补贴按车", "公里计发")),
        ("补贴按车，公里", 41, ("补贴按", "车，公里")),  # a comma starts no line
        ("补贴按《车》公里", 41, ("补贴按", "《车》公", "里")),  # an opening mark ends none
        ("补贴按车 ，公里", 43, ("补贴按", "车 ，公里")),  # … even after a blank
        ("——补贴……", 31, ("——补", "贴……")),  # two-part marks stay whole
        ("two words", 30, ("two", "words")),
        ("two      words", 30, ("two", "words")),  # blanks at a line's end take no room
        ("over-provision", 45, ("over-", "provision")),
        ("and/or", 20, ("and/", "or")),
        ("2029–2031", 30, ("2029–", "2031")),
        ("a -5 or 1/2", 22, ("a -5", "or", "1/2")),
        ("约占23.5%的", 40, ("约占", "23.5%的")),
        ("共长200\u00a0ms", 45, ("共长", "200\u00a0ms")),  # a number keeps its unit
        ("abcdefghij", 20, ("abcd", "efgh", "ij")),  # longer than a line
        ("xxxxe\u0301）", 25, ("xxxx", "e\u0301）")),  # … but not before a mark, nor between a letter and its accent
        ("补贴按车", 40, ("补贴按", "车")),  # full to the point is too full: programs round
        ("甲\n\n乙\v丙", 90, ("甲", "", "乙", "丙")),
        ("", 90, ("",)),
        ("中中", 0, ("中", "中")),  # no room at all is no endless loop
        ("👨\u200d👩\u200d👧好", 20, ("👨\u200d👩\u200d👧", "好")),
    ],
)
def test_lines(text: str, width_pt: float, want: tuple[str, ...]) -> None:
    assert calibri(text, width_pt) == want


def test_ambiguous_marks_are_full_width_beside_chinese_only() -> None:
    assert kinds("他说“好”")[1] == [2, 4]
    assert kinds("he said “no”—and…")[1] == []
    assert len(calibri("中”“中", 31)) == 2
    assert len(calibri("a”“a", 31)) == 1


def test_the_wider_of_the_two_gaps_is_told() -> None:
    assert borders(kinds("甲a乙1，b")[0]) == [1, 2, 3, 4, 5]
    tight_pt = 10 * (4 + 2 * CALIBRI.regular["a"])
    assert len(calibri("甲a乙a丙丁", tight_pt + 1)) == 2
    assert len(calibri("甲a乙a丙丁", tight_pt + 4 * 2.5 + 1)) == 1
    line_pt = 10 * (2 + CALIBRI.regular["a"]) + 2.5
    assert len(calibri("甲乙a丙丁a", line_pt + 0.1)) == 2  # no gap at a line's end


def test_bold_is_wider_and_raised_is_smaller() -> None:
    word = "minimal margins of measurement"
    plain_pt = sum(CALIBRI.regular[char] for char in word) * 10 * 1.002
    assert len(wrap([Run(word, 10)], plain_pt, CALIBRI)) == 1
    assert len(wrap([Run(word, 10, bold=True)], plain_pt, CALIBRI)) == 2
    assert len(wrap([Run(word, 15, raised=True)], plain_pt, CALIBRI)) == 1


def test_height_counts_the_largest_size_of_each_line() -> None:
    paragraph = [Run("补贴按车公里", 10), Run("大", 20), Run("\n小", 10)]
    assert wrap(paragraph, 81, CALIBRI) == ("补贴按车公里大", "小")
    assert height_pt([paragraph], 81, CALIBRI) == pytest.approx(PITCH_EM * 30)
    assert height_pt([paragraph] * 2, 81, CALIBRI, line_spacing=0.9, before_pt=6) == pytest.approx(
        PITCH_EM * 0.9 * 60 + 6
    )
    assert height_pt([], 81, CALIBRI) == 0
    assert height_pt([[Run("", 10)]], 81, CALIBRI) == pytest.approx(12)


# ---------------------------------------------------------------- widths


def test_metric_compatible_names_share_a_table() -> None:
    assert face("calibri").regular == face(" Carlito ").regular
    assert face("Arial").bold == face("Liberation Sans").bold
    assert face("Times New Roman").regular["m"] == pytest.approx(1593 / 2048)
    assert face("Calibri").exact


def test_an_unknown_family_is_taken_wide_and_said_to_be_unknown() -> None:
    unknown = face("Nonesuch Grotesk")
    assert not unknown.exact and "Nonesuch Grotesk" in unknown.source
    for family in ("Calibri", "Arial", "Times New Roman"):
        known = face(family)
        assert all(
            unknown.regular[char] >= known.regular[char] and unknown.bold[char] >= known.bold[char]
            for char in map(chr, range(32, 127))
        )


def test_widths_that_no_table_holds() -> None:
    width = CALIBRI.regular
    assert [width[char] for char in "中，（①한"] == [1] * 5
    assert [width[char] for char in "\u0301\u200b\u200d\ufe0f"] == [0] * 4
    assert width["ｱ"] == 0.5 and width["👍"] == 1.3
    assert width["ǎ"] == pytest.approx(width["a"])


@pytest.mark.parametrize("family", ["Carlito", "Liberation Sans", "Liberation Serif"])
@pytest.mark.parametrize("bold", [False, True])
def test_the_tables_are_those_of_the_fonts(family: str, bold: bool) -> None:
    font = find_font(family, [Path("/usr/share/fonts/truetype")], bold=bold)
    if font is None:
        pytest.skip(f"{family} is not installed")
    table = face(family).bold if bold else face(family).regular
    assert all(font.widths_em[char] == table[char] for char in table if char in font.widths_em)


def font_bytes(style: str, wide: int, far: bool) -> bytes:
    """A font of two letters; with a character beyond the BMP its cmap gets a format 12 subtable."""
    made = pytest.importorskip("fontTools.fontBuilder").FontBuilder(1000, isTTF=True)
    empty = pytest.importorskip("fontTools.ttLib.tables._g_l_y_f").Glyph
    glyphs = {".notdef": 500, "a": wide, "b": wide + 50, "c": wide + 50}
    made.setupGlyphOrder(list(glyphs))
    made.setupCharacterMap({97: "a", 98: "b"} | ({0x1F600: "c"} if far else {}))
    made.setupGlyf({name: empty() for name in glyphs})
    made.setupHorizontalMetrics({name: (width, 0) for name, width in glyphs.items()})
    made.setupHorizontalHeader()
    made.setupNameTable({"familyName": "Test Sans", "styleName": style})
    made.setupOS2(fsSelection={"Regular": 0x40, "Bold": 0x20, "Italic": 1}[style])
    made.setupPost()
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize("far", [False, True])
def test_a_font_file_beside_the_look_is_read(tmp_path: Path, far: bool) -> None:
    (tmp_path / "a-italic.ttf").write_bytes(font_bytes("Italic", 100, far))
    (tmp_path / "regular.ttf").write_bytes(font_bytes("Regular", 400, far))
    (tmp_path / "not-a-font.ttf").write_bytes(b"hello")
    alone = face("Test Sans", [tmp_path])
    assert (alone.regular["a"], alone.regular["b"]) == (0.4, 0.45)
    assert not alone.exact and "no bold" in alone.source
    folder = tmp_path / "two"
    folder.mkdir()
    (folder / "regular.ttf").write_bytes(font_bytes("Regular", 400, far))
    (folder / "bold.ttf").write_bytes(font_bytes("Bold", 600, far))
    both = face("test sans", [folder])
    assert both.exact and (both.regular["a"], both.bold["b"]) == (0.4, 0.65)


def test_a_garbled_font_file_counts_as_none(tmp_path: Path) -> None:
    whole = font_bytes("Regular", 400, far=True)
    dice = random.Random(3)
    for n in range(150):
        garbled = bytearray(whole[: dice.randint(0, len(whole))])
        for _ in range(dice.randint(0, 8) if garbled else 0):
            garbled[dice.randrange(len(garbled))] = dice.randrange(256)
        (tmp_path / f"{n}.ttf").write_bytes(garbled)
    assert find_font("No Such Family", [tmp_path], bold=False) is None


@pytest.mark.parametrize(
    ("last", "left"),
    [
        ("句。", 1),
        ("句话。", 2),
        ("。”", 0),
        ("[4]", 0),
        ("句[4, 三（一）¶2]。", 1),
        ("是，否", 2),
        ("ok", 2),
        (" ", None),
    ],
)
def test_what_stands_on_a_last_line(last: str, left: int | None) -> None:
    assert left_over(("这是第一行", last)) == left
    assert lonely(("这是第一行", last)) == (left is not None and left < 2)
    assert left_over((last,)) is None and not lonely((last,))
