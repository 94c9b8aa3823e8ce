"""Quotes: a rule at the left, the words, what they come to in the deck's language, and whose they are; in twos,
three under one another where there is room; an odd last one as wide as the slide."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from builder import fit, model
from builder.formats.slides.needed import BODY
from builder.formats.slides.pages import Piece
from builder.formats.slides.pieces.text import chars
from builder.formats.slides.scene import Frame, Group, Item, Words
from builder.formats.slides.setting import Setting
from builder.ooxml.rect import Rect

_GAP_PT = 24.0
_EASE_SHARE = 0.9
_THREE = 3  # two and one would leave a quarter of the slide empty
_FULL_SHARE = 0.85  # of a slide's body: what three may take, since a line may stand above them
_LONELY = 3  # fewer characters than this on a last line look like a slip
_STEPS_PT = 5
_LEAST_PT = 16.0


def quotes_piece(quotes: Sequence[model.Quote], setting: Setting, width_pt: float) -> Piece:
    """All the quotes that stand together; one atom is a row of two."""
    look = setting.look
    left_pt, top_pt, right_pt, low_pt = look.parts["quote"].inset_pt
    columns = _columns(quotes, setting, width_pt)
    wide_pt = (width_pt - _GAP_PT * (columns - 1)) / columns
    wides = [width_pt if n == len(quotes) - 1 and n % columns == 0 else wide_pt for n in range(len(quotes))]
    inners = [w - left_pt - right_pt for w in wides]
    size_pt = _calm_pt(quotes, setting, inners)
    words = [_words(q, setting, size_pt) for q in quotes]
    rows = [range(n, min(n + columns, len(quotes))) for n in range(0, len(quotes), columns)]
    heights = [max(setting.room_pt(words[i], inners[i]) for i in row) + top_pt + low_pt for row in rows]

    def need(start: int, stop: int) -> float:
        return sum(heights[start:stop]) + _GAP_PT * (stop - start - 1)

    def more(start: int, stop: int) -> float:
        """What words this large can use of a slide that is half empty, in points."""
        return sum(max(0.0, _EASE_SHARE * h) for h in heights[start:stop])

    def draw(start: int, stop: int, rect: Rect, holder: bool) -> tuple[Item, ...]:
        items: list[Item] = []
        more_pt = (rect.h_pt - need(start, stop)) / (stop - start)
        inset_pt = (left_pt, top_pt + max(0.0, more_pt) / 2, right_pt, low_pt)  # all of a row begin at one height
        for n in range(start, stop):
            strip = rect.row(need(start, n + 1) - heights[n] + more_pt * (n - start), heights[n] + more_pt)
            for i in rows[n]:
                box = strip.column((i - rows[n][0]) * (wide_pt + _GAP_PT), wides[i])
                name = words[i][0].line
                rule = look.variant("quote.rule", i)
                made = (
                    Frame(box.column(0, look.parts[rule].rect.w_pt), name=f"{name}/rule", part=rule),
                    Frame(box, words[i], f"{name}/words", anchor="t", inset_pt=inset_pt),
                )
                items.append(Group(f"{name}/quote", words[i][0].text, made))
        return tuple(items)

    def lines(start: int, stop: int) -> tuple[model.Line, ...]:
        shown = [quotes[i] for row in rows[start:stop] for i in row]
        return tuple(x for q in shown for x in (q.line, q.gloss, q.by) if x)

    def tight(n: int, room_pt: float) -> tuple[model.Line, int]:
        worst = max(rows[n], key=lambda i: setting.room_pt(words[i], inners[i]))
        return quotes[worst].line, chars(setting, words[worst][0], inners[worst], room_pt - 24)

    return Piece(len(rows), need, draw, lines, tight, more)


def _columns(quotes: Sequence[model.Quote], setting: Setting, width_pt: float) -> int:
    """Two; one for three quotes, where these leave room for a line above them."""
    if len(quotes) != _THREE:
        return min(2, len(quotes))
    left_pt, top_pt, right_pt, low_pt = setting.look.parts["quote"].inset_pt
    room_pt = _FULL_SHARE * setting.look.layouts["Collate Text"][BODY].rect.h_pt
    highs = [setting.room_pt(_words(q, setting, 0), width_pt - left_pt - right_pt) + top_pt + low_pt for q in quotes]
    return 1 if sum(highs) + 2 * _GAP_PT <= room_pt else 2


def _calm_pt(quotes: Sequence[model.Quote], setting: Setting, widths_pt: Sequence[float]) -> float:
    """The size of the words in points: a little smaller than the look's where that spares a lonely last character."""
    style = setting.look.style("quote", "body")
    usual_pt = setting.size_pt(style)

    def last(size_pt: float) -> int:
        """Characters on the shortest last line."""
        ends = [
            setting.wrap(setting.set(q.line, style, size_pt=size_pt), w) for q, w in zip(quotes, widths_pt, strict=True)
        ]
        return min((left for lines in ends if (left := fit.left_over(lines)) is not None), default=_LONELY)

    sizes = [usual_pt - n for n in range(_STEPS_PT) if usual_pt - n >= _LEAST_PT]
    return max(sizes, key=lambda s: min(last(s), _LONELY), default=usual_pt)  # the first, and largest, of the best


def _words(quote: model.Quote, setting: Setting, size_pt: float) -> tuple[Words, ...]:
    """The words, the paraphrase where there is one, and whose they are with the place: the only one a quote has."""
    small = setting.look.style("quote", "by")
    gloss = (setting.set(quote.gloss, small),) if quote.gloss else ()
    by = replace(quote.by, parts=tuple(p for part in quote.by.parts for p in _placed(part, setting)))
    line = setting.set(quote.line, setting.look.style("quote", "body"), size_pt=size_pt)
    return (line, *gloss, setting.set(by, small))


def _placed(part: model.Inline, setting: Setting) -> Iterator[model.Inline]:
    """A mark with its places in words before it: here they stand by the words that they are of."""
    if isinstance(part, model.Cite) and (wheres := dict.fromkeys(i.where for i in part.items if i.where)):
        places = ("、" if setting.han else ", ").join(wheres)
        yield model.Text(f"，{places}" if setting.han else f", {places} ")
    yield part
