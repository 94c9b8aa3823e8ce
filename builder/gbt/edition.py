"""The two editions of the standard that are in use, and what differs in their signs."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Edition:
    """An edition of GB/T 7714: its year and the signs that it prescribes (2015: clause 7; 2025: clause 6).

    Attributes:
        capitals: family names in Latin script stand in capitals (2015, 6.4; given up in 2025).
        span: the sign between the years of a serial.
    """

    year: int
    comma: str
    colon: str
    semicolon: str
    opening: str
    closing: str
    gap: str
    capitals: bool
    span: str

    def bracketed(self, text: str) -> str:
        """The text in round brackets; nothing for no text."""
        return f"{self.opening}{text}{self.closing}" if text else ""


GBT_2025 = Edition(2025, "，", "：", "；", "（", "）", "", capitals=False, span="—")
GBT_2015 = Edition(2015, ", ", ": ", "; ", "(", ")", " ", capitals=True, span="-")
