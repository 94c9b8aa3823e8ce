"""Dates in the form of CSL-JSON, out of every form that files use."""

from __future__ import annotations

import re
from typing import Any

_POINT = re.compile(r"(-?\d{1,4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?([?~%]?)")
_NO = ("", "0", "false", "none")
_SEASONS = ("spring", "summer", "autumn", "winter")


def dated(value: Any) -> dict[str, Any] | None:
    """`{"date-parts": [["2023", "5", "1"]]}`, with `circa` and `season` where given, or `{"literal": …}`.

    Args:
        value: CSL-JSON's `date-parts`, `raw` or `literal`; pandoc's `{year: 2023, month: 5}` (or a list of two of
            them); or a text: 2023, 2023-05-01, 1957/1990 (a range), 2023~ (about), 2023-21 (spring; EDTF level 1).

    Returns:
        None where it is nothing of that kind.
    """
    if isinstance(value, list):
        ends = [_parts(_of_year(one)) if isinstance(one, dict) else None for one in value]
        return _points(ends)
    if not isinstance(value, dict):
        return _worded(str(value).strip())
    if value.get("date-parts"):
        outer = value["date-parts"]
        ends = [_parts(one) if isinstance(one, list) else None for one in outer] if isinstance(outer, list) else []
        found = _points(ends)
    elif "year" in value:
        found = _points([_parts(_of_year(value))])
    else:
        found = _worded(str(value.get("literal") or value.get("raw") or "").strip())
    if found and "date-parts" in found:
        if str(value.get("circa", "")).lower() not in _NO:
            found["circa"] = "true"
        season = str(value.get("season", "")).strip().lower()
        if season not in _NO:
            found["season"] = str(_SEASONS.index(season) + 1) if season in _SEASONS else season
    return found


def _of_year(value: dict[str, Any]) -> list[Any]:
    given = [value.get(key) for key in ("year", "month", "day")]
    return given[: given.index(None)] if None in given else given


def _parts(point: list[Any] | None) -> list[str] | None:
    """One date's parts as plain numbers; an empty list for an open end; None when it is no date."""
    numbers: list[int] = []
    for part in point or ():
        if not re.fullmatch(r"\s*-?\d{1,4}\s*", str(part)):
            return None if str(part).strip() else [str(n) for n in numbers]
        numbers.append(int(str(part)))
    while numbers and numbers[-1] == 0:  # [2023, 0, 0]: no month, no day
        numbers.pop()
    fits = len(numbers) <= 3 and all(1 <= n <= most for n, most in zip(numbers[1:], (12, 31), strict=False))
    return [str(n) for n in numbers] if fits else None


def _points(ends: list[list[str] | None]) -> dict[str, Any] | None:
    if not ends or len(ends) > 2 or not ends[0] or None in ends:
        return None
    return {"date-parts": ends}


def _worded(text: str) -> dict[str, Any] | None:
    if not text:
        return None
    first, slash, last = text.partition("/")
    start = _POINT.fullmatch(first)
    end = _POINT.fullmatch(last) if last not in ("", "..") else None
    if not start or (slash and last not in ("", "..") and not end) or text.startswith("-"):
        return {"literal": text}
    season = ""
    if start[2] in ("21", "22", "23", "24") and not start[3] and not slash:
        season, start = start[2][1], _POINT.fullmatch(start[1] + (start[4] or ""))
    assert start is not None
    ends = [_parts([p for p in start.group(1, 2, 3) if p])]
    if slash:
        ends.append(_parts([p for p in end.group(1, 2, 3) if p]) if end else [])
    found = _points(ends)
    if found is None:
        return {"literal": text}
    if start[4] or (end and end[4]):
        found["circa"] = "true"
    if season:
        found["season"] = season
    return found
