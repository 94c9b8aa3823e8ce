"""Numbers in Han, as sections are counted: 十二, 一百零一."""

from __future__ import annotations

_DIGITS = "零一二三四五六七八九"
_UNITS = ((1000, "千"), (100, "百"), (10, "十"), (1, ""))


def in_han(n: int) -> str:
    """A number from 0 to 9,999 in Han: 零, 十, 二十, 一百零一, 一千零二十."""
    said, gap = "", False
    for size, unit in _UNITS:
        digit, n = divmod(n, size)
        if digit:
            one = "" if size == 10 and digit == 1 and not said else _DIGITS[digit]
            said += ("零" if gap else "") + one + unit
        gap = bool(said) and not digit
    return said or _DIGITS[0]
