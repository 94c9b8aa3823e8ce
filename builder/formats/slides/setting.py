"""How this deck sets text: lines become words with language, symbols and marks, and words get a height.

Heights come from `builder.fit`, at 100 % scale. `room_pt` is what a frame must give: a little more than the words need,
so that a frame is filled to 95 % at most.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import assert_never

from builder import fit, model
from builder.formats.slides.look import DeckLook
from builder.formats.slides.scene import Run, Style, Words

SYMBOL = re.compile("[\u2190-\u21ff\u25a0-\u25ff\u2600-\u27bf]+")
_CHINESE_END = re.compile(f"{fit.HAN.pattern[:-1]}[“”‘’…—]*$")
_BORDER = re.compile("(?<=[\u3400-\u9fff]) ?(?=[A-Za-z0-9\\[])|(?<=[A-Za-z0-9\\]]) ?(?=[\u3400-\u9fff])")
FULL = 0.95  # how much of a frame words may fill
_SMALLEST_PT = 14.0  # body text stops shrinking here; what the look sets smaller stays as it is
_SURE = 1.03  # a frame made for one line is a little wider than that line

_STAND_IN_EM = 1.45  # the lines of Noto and Source Han, which are drawn where a machine lacks the theme's Chinese font
_LOW = ("宋体", "SimSun", "黑体", "SimHei", "楷体", "KaiTi", "仿宋", "FangSong", "新宋体", "NSimSun")
_UNKNOWN_EM = 1.32  # what PowerPoint takes instead may be as high as that
LOCALES = {"zh": "zh-CN", "en": "en-GB"}


@dataclass(frozen=True)
class Setting:
    """The look, the language and the words of one deck, at one step of sizes.

    Attributes:
        step: points taken off the look's sizes, as far as the smallest readable size; below zero: added to them.
    """

    look: DeckLook
    lang: str
    words: Mapping[str, str]
    step: int = 0

    @property
    def han(self) -> bool:
        """Whether the deck is Chinese."""
        return self.lang == "zh"

    @property
    def locale(self) -> str:
        return LOCALES.get(self.lang, self.lang)

    @property
    def face(self) -> fit.Face:
        return fit.face(self.look.latin)

    def size_pt(self, style: Style) -> float:
        """The size of a style at this step; what the look sets small (sources, tags) never changes."""
        if style.size_pt < _SMALLEST_PT:
            return style.size_pt
        return max(min(style.size_pt, _SMALLEST_PT), style.size_pt - self.step)

    def set(
        self, line: model.Line, style: Style, *, size_pt: float = 0.0, tags: bool = True, places: bool = False
    ) -> Words:
        """A line as a paragraph of that style, at this step's size unless one is given.

        Args:
            tags: False leaves out the tags: they are drawn beside it.
            places: marks say the places too; on a slide the source line does.
        """
        # the marks' own colour is made for the text's ground; on a tint or a dark bar they take the words' colour
        on_ground = style.ink == self.look.style("text", "body").ink
        mark = self.look.ink("cite", "cite") if on_ground else ""
        parts = [p for p in line.parts if tags or not isinstance(p, model.Tag)]
        runs = [run for part in parts for run in self._runs(part, mark, places)]
        if not tags and runs and len(parts) < len(line.parts):
            runs[-1] = replace(runs[-1], text=runs[-1].text.rstrip())
        return Words(line.id, tuple(_bound([r for r in runs if r.text])), style, size_pt or self.size_pt(style))

    def say(self, id: str, text: str, style: Style, *, size_pt: float = 0.0, align: str = "") -> Words:
        """Plain words of the template or of the deck itself as a paragraph."""
        return Words(id, tuple(self._split(Run(text, ""))), style, size_pt or self.size_pt(style), "", align)

    def tag(self, id: str, tag: model.Tag) -> tuple[str, Words]:
        """The part and the words of a tag that stands by itself."""
        part = f"tag.{tag.value}"
        style = self.look.style(part, "tag")
        return part, Words(id, tuple(self._tag_runs(tag, "")), style, style.size_pt)

    def _runs(self, part: model.Inline, mark: str, places: bool) -> Iterable[Run]:
        match part:
            case model.Text(text, strong, emphasis):
                return self._split(Run(text, "", bold=strong, italic=emphasis))
            case model.Link(text, url):
                return self._split(Run(text, "", url=url))
            case model.Ref(text=text):
                return self._split(Run(text, ""))
            case model.Cite(form=form, spans=spans, short=short):
                shown = short if short and form == "mark" and not places else spans
                runs = (Run(s.text, "", italic=s.italic, raised=s.raised, ink=mark if s.raised else "") for s in shown)
                return [piece for run in runs for piece in self._split(run)]
            case model.Tag():
                return self._tag_runs(part, self.look.ink(f"tag.{part.value}", "tag"))
            case _:
                assert_never(part)

    def _tag_runs(self, tag: model.Tag, ink: str) -> list[Run]:
        bold = bool(ink)
        symbol = [Run(tag.symbol, self.locale, symbol=True, bold=bold, ink=ink)] if tag.symbol else []
        gap = " " if tag.symbol else ""
        return symbol + self._split(Run(gap + tag.word, "", bold=bold, ink=ink))

    def entry(self, entry: model.Entry, style: Style) -> Words:
        """A source in the list, with its label in the hanging indent."""
        runs = [Run(s.text, "", italic=s.italic, raised=s.raised) for s in entry.spans]
        made = tuple(piece for run in runs for piece in self._split(run))
        return Words(entry.line.id, made, style, self.size_pt(style), entry.label)

    def _split(self, run: Run) -> list[Run]:
        """Runs of one language each, symbols apart: in Chinese a run without Han, in English every Han stretch."""
        pieces: list[Run] = []
        at = 0
        for found in SYMBOL.finditer(run.text):
            pieces += self._by_script(replace(run, text=run.text[at : found.start()]))
            pieces.append(replace(run, text=found[0], lang=self.locale, symbol=True))
            at = found.end()
        return pieces + self._by_script(replace(run, text=run.text[at:]))

    def _by_script(self, run: Run) -> list[Run]:
        if not run.text:
            return []
        if self.han:
            foreign = not fit.HAN.search(run.text) and re.search("[A-Za-z]{3}", run.text)
            return [replace(run, lang=LOCALES["en"] if foreign else self.locale)]
        if fit.HAN.search(run.text) and not re.search("[A-Za-z]", run.text):
            return [replace(run, lang=LOCALES["zh"])]  # Chinese words altogether, with the marks around them
        pieces, at = [], 0
        for found in fit.HAN.finditer(run.text):
            pieces.append(replace(run, text=run.text[at : found.start()], lang=self.locale))
            pieces.append(replace(run, text=found[0], lang=LOCALES["zh"]))
            at = found.end()
        return [p for p in (*pieces, replace(run, text=run.text[at:], lang=self.locale)) if p.text]

    def height_pt(self, paragraphs: Sequence[Words], width_pt: float, *, least_em: float = 0.0) -> float:
        """What paragraphs need in that width, without reserve.

        Args:
            least_em: from one line to the next, if they are Chinese.
        """
        total = 0.0
        for n, words in enumerate(paragraphs):
            room_pt = max(width_pt - words.style.left_pt, 1.0)
            pitch_em = self.pitch_em(words)
            if pitch_em < least_em and self._chinese(words):
                pitch_em = least_em
            spacing = words.style.spacing * pitch_em / fit.PITCH_EM
            total += fit.height_pt([fit_runs(words)], room_pt, self.face_of(words), line_spacing=spacing)
            total += words.style.before_pt if n else 0.0
        return total

    def room_pt(self, paragraphs: Sequence[Words], width_pt: float) -> float:
        """The height that a frame for these paragraphs must have inside its insets."""
        return self.height_pt(paragraphs, width_pt) / FULL

    def row_pt(self, paragraphs: Sequence[Words], width_pt: float) -> float:
        """The height that a row of a table must have inside its insets, whichever Chinese font is drawn.

        Words higher than their frame only stand out of it; a row grows with them, and all rows together push the
        table over what stands below.
        """
        return self.height_pt(paragraphs, width_pt, least_em=_STAND_IN_EM * FULL) / FULL

    def pitch_em(self, words: Words) -> float:
        """From one line to the next, in em: Chinese lines are as high as the theme's Chinese font makes them."""
        low = self.look.han in _LOW
        tall = fit.PITCH_EM if low else fit.TALL_EM.get(self.look.han, _UNKNOWN_EM)
        return tall if self._chinese(words) else self._latin_em(words)

    def _chinese(self, words: Words) -> bool:
        """Whether its lines are as high as those of a Chinese font."""
        return self.han or any(fit.HAN.search(r.text) for r in words.runs)

    def _latin_em(self, words: Words) -> float:
        face = self.face_of(words)
        return fit.PITCH_EM if face.exact else _UNKNOWN_EM

    def face_of(self, words: Words) -> fit.Face:
        """The widths of a paragraph's Latin letters: a heading's family may be another than the text's."""
        return fit.face(words.style.font or self.look.latin)

    def wrap(self, words: Words, width_pt: float) -> tuple[str, ...]:
        """The lines into which a paragraph breaks."""
        return fit.wrap(fit_runs(words), max(width_pt - words.style.left_pt, 1.0), self.face_of(words))

    def width_pt(self, words: Words) -> float:
        """The width of a paragraph on one line."""
        width = 0.0
        for drawn, run in zip(words.runs, fit_runs(words), strict=True):
            if drawn.symbol:
                width += (len(run.text) + 0.25) * run.size_pt  # symbol fonts differ: none is wider than a square
                continue
            face = self.face_of(words)
            advances = face.bold if run.bold else face.regular
            width += sum(advances[c] for c in run.text) * run.size_pt * (2 / 3 if run.raised else 1)
        borders = len(_BORDER.findall("".join(r.text for r in words.runs)))
        return (width + borders * 0.25 * words.size_pt) * _SURE + words.style.left_pt


def _bound(runs: Sequence[Run]) -> Iterator[Run]:
    """The runs with a blank that does not break before a raised mark in Chinese, lest it stand alone on a line.

    After Latin letters programs do not break there; after Han and full-width marks they do. A mark is one run:
    LibreOffice may break between runs whatever they hold.
    """
    chinese = False
    for form, some in groupby(runs, key=lambda run: replace(run, text="")):
        text = "".join(run.text for run in some)
        yield replace(form, text=f"\u00a0{text}" if form.raised and chinese else text)
        chinese = not form.raised and bool(_CHINESE_END.search(text))


def fit_runs(words: Words) -> list[fit.Run]:
    """A paragraph as the fit module takes it."""
    return [
        fit.Run(r.text.upper() if words.style.caps else r.text, words.size_pt, words.style.bold or r.bold, r.raised)
        for r in words.runs
    ]
