"""The panel beside a time axis: what has no date, under a head that says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from builder.formats.slides.scene import Frame, Item, Words
from builder.formats.slides.setting import Setting
from builder.ooxml.rect import Rect

_GAP_PT = 10.0  # between two entries


@dataclass(frozen=True)
class Undated:
    """The entries of the panel, each a few paragraphs."""

    name: str
    entries: Sequence[tuple[Words, ...]]
    setting: Setting

    @property
    def _head(self) -> tuple[Words, ...]:
        said = self.setting.words.get("undated", "")
        said = said[:1].upper() + said[1:]
        style = self.setting.look.style("undated", "head")
        return (self.setting.say(f"{self.name}/undated", said, style, size_pt=style.size_pt),) if said else ()

    def need_pt(self, start: int, stop: int, width_pt: float) -> float:
        """The height in points of a panel with these entries."""
        left, top, right, low = self.setting.look.parts["undated"].inset_pt
        inner_pt = width_pt - left - right
        shown = [self._head, *self.entries[start:stop]] if self._head else self.entries[start:stop]
        return sum(self.setting.room_pt(words, inner_pt) for words in shown) + _GAP_PT * (len(shown) - 1) + top + low

    def draw(self, start: int, stop: int, rect: Rect) -> tuple[Item, ...]:
        """The panel with its head and entries, from the top."""
        left, top, right, _ = self.setting.look.parts["undated"].inset_pt
        inner_pt = rect.w_pt - left - right
        made: list[Item] = [Frame(rect, name=f"{self.name}/undated.panel", part="undated")]
        down_pt = top
        for words in (self._head, *self.entries[start:stop]) if self._head else self.entries[start:stop]:
            high_pt = self.setting.room_pt(words, inner_pt)
            place = Rect(rect.x_pt + left, rect.y_pt + down_pt, inner_pt, high_pt)
            made.append(Frame(place, words, "" if len(words) == 1 else f"{words[-1].line}/moment"))
            down_pt += high_pt + _GAP_PT
        return tuple(made)
