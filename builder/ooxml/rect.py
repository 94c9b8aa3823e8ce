"""Places on a slide: rectangles in points, and the EMUs that DrawingML counts in."""

from __future__ import annotations

from dataclasses import dataclass

EMU_PER_PT = 12_700


@dataclass(frozen=True)
class Rect:
    """A place on a slide, in points from its upper left corner."""

    x_pt: float
    y_pt: float
    w_pt: float
    h_pt: float

    @property
    def right_pt(self) -> float:
        return self.x_pt + self.w_pt

    @property
    def bottom_pt(self) -> float:
        return self.y_pt + self.h_pt

    @property
    def area(self) -> float:
        """Square points."""
        return max(self.w_pt, 0.0) * max(self.h_pt, 0.0)

    def shared(self, other: Rect) -> float:
        """The area, in square points, that both cover."""
        wide_pt = min(self.x_pt + self.w_pt, other.x_pt + other.w_pt) - max(self.x_pt, other.x_pt)
        if wide_pt <= 0:
            return 0.0
        high_pt = min(self.y_pt + self.h_pt, other.y_pt + other.h_pt) - max(self.y_pt, other.y_pt)
        return wide_pt * high_pt if high_pt > 0 else 0.0

    def holds(self, other: Rect, slack_pt: float = 1.0) -> bool:
        """Whether the other stands inside this one, but for so many points."""
        across = self.x_pt - slack_pt <= other.x_pt and other.right_pt <= self.right_pt + slack_pt
        return across and self.y_pt - slack_pt <= other.y_pt and other.bottom_pt <= self.bottom_pt + slack_pt

    def row(self, top_pt: float, height_pt: float) -> Rect:
        """A strip of the full width, `top_pt` below the upper edge."""
        return Rect(self.x_pt, self.y_pt + top_pt, self.w_pt, height_pt)

    def column(self, left_pt: float, width_pt: float) -> Rect:
        """A strip of the full height, `left_pt` from the left edge."""
        return Rect(self.x_pt + left_pt, self.y_pt, width_pt, self.h_pt)

    def inside(self, x_pt: float, y_pt: float) -> Rect:
        """The rectangle without a margin on each side."""
        return Rect(self.x_pt + x_pt, self.y_pt + y_pt, self.w_pt - 2 * x_pt, self.h_pt - 2 * y_pt)
