"""Reading a record: its language, kind, dates, pages and identifiers. Nothing here formats."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import unquote

from builder.citation import Record

_ESCAPED = re.compile(r"\\([-&%$#_{}])")
_NOTED = re.compile(r"^\s*(DOI|CSTR|URN)\s*:\s*(\S+)\s*$", re.MULTILINE)
_YMD = re.compile(r"(-?\d{1,4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?([?~%]?)")
_RANGE = re.compile(r"(?<![\d-])(\d+)\s*(?:--?|–|—)\s*(\d+)(?![\d-])")
_HAN = r"\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"


def text(record: Record, *fields: str) -> str:
    """The first of these fields that says something, as text. Escapes that BibTeX left behind (`\\&`) are undone."""
    for field in fields:
        value = record.get(field)
        if isinstance(value, (str, int, float)) and str(value).strip():
            return _ESCAPED.sub(r"\1", str(value).strip())
    return ""


def unstated(record: Record, field: str) -> bool:
    """Whether the record says that the source itself does not state this (`not_stated: [publisher-place]`)."""
    listed = record.get("not_stated", record.get("not-stated", ()))
    return field in listed if isinstance(listed, (list, tuple, set, frozenset)) else False


def has_han(words: str) -> bool:
    """Whether Chinese characters stand in the text."""
    return bool(re.search(f"[{_HAN}]", words))


def language(record: Record) -> str:
    """The source's language ("zh", "en", "ja", …): its `language:`, else the script of its title, else of its names."""
    stated = text(record, "language").lower()
    if stated:
        for code, names in _NAMES_OF_LANGUAGES.items():
            if re.split(r"[-_]", stated)[0] in (code, *names):
                return code
        return re.split(r"[-_]", stated)[0]
    return script(text(record, "title") or text(record, "container-title", "publisher") or str(record.get("author")))


_NAMES_OF_LANGUAGES = {
    "zh": ("chi", "zho", "cmn", "chinese", "中文", "汉语", "汉文"),
    "en": ("eng", "english", "英文", "英语"),
    "ja": ("jpn", "japanese", "日文", "日语", "日本語"),
    "ru": ("rus", "russian", "俄文", "俄语", "русский"),
    "ko": ("kor", "korean", "韩文", "朝鲜文", "한국어"),
}


def script(words: str) -> str:
    """The language that a script points to: kana "ja", Hangul "ko", Han "zh", Cyrillic "ru", otherwise "en"."""
    for pattern, code in ((r"[\u3040-\u30ff]", "ja"), (r"[\uac00-\ud7af]", "ko"), (f"[{_HAN}]", "zh"),
                          (r"[\u0400-\u04ff]", "ru")):  # fmt: skip
        if re.search(pattern, words):
            return code
    return "en"


@dataclass(frozen=True)
class When:
    """A date as precise as it is known, a span of years, or the source's own wording (`literal`)."""

    parts: tuple[int, ...] = ()
    until: int | None = None
    open: bool = False
    estimated: bool = False
    literal: str = ""

    def year(self, span: str = "-") -> str:
        """The year; both ends of a span of years; an estimated year in brackets (2015, 8.4.3.3; 2025, 7.5.3)."""
        if self.literal or not self.parts:
            return self.literal
        shown = str(self.parts[0])
        if self.open:
            shown += span
        elif self.until is not None and self.until != self.parts[0]:
            shown += f"{span}{self.until}"
        return f"[{shown}]" if self.estimated else shown

    def full(self, span: str = "-") -> str:
        """YYYY-MM-DD, as far as known (GB/T 7408)."""
        if self.literal or self.until is not None or self.open or self.estimated or len(self.parts) < 2:
            return self.year(span)
        return "-".join([str(self.parts[0]), *(f"{part:02}" for part in self.parts[1:])])


def when(record: Record, *fields: str) -> When | None:
    """The first of these date fields that the record has, in any form of CSL: date-parts, text, number, literal."""
    for field in fields:
        value = record.get(field)
        if isinstance(value, date):
            return When((value.year, value.month, value.day))
        if isinstance(value, dict):
            found = _parted(value)
        else:
            found = _worded(str(value).strip()) if isinstance(value, (str, int)) else None
        if found:
            return found
    return None


def _parted(value: Record) -> When | None:
    ends = [[_number(part) for part in end] for end in value.get("date-parts") or () if isinstance(end, Sequence)]
    first = _known(ends[0]) if ends else ()
    if not first:
        return _worded(text(value, "literal", "raw"))
    last = _known(ends[1]) if len(ends) > 1 else ()
    return When(
        first,
        until=last[0] if last else None,
        open=len(ends) > 1 and not last,
        estimated=str(value.get("circa", "")).lower() not in ("", "0", "false"),
    )


def _known(parts: Sequence[int | None]) -> tuple[int, ...]:
    known: list[int] = []
    for part in parts:
        if not part:
            break
        known.append(part)
    return tuple(known)


def _number(part: object) -> int | None:
    return int(str(part)) if re.fullmatch(r"\s*-?\d+\s*", str(part)) else None


def _worded(words: str) -> When | None:
    found = _YMD.fullmatch(words)
    if not found:
        return When(literal=words) if words else None
    parts = tuple(int(part) for part in found.group(1, 2, 3) if part)
    return When(parts, estimated=bool(found[4]))


def pages(words: str) -> str:
    """Pages with a hyphen between first and last (2015, 7.2 g; 2025, 6), both in full: 1123–30 becomes 1123-1130."""

    def spelled(span: re.Match[str]) -> str:
        first, last = span.group(1, 2)
        if len(last) < len(first) and int(first[: -len(last)] + last) > int(first):
            last = first[: -len(last)] + last
        return f"{first}-{last}"

    return _RANGE.sub(spelled, words.strip())


def identifiers(record: Record) -> list[tuple[str, str]]:
    """The persistent identifiers (DOI, CSTR, URN) that the address does not already hold (2015, 8.7; 2025, 7.9).

    CSTR and URN have no field in CSL; like Zotero, lines `CSTR: …` in `note` are read as well.
    """
    noted = dict(_NOTED.findall(text(record, "note")))
    address = unquote(text(record, "URL")).lower()
    found: list[tuple[str, str]] = []
    for kind in ("DOI", "CSTR", "URN"):
        value = text(record, kind) or noted.get(kind, "")
        value = re.sub(rf"^(https?://(dx\.)?(doi\.org|cstr\.cn)/|{kind}:\s*)", "", value, flags=re.IGNORECASE)
        if value and value.lower() not in address:
            found.append((kind, value))
    return found


def online(record: Record) -> bool:
    """Whether the record has an address or an identifier, which makes it an online source ("/OL")."""
    return bool(text(record, "URL", "DOI", "CSTR", "URN") or _NOTED.search(text(record, "note")))
