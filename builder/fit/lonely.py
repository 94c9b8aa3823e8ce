"""Last lines that hold so little that they look like a slip."""

import re
from collections.abc import Sequence

_MARK, _SIGN = re.compile(r"\[\d+[^\]\n]{0,40}\]"), re.compile(r"[\W_]+")  # are no company


def left_over(lines: Sequence[str]) -> int | None:
    """How many characters stand on the last of several lines; signs, blanks and citation marks ("[4]") don't count.

    None where there is one line only, or the last is empty.
    """
    if len(lines) < 2 or not lines[-1].strip():
        return None
    return len(_SIGN.sub("", _MARK.sub("", lines[-1])))


def lonely(lines: Sequence[str]) -> bool:
    """Whether the last of several lines holds a single character, or a sign or mark alone."""
    left = left_over(lines)
    return left is not None and left < 2
