"""Colours of DrawingML, in every way that a file may write them (ECMA-376 Part 1, 20.1.2.3)."""

from __future__ import annotations

import colorsys
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from builder.finished.deck_colours import Palette
from builder.ooxml.colour import RGB, A, colour_of, from_hex, hexed

ACCENT = "4472C4"
CHANNELS = st.integers(0, 255)
COLOURS = st.builds("{:02X}{:02X}{:02X}".format, CHANNELS, CHANNELS, CHANNELS)


def shown(colour: str, changes: str = "") -> str:
    """What becomes of a colour element, as RRGGBB; finished decks are read with the same eyes."""
    fill = f"<a:solidFill>{colour.replace('/>', f'>{changes}</{colour[1:].split()[0]}>')}</a:solidFill>"
    names = {"accent1": rgb(ACCENT)}
    found = colour_of(fill, names)
    told = hexed(found) if found else ""
    read = etree.fromstring(fill.replace("<a:solidFill>", f'<a:solidFill xmlns:a="{A[1:-1]}">'))
    assert Palette({"accent1": ACCENT}, {}).colour(read) == told
    return told


def rgb(text: str) -> RGB:
    found = from_hex(text)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("colour", "wanted"),
    [
        ('<a:srgbClr val="4472c4"/>', "4472C4"),
        ('<a:schemeClr val="accent1"/>', "4472C4"),
        ('<a:schemeClr val="accent9"/>', ""),
        ('<a:srgbClr val="rot"/>', ""),
        ('<a:sysClr val="window"/>', "FFFFFF"),
        ('<a:sysClr val="windowText" lastClr="101010"/>', "101010"),
        ('<a:prstClr val="dkOliveGreen"/>', "556B2F"),
        ('<a:prstClr val="ltGrey"/>', "D3D3D3"),
        ('<a:prstClr val="medPurple"/>', "9370DB"),
        ('<a:prstClr val="green"/>', "008000"),
        ('<a:prstClr val="mud"/>', ""),
        ('<a:scrgbClr r="50000" g="0" b="100000"/>', "BC00FF"),  # linear: half of the light is not half of the value
        ('<a:scrgbClr r="50%" g="0%" b="100%"/>', "BC00FF"),
        ('<a:scrgbClr r="200000" g="-5000" b="0"/>', "FF0000"),
        ('<a:hslClr hue="14400000" sat="100000" lum="50000"/>', "0000FF"),
        ('<a:hslClr hue="14400000" sat="100%" lum="25%"/>', "000080"),
    ],
)
def test_ways_to_write_a_colour(colour: str, wanted: str) -> None:
    assert shown(colour) == wanted


@pytest.mark.parametrize(
    ("changes", "wanted"),
    [
        ('<a:lumMod val="50%"/>', shown('<a:schemeClr val="accent1"/>', '<a:lumMod val="50000"/>')),
        ('<a:lum val="100000"/>', "FFFFFF"),
        ('<a:lumOff val="119037"/><a:lum val="50142"/>', "808080"),  # white has no hue left
        ("<a:inv/>", "BB8D3B"),
        ("<a:gray/>", "6E6E6E"),
        ('<a:satOff val="-100000"/>', "848484"),
        ('<a:hueOff val="21600000"/>', ACCENT),
        ('<a:alpha val="10000"/>', ACCENT),
        ('<a:lumMod val="a lot"/>', ACCENT),
    ],
)
def test_changes_of_a_colour(changes: str, wanted: str) -> None:
    assert shown('<a:schemeClr val="accent1"/>', changes) == wanted


@given(COLOURS, st.integers(0, 21_600_000))
def test_a_turned_hue_keeps_its_light(colour: str, by: int) -> None:
    turned = shown(f'<a:srgbClr val="{colour}"/>', f'<a:hueOff val="{by}"/>')
    before, after = (colorsys.rgb_to_hls(*rgb(c))[1] for c in (colour, turned))
    assert abs(before - after) <= 1 / 255


@given(COLOURS)
def test_what_is_inverted_twice_is_as_before(colour: str) -> None:
    assert shown(f'<a:srgbClr val="{colour}"/>', "<a:inv/><a:inv/>") == colour


def test_a_slide_with_its_own_colour_map_takes_no_colour_over_from_its_layout() -> None:
    fill = etree.fromstring(f'<a:solidFill xmlns:a="{A[1:-1]}"><a:schemeClr val="tx1"/></a:solidFill>')
    layout = Palette({"dk1": "111111", "lt1": "EEEEEE"}, {"tx1": "dk1"})
    assert layout.painted(fill) == layout.painted(fill) == ("111111",)
    assert replace(layout, names={"tx1": "lt1"}).painted(fill) == ("EEEEEE",)
