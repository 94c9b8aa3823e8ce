"""Records on their way to citeproc-js: the fields of CSL only, dates in its form, a translated title for the reader."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from builder.citation import Record
from builder.gbt.record import language, script, text

_DATES = ("issued", "accessed", "original-date", "event-date", "submitted", "available-date")
_OURS = ("not_stated", "not-stated", "title-translated", "container-title-translated", "romanised")
_DAY = re.compile(r"(-?\d{1,4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?([?~%]?)")
SHIELDED = {ord(mark): 0xE000 + n for n, mark in enumerate("“”‘’")}
"""Quotation marks inside Chinese, Japanese and Korean titles, as citeproc-js is shown them: it would change “x” inside
《》 to 〈x〉, but they are the title's own."""

_SEASONS = range(21, 25)  # EDTF: 21 is spring


def prepared(record: Record, lang: str) -> dict[str, Any]:
    """A record for citeproc-js, in a document whose language is `lang`.

    A Chinese name in Chinese characters is one piece: the family name alone (张等) says nothing, and Chinese editions
    of western styles print the full name too. In an English document the title of a source in another language is
    followed by its translation in brackets, where the record has one (`title-translated`); the short title stays
    without it.
    """
    made = {name: _plain(value) for name, value in record.items() if name not in _OURS}
    made |= {name: _date(record[name]) for name in _DATES if record.get(name) not in (None, "")}
    made["id"] = made["system_id"] = str(record["id"])  # citeproc-js links only what has the latter
    made["language"] = text(record, "language") or language(record)
    for role, people in made.items():
        if isinstance(people, list) and all(isinstance(person, dict) for person in people):
            made[role] = [_whole(person) for person in people]
    title, translated = text(record, "title"), text(record, "title-translated")
    if lang == "en" and translated and not made["language"].startswith("en"):
        made["title"] = f"{title} [{translated}]"
        made["title-short"] = text(record, "title-short") or title
    if eastern(made["language"]):
        made |= {name: value.translate(SHIELDED) for name, value in made.items() if isinstance(value, str)}
    return made


def tongues(records: Iterable[Mapping[str, Any]], base: str) -> dict[str, list[str]]:
    """The locales in which prepared records are printed besides the style's own, each with its languages.

    Chinese, Japanese and Korean sources are printed with the words of their language; all others with the style's
    own, or with English ones where the style's own are Chinese, Japanese or Korean.
    """
    found: dict[str, list[str]] = {}
    for record in records:
        tag = str(record["language"])
        printed = eastern(tag) or ("en-US" if eastern(base) else base)
        if printed != (eastern(base) or base):
            languages = found.setdefault(printed, [])
            if tag not in languages:
                languages.append(tag)
    return found


def eastern(tag: str) -> str:
    """The locale of a Chinese, Japanese or Korean language tag; empty for others."""
    parts = tag.lower().replace("_", "-").split("-")
    if parts[0] == "zh":
        return "zh-TW" if {"tw", "hk", "mo", "hant"} & set(parts) else "zh-CN"
    return {"ja": "ja-JP", "ko": "ko-KR"}.get(parts[0], "")


def _whole(person: dict[str, Any]) -> dict[str, Any]:
    family, given = str(person.get("family", "")), str(person.get("given", ""))
    if not (family and given and script(family + given) == "zh"):
        return person
    return {**{k: v for k, v in person.items() if k != "given"}, "family": family + given}


def _plain(value: Any) -> Any:
    """The same in the types of JSON, without what only Collate knows."""
    if isinstance(value, Mapping):
        return {str(k): _plain(v) for k, v in value.items() if k not in _OURS}
    if isinstance(value, (list, tuple)):
        return [_plain(v) for v in value]
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, str) else json.loads(json.dumps(value))


def _date(value: Any) -> dict[str, Any]:
    """A date as CSL-JSON has it, out of CSL-YAML's shorter forms (EDTF: 2023, 2023-06-02, 2023-01/2023-03, 2023~)."""
    if isinstance(value, date):
        return {"date-parts": [[value.year, value.month, value.day]]}
    if isinstance(value, Mapping):
        given = dict(_plain(value))
        raw = given.pop("raw", "")
        return given if given.get("date-parts") or not raw else _date(raw)
    ends = [_DAY.fullmatch(end) for end in str(value).strip().split("/")]
    if not ends or not all(ends) or len(ends) > 2:
        return {"literal": str(value)}
    made: dict[str, Any] = {"date-parts": []}
    for end in filter(None, ends):
        year, month, day = end.group(1, 2, 3)
        parts = [int(year)]
        if month and int(month) in _SEASONS:
            made["season"] = int(month) - _SEASONS.start + 1
        elif month:
            parts += [int(month), *([int(day)] if day else [])]
        made["date-parts"].append(parts)
        if end[4]:
            made["circa"] = True
    return made
