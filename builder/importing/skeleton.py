"""An article file with its record filled in, and comments that say what its reader still has to write."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from builder.article import Record
from builder.importing.naming import labels
from builder.importing.record import Incoming
from builder.load import FORBIDDEN, parse
from builder.typed import typed

_FIRST = ("title", "title-short", "title-translated", "author", "editor", "translator", "container-title",
          "container-title-short", "container-title-translated", "collection-title", "volume", "issue", "page",
          "edition", "number", "publisher", "publisher-place", "issued")  # fmt: skip
_USUAL = ("container-title", "issued", "volume", "issue", "page", "publisher", "ISSN", "DOI", "URL")
_SAFE = re.compile(r"[^\W_]([^\W_]|[ /.&'%()（）《》“”‘’、，。？！；：·—–-])*")
# Words, numbers and days that some reader of YAML 1.1 or 1.2 does not take for text.
_READ_AS_VALUE = re.compile(
    r"null|true|false|yes|no|on|off|y|n|0[xo][\da-f]+|[\d.]+(e[\d+-]+)?|\d{4}-\d\d?-\d\d?.*", re.IGNORECASE
)


def skeleton(record: Incoming, name: str) -> tuple[bytes, dict[str, Any]]:
    """The article file of a record, and what an article file could not hold of it (kept in comments), by field.

    The text is read back as any article file is: what comes out otherwise than it went in counts as not held.

    Args:
        record: the imported record.
        name: the article's id, which is the file's name.
    """
    left = dict(record.left)
    back = read_back(_text(record, name, {}))
    for field, value in record.csl.items():
        if back.get(field) != value:
            left[field] = _in_words(value)
    return _text(record, name, left), {k: v for k, v in left.items() if k not in record.left}


def read_back(data: bytes) -> Mapping[str, Any]:
    """The record in an article file, as the builder reads it: CSL-JSON, every value as text."""
    node = parse(data, Path("imported.yaml"))
    assert isinstance(node.value, dict)
    return typed(node.value["article"], Record, lang="zh", root="imported").data


def _text(record: Incoming, name: str, left: Mapping[str, Any]) -> bytes:
    csl = record.csl
    first, short, guessed = labels(csl)
    spelled = f" (by pinyin, please check: {', '.join(guessed)})" if guessed else ""
    spelled += "" if "en" in first else " (and in English, where you build English files)"
    absent = ", ".join(field for field in _USUAL if field not in csl)
    key = f", record {comment(record.key)}" if record.key else ""
    lines = [
        "# yaml-language-server: $schema=../.schema/article.schema.json",
        f"# Reading notes on one article; imported from {comment(record.place.file.name)}{key}.",
        "# Still to be written: argues and claims. `collate check` on an outline that lists this article says what is",
        "# missing. Compare the record with the article itself: keep only what the article states.",
        "article:",
        f"  id: {name}",
        *(f"  {field}:{value}" for field, value in _fields(csl)),
        *(f"  # not held (in full): {comment(field)}: {comment(value)}" for field, value in left.items()),
        "not_stated: []" + (f" # absent from the record: {absent}; list what the article itself does not state"
                            if absent else ""),
        f"label: {_said(first)} # how it is named first{comment(spelled, quoted=False)} …",
        f"short: {_said(short)} # … and afterwards",
        *_vantage(csl),
        f"# text: {name}.txt # the full text, where you have it, in outlines/articles/texts/: quotes are checked in it",
    ]  # fmt: skip
    return ("\n".join(lines) + "\n" + _TO_WRITE).encode()


_TO_WRITE = """\
# argues: # what it argues in one sentence, and the claims on which that rests; remove the '# ' of these lines
#   says: {zh: …, en: …}
#   claims: [d1]
# profile: # what kind of text it is
#   genre: {zh: …, en: …}
#   basis: {zh: …, en: …}
#   limits: {zh: …, en: …}
claims: []
# claims: # in place of the line above, one entry for each diagnosis (d1, d2 …) and recommendation (r1, r2 …)
#   - id: d1
#     kind: diagnosis # or recommendation (then `addressee:` says who is to act)
#     says: {zh: …, en: …} # in your own words
#     at: 一（二）¶3 # section and paragraph; or p. 15
#     quote: … # a short verbatim phrase: the evidence
#     mode: asserts # asserts, forecasts, or reports (then `voice:` says whose words)
#     central: true # the argument rests on it
"""


def _fields(csl: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The record's fields, each with what stands behind its colon."""
    yield "type", " " + scalar(csl["type"])
    order = [*(f for f in _FIRST if f in csl), *(f for f in csl if f not in (*_FIRST, "type"))]
    for field in order:
        value = csl[field]
        if isinstance(value, list):
            yield field, "".join(f"\n    - {_flow(person)}" for person in value)
        elif isinstance(value, dict):
            yield field, " " + _date(value)
        else:
            yield field, " " + scalar(value)


def _date(value: Mapping[str, Any]) -> str:
    """`2023-05-01` for one plain date, CSL-JSON's form for ranges, seasons and dates before our era."""
    if "literal" in value:
        return scalar(value["literal"])
    points: Sequence[Sequence[str]] = value["date-parts"]
    if set(value) == {"date-parts"} and len(points) == 1 and not points[0][0].startswith("-"):
        return iso(points[0])
    more = [f"{key}: {scalar(value[key])}" for key in ("circa", "season") if key in value]
    listed = ", ".join(f"[{', '.join(point)}]" for point in points)
    return "{" + ", ".join([f"date-parts: [{listed}]", *more]) + "}"


def iso(point: Sequence[str]) -> str:
    """YYYY-MM-DD, as far as the parts go."""
    return "-".join([point[0], *(part.zfill(2) for part in point[1:])])


def _vantage(csl: Mapping[str, Any]) -> list[str]:
    points = [p for p in csl.get("issued", {}).get("date-parts", ()) if p]
    if not points or points[-1][0].startswith("-"):
        return ["# vantage: 2023-05 # the latest date that it could know of, as printed; 'unstated' if none is printed"]
    return [
        f"vantage: {iso(points[-1])} # the latest that it could know of; better a printed date of receipt or revision",
        "vantage_basis: {zh: 题录所载出版日期, en: date of issue in the imported record}",
    ]


def _said(texts: Mapping[str, str]) -> str:
    """A text of an article file, in which names hold no Markdown: stars and brackets are kept as they are."""
    return _flow({lang: re.sub(r"([\\*\[\]])", r"\\\1", words) for lang, words in texts.items()})


def _flow(pairs: Mapping[str, str]) -> str:
    return "{" + ", ".join(f"{key}: {scalar(value)}" for key, value in pairs.items()) + "}"


def scalar(text: str) -> str:
    """A text as YAML: plain where every reader takes it for the same text, else in double quotes."""
    number = re.fullmatch("[1-9][0-9]*", text)
    if number or (_SAFE.fullmatch(text) and not text.endswith(" ") and not _READ_AS_VALUE.fullmatch(text)):
        return text
    quoted = json.dumps(text, ensure_ascii=False)
    return re.sub("[\u0080-\u00a0\u2028\u2029\ufeff]", lambda found: f"\\u{ord(found[0]):04x}", quoted)


def comment(value: object, quoted: bool = True) -> str:
    """A value in one line of a comment: no line break of any kind can end it."""
    text = re.sub(r"[\u0080-\u009f]", "�", re.sub(r"\s+", " ", FORBIDDEN.sub("�", str(value))))
    text = text if len(text) <= 400 else text[:400] + " … (cut)"
    return f"'{text}'" if quoted else text


def _in_words(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
