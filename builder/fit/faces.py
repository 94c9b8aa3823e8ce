"""Advance widths of a family: from a shipped table, from a font file, or a careful guess."""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from pathlib import Path

from builder.fit.font_file import find_font

HAN_EM = 1.0
HALF_EM = 0.5
EMOJI_EM = 1.3
MISSING_EM = 1.0  # a character the family lacks comes from a fallback font; those for Chinese draw it full
GUESS = 1.2  # an unknown family is taken as the widest of ours and this much more: covers even DejaVu Sans

# families that share their advance widths, by design, with the one whose table we ship
_TABLES = {
    "carlito": ("calibri", "carlito"),
    "caladea": ("cambria", "caladea"),
    "liberation-sans": ("arial", "helvetica", "liberation sans", "arimo"),
    "liberation-serif": ("times new roman", "times", "liberation serif", "tinos"),
}


class Widths(dict[str, float]):
    """Advance width in em of any character; what the font lacks is filled in by rule when first asked for.

    A dict that fills itself, because looking up a character is the innermost step of measuring a deck.
    """

    def __missing__(self, char: str) -> float:
        self[char] = width = self._by_rule(char)
        return width

    def _by_rule(self, char: str) -> float:
        if unicodedata.category(char) in ("Mn", "Me", "Cf", "Cc"):  # marks, joiners, selectors, controls
            return 0.0
        if "\U0001f3fb" <= char <= "\U0001f3ff":  # a skin tone colours the emoji before it
            return 0.0
        if char in "\u00a0\u202f":
            return self[" "]
        match unicodedata.east_asian_width(char):
            case "W" | "F":
                return EMOJI_EM if _emoji(char) else HAN_EM
            case "H":
                return HALF_EM
        base = unicodedata.normalize("NFD", char)[0]  # ǎ is as wide as a
        if base != char:
            return self[base]
        return EMOJI_EM if _emoji(char) else MISSING_EM


def _emoji(char: str) -> bool:
    if "\u2300" <= char < "\u2e80":  # ✅ is one, ☆ is a sign of the text
        return unicodedata.east_asian_width(char) == "W"
    return "\U0001f000" <= char <= "\U0001faff"


@dataclass(frozen=True)
class Face:
    """Advance widths in em of one family, regular and bold; Han and full-width marks are 1 em.

    Attributes:
        family: the name that was asked for.
        exact: the widths are those of the family itself, or of one with the same widths by design.
        source: where the widths come from, in words for a message.
        regular: width in em of each character.
        bold: the same of the bold face.
    """

    family: str
    exact: bool
    source: str
    regular: Mapping[str, float] = field(repr=False, compare=False)
    bold: Mapping[str, float] = field(repr=False, compare=False)


def face(family: str, folders: Sequence[Path] = ()) -> Face:
    """Widths of a Latin family, such as "Calibri"; of an unknown one a careful (wide) guess.

    The fonts installed on the machine are not asked, or two machines would build two different decks.

    Args:
        family: the name as the look gives it; case doesn't matter.
        folders: folders of font files that come with the look, searched in order when no table is shipped
            for the family.

    Returns:
        The face. Where nothing is known of the family, `exact` is False and `source` says so.
    """
    return _face(" ".join(family.split()), tuple(folders))


@cache
def _face(family: str, folders: tuple[Path, ...]) -> Face:
    for table, families in _TABLES.items():
        if family.casefold() in families:
            regular, bold = _shipped(table)
            return Face(family, True, f"shipped table {table}", Widths(regular), Widths(bold))
    regular_file, bold_file = find_font(family, folders, bold=False), find_font(family, folders, bold=True)
    if regular_file:
        bold_widths = (bold_file or regular_file).widths_em
        source = regular_file.path.name
        if bold_file is None:
            source += ", no bold face found: bold is measured as regular, widened"
            bold_widths = {char: width * GUESS for char, width in bold_widths.items()}
        return Face(family, bold_file is not None, source, Widths(regular_file.widths_em), Widths(bold_widths))
    tables = [_shipped(table) for table in _TABLES]
    return Face(
        family,
        False,
        f"a wide guess: no width table and no font file for {family}",
        Widths(_widest([regular for regular, _ in tables])),
        Widths(_widest([bold for _, bold in tables])),
    )


def _widest(tables: Sequence[Mapping[str, float]]) -> dict[str, float]:
    widths = {}
    for char in set().union(*tables):
        widest = max(table.get(char, 0.0) for table in tables)
        widths[char] = min(widest * GUESS, max(HAN_EM, widest))
    return widths


@cache
def _shipped(table: str) -> tuple[dict[str, float], dict[str, float]]:
    text = resources.files("builder.fit").joinpath("widths", f"{table}.tsv").read_text(encoding="utf-8")
    rows = list(_rows(text))
    return {char: plain for char, plain, _ in rows}, {char: heavy for char, _, heavy in rows}


def _rows(text: str) -> Iterator[tuple[str, float, float]]:
    em = 1
    for line in text.splitlines():
        if line.startswith("#"):
            if line.startswith("# units per em:"):
                em = int(line.rpartition(":")[2])
            continue
        point, plain, heavy = line.split("\t")
        yield chr(int(point, 16)), int(plain) / em, int(heavy) / em
