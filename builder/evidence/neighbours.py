"""What each line of an article's text is, now that its neighbours are known.

A footnote goes on in the line below, a title is a title because no prose stands above it, a numbered line is
a heading because the other numbered lines of its section are: what `builder.evidence.lines` can't tell is
told here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from builder.evidence.fold import CIRCLED, ends_sentence
from builder.evidence.lines import Kind, Line, after_label, is_citation, is_prose, kind, lines

_NOTE_ENDS = re.compile(r"(?:。|>\.?|(?<!Vol)(?<!No)(?<!pp)(?<!\bp)(?<!\b[A-Z])\.)[”\"]?$")
_GOES_ON = tuple("的和与及或在为对了并将、")  # a line that ends so is no heading
_HAN = re.compile(r"[\u3400-\u9fff]")
_HEADINGS = ("section", "subsection")
_KEYWORDS = re.compile(r"关键[词字]|主题词|key ?words", re.IGNORECASE)
_OFTEN = 3  # a short line that stands so often is a page's head or foot
_HEAD_WIDTH = 30  # characters


def sorted_lines(text: str) -> list[tuple[Line, Kind]]:
    """The lines that are the article's own: prose, abstract, headings, captions and table rows, in order."""
    all_lines = list(lines(text))
    kinds = _alone(all_lines, text)
    keywords = _keywords(all_lines, kinds)
    spaced = sum(line.apart for line in all_lines) * 5 > len(all_lines) * 2  # blank lines part the blocks
    heads = {
        head for head, times in Counter(line.text for line in all_lines).items()
        if times >= _OFTEN and len(head) <= _HEAD_WIDTH and not ends_sentence(head)
    }  # fmt: skip
    out: list[tuple[Line, Kind]] = []
    fronts: set[str] = set()  # lines of the title, which a second copy of the body may repeat
    front, byline = True, False
    before: Kind = "label"
    above: Line | None = None
    for index, (line, what) in enumerate(zip(all_lines, kinds, strict=True)):
        if what == "notes":
            break
        if before == "note" and above and what in ("prose", "item", "run-in", "furniture", "page"):
            what = "note" if _goes_on(above, line, spaced) else what
        elif before == "label" and above and what == "prose" and spaced and _is_rest(above, line):
            what = "label"
        elif before == "abstract" and above and what in ("prose", "run-in"):
            what = "abstract" if index < keywords or not ends_sentence(above.text) else what
        if what == "abstract" and (skip := after_label(line.text)):
            line = replace(line, text=line.text[skip:], start=line.start + skip)
        if what in _HEADINGS:
            front = byline = False
        elif what == "label" and index == keywords:
            front = False  # title and authors stand above the abstract
        elif what == "byline":
            byline = True
        elif what == "prose" and before in _HEADINGS and above and _is_second_line(line, above):
            what = "more"
        elif what in ("prose", "run-in"):
            if is_prose(line.text):
                front = byline = False
            elif front or byline or line.text in fronts or line.text in heads:
                fronts.update([line.text] if front else [])
                what = "furniture"
        if what in _KEPT and line.text:
            out.append((line, what))
        before, above = what, line
    return out


_KEPT = ("section", "subsection", "more", "item", "run-in", "abstract", "caption", "row", "prose")


def _alone(all_lines: Sequence[Line], text: str) -> list[Kind]:
    """What each line is by itself, and by others of its form in the article."""
    kinds = [kind(line.text) for line in all_lines]
    marked = bool(re.search(rf"\^\{{?[{CIRCLED}]", text))  # so its notes begin with numbers in circles
    section, run_in = 0, set()
    where = []
    for index, (line, what) in enumerate(zip(all_lines, kinds, strict=True)):
        section += what in _HEADINGS
        where.append(section)
        if what == "circled":
            kinds[index] = "note" if marked or is_citation(line.text) else "prose"
        elif what == "item" and line.text.endswith(_GOES_ON):
            kinds[index] = "run-in"
        if kinds[index] == "run-in":
            run_in.add(section)
    return ["run-in" if what == "item" and where[i] in run_in else what for i, what in enumerate(kinds)]


def _keywords(all_lines: Sequence[Line], kinds: Sequence[Kind]) -> int:
    """The index of the keywords' line, or 0. What stands above it belongs to the abstract or the title."""
    for index, (line, what) in enumerate(zip(all_lines, kinds, strict=True)):
        if what == "section":
            break
        if index and what == "label" and _KEYWORDS.search(line.text):
            return index
    return 0


def _goes_on(note: Line, line: Line, spaced: bool) -> bool:
    """Whether a line belongs to the footnote above it."""
    if not _HAN.search(line.text):  # a web address, or the rest of a foreign title
        return True
    return not line.apart and (spaced or not _NOTE_ENDS.search(note.text))


def _is_rest(label: Line, line: Line) -> bool:
    """Whether a line belongs to the label above it: a second author, a longer note on the funds."""
    return not line.apart and not ends_sentence(label.text) and not _KEYWORDS.search(label.text)


def _is_second_line(line: Line, title: Line) -> bool:
    """Whether a line is the rest of the heading above it: it follows at once, and is shorter."""
    return not line.apart and len(line.text) < len(title.text) and not re.search(r"[。，；！]", line.text)
