"""Rule 43, the type area of an official form (GB/T 9704—2012, 5.2): margins, lines a page, characters a line.

Asked for by a profile with `margins_mm`, `lines_a_page`, `characters_a_line`. In the file: the margins of every upright
section, and how many lines of the body's pitch and characters of its size and spacing the area holds. In the printed
pages: where full lines begin and end, the pitch of a full page, the characters of full lines. A margin may miss by
`margin_slack_mm`. Error.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from statistics import median

from builder.checks.word._parts import body_size, small
from builder.checks.word._printed import POINTS_A_MM, Sheet, sheets
from builder.finished.flaw import Flaw
from builder.finished.pages import Page, PrintedLine, rows
from builder.finished.paper import Paper
from builder.finished.paper_forms import Section
from builder.finished.paper_words import FULL, folded
from builder.profile.paper import PaperProfile

CODES = ("margin", "lines", "characters")

_SIDES = ("top", "right", "bottom", "left")
_ROUNDING = 0.02  # of a line or a character


def check(paper: Paper, profile: PaperProfile) -> Iterator[Flaw]:
    """What sections and styles ask for."""
    upright = [s for s in paper.sections if not s.wide]
    for n, section in enumerate(upright, 1):
        got = (section.top_mm, section.right_mm, section.bottom_mm, section.left_mm)
        yield from _margins(f"section {n}", got, profile)
    size = body_size(paper, profile)
    if not upright or not size:
        return
    section = upright[0]
    pitch, spacing = _body(paper, profile, section, size)
    if profile.lines_a_page and pitch:
        lines = int((section.height_mm - section.top_mm - section.bottom_mm) * POINTS_A_MM / pitch + _ROUNDING)
        if lines != profile.lines_a_page:
            message = f"{lines} lines of {pitch:g} pt, expected {profile.lines_a_page}"
            yield Flaw("section 1", 43, "lines", message, "set the line pitch of the body")
    if profile.characters_a_line:
        width = (section.width_mm - section.left_mm - section.right_mm) * POINTS_A_MM
        count = int(width / (size + spacing) + _ROUNDING)
        if count != profile.characters_a_line:
            message = f"{count} characters of {size + spacing:g} pt, expected {profile.characters_a_line}"
            yield Flaw("section 1", 43, "characters", message, "set the size and spacing of the body")


def check_pages(paper: Paper, pages: Sequence[Page], profile: PaperProfile) -> Iterator[Flaw]:
    """What the printed pages show, the last one and wide ones apart."""
    size = body_size(paper, profile)
    upright = [s for s in sheets(paper, pages) if not s.section.wide and not s.last]
    if not size or not (profile.lines_a_page or profile.characters_a_line or profile.margins_mm):
        return
    pitch, _ = _body(paper, profile, paper.sections[0], size)
    full: list[tuple[Sheet, PrintedLine]] = []
    for sheet in upright:
        text = [line for line in sheet.text if abs(_size(line) - size) < size / 4]
        count = len(rows(text))
        if pitch and profile.lines_a_page and count > profile.lines_a_page:
            message = f"{count} lines, at most {profile.lines_a_page}"
            yield Flaw(sheet.where, 43, "lines", message, "set the line pitch of the body")
        full += [(sheet, line) for line in _full(text, size)]
    words = [folded(line.text) for _, line in full]
    counts = Counter(len(text) for text in words if all(FULL.match(c) for c in text))
    count = counts.most_common(1)[0][0] if counts else 0
    if count and profile.characters_a_line and count != profile.characters_a_line:
        message = f"full lines have {count} characters, expected {profile.characters_a_line}"
        yield Flaw(full[0][0].where, 43, "characters", message, "set the size and spacing of the body")
    if full and pitch and profile.margins_mm:
        sides = (full[0][0].page.width - median(n.right for _, n in full), median(n.left for _, n in full))
        seen = {"right": sides[0] / POINTS_A_MM, "left": sides[1] / POINTS_A_MM}
        for sheet in upright:
            seen |= _ends(sheet, size, pitch, profile)
        got = [seen.get(side, want) for side, want in zip(_SIDES, profile.margins_mm, strict=True)]
        yield from _margins("printed pages", got, profile)


def _ends(sheet: Sheet, size: float, pitch: float, profile: PaperProfile) -> dict[str, float]:
    """The margins above and below a full page, in mm, where they are other than asked for.

    Where in its pitch a line stands is the renderer's choice: the boxes of the first and the last line may stand
    anywhere in theirs. Titles have pitches of their own.
    """
    every = rows(sheet.text)
    if len(every) < 2 or sheet.noted or sheet.bottom - every[-1][0].bottom > pitch:
        return {}
    first, last = every[0][0], every[-1][0]
    rest = sheet.bottom - sheet.top - pitch * profile.lines_a_page if profile.lines_a_page else pitch
    slack = profile.margin_slack_mm * POINTS_A_MM
    top, bottom = (profile.margins_mm[n] * POINTS_A_MM for n in (0, 2))
    found = {}
    for side, want, have, line in (
        ("top", top, first.top, first),
        ("bottom", bottom, sheet.page.height - last.bottom, last),
    ):
        free = max(0.0, pitch - (line.bottom - line.top)) + max(0.0, rest)
        if abs(_size(line) - size) < size / 4 and not want - slack <= have <= want + free + slack:
            found[side] = have / POINTS_A_MM
    return found


def _margins(where: str, got: Sequence[float], profile: PaperProfile) -> Iterator[Flaw]:
    for side, have, want in zip(_SIDES, got, profile.margins_mm, strict=False):
        if abs(have - want) > profile.margin_slack_mm:
            message = f"{side} margin of {have:.1f} mm, expected {want:g} mm"
            yield Flaw(where, 43, "margin", message, "set the margins in the look's page setup")


def _body(paper: Paper, profile: PaperProfile, section: Section, size: float) -> tuple[float, float]:
    """The pitch of the body's lines and what is added to its characters, in points."""
    pitches: Counter[float] = Counter()
    spacings: Counter[float] = Counter()
    for p in paper.flow:
        if not p.form.level and not small(p, profile):
            for run in p.runs:
                if run.face.size_pt == size:
                    pitches[p.form.line_pt if p.form.rule != "auto" else section.pitch_pt] += len(run.text)
                    spacings[run.face.spacing_pt] += len(run.text)
    pitch = pitches.most_common(1)[0][0] if pitches else 0.0
    return pitch, (spacings.most_common(1)[0][0] if spacings else 0.0) + section.char_pt


def _full(lines: Sequence[PrintedLine], size: float) -> Iterator[PrintedLine]:
    """The lines that reach from edge to edge; punctuation may hang over the right one."""
    left = min((line.left for line in lines), default=0.0)
    right = max((line.right for line in lines), default=0.0)
    for line in lines:
        if line.left - left < 1 and right - line.right < 1.5 * size:
            yield line


def _size(line: PrintedLine) -> float:
    """About the size of the type: the boxes of Chinese fonts are up to half as high again."""
    return (line.bottom - line.top) / 1.25
