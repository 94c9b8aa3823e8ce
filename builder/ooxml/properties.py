"""What a file says about itself: title, subject and keywords, as long as Office's properties may be."""

from __future__ import annotations

MOST = 255  # characters; python-pptx and python-docx refuse more


def short(text: str) -> str:
    """A property's words; where they are more than 255 characters, as many whole words or entries as that holds."""
    if len(text) <= MOST:
        return text
    kept = text[: MOST - 1]
    ends = (kept.rfind(mark) for mark in (", ", "，", "。", " "))
    end = next((at for at in ends if at > MOST // 2), len(kept))
    return kept[:end] + "…"
