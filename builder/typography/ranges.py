"""From … to: 2017—2023 or 12～14 in Chinese, 2017–2023 in English, never a hyphen (rule 51).

GB/T 15834—2011, 4.13 (连接号) has the dash — for years and times and the wave ～ for quantities; either is taken here.
Left alone: dates (2026-11-22, 2026-11), numbers of standards and models, DOIs, page numbers (p. 12-14, 第12-14页),
telephone numbers, scores.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from builder.typography.finding import Finding, is_chinese, is_english

_RANGE = re.compile(
    r"(?<![A-Za-z0-9_.,/\-‐‑–—])(?P<a>\d+(?:,\d{3})*(?:\.\d+)?)(?P<pa>[%％年月日]?)"
    r"(?P<dash> ?[-‐‑−~∼] ?|[–—～])(?P<b>\d+(?:,\d{3})*(?:\.\d+)?)(?![A-Za-z0-9_/\-‐‑–—]|\.\d)"
)
_NAMED = re.compile(r"(?:\b[A-Z][A-Z0-9/.&]*[A-Z0-9] ?|\bpp?\. ?|\bpages? |第|[A-Z])$")
_RIGHT = {"zh": "—～", "en": "–"}


def ranges(text: str, lang: str) -> Iterator[Finding]:
    """Ranges of numbers with another sign than the language's."""
    if not (is_chinese(lang) or is_english(lang)):
        return
    right = _RIGHT["zh" if is_chinese(lang) else "en"]
    for found in _RANGE.finditer(text):
        dash = found["dash"].strip()
        if dash in right and len(found["dash"]) == 1:
            continue
        if dash in "-‐‑−" and not _is_range(found):
            continue
        if _NAMED.search(text[: found.start()]) or text[found.end() :].lstrip()[:1] == "页":
            continue
        mend = "～" if right == "—～" and dash in "~∼" else right[0]
        message = f"'{found[0]}': a range is not written with '{dash}'"
        yield Finding(*found.span("dash"), 51, "range", message, f"write {mend}", "warning", mend)


def _is_range(found: re.Match[str]) -> bool:
    """Whether a hyphen stands between two numbers of which the second is the greater, and no date is meant."""
    a, b = found["a"].replace(",", ""), found["b"].replace(",", "")
    if any(re.match(r"0\d", number) for number in (a, b)):
        return False  # 2026-01, 010-62751234
    year = re.fullmatch(r"1\d{3}|20\d{2}", a) is not None
    if year and len(b) <= 2:
        return int(float(b)) > 12 and int(float(b)) > int(a[-2:])  # 2024-25; 2026-11 is a month
    return float(b) > float(a)
