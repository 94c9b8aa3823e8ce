"""What is mechanical put right, and not a byte besides (`collate check --fix`).

Two kinds of things: the place in an `at:`, where a quote stands elsewhere; and in every text the typography and the
terms of which the checks say how they are to be written (rules 48 and 50 to 53). Quotes, comments, folds and line ends
stay, and the file is read again to prove that nothing else has changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import yaml

from builder.article import Claim
from builder.comparison import Comparison, read_comparison, saids
from builder.load import Node, Str, parse
from builder.locator import text as text_of
from builder.problem import Place
from builder.typography import Finding, findings
from builder.typography.scalar import place_of, rewrite
from builder.verify import look_up, nearest
from builder.write import write

_LOADER = cast("type[yaml.SafeLoader]", getattr(yaml, "CSafeLoader", yaml.SafeLoader))
_BOM = "\ufeff"
_ROUNDS = 4  # one mend can make the next one possible; more than two rounds have not been seen


@dataclass(frozen=True)
class Fixed:
    """One thing that was put right: where it is written, what stood there, what stands there now, and of what kind."""

    place: Place
    old: str
    new: str
    kind: str = "at"

    def __str__(self) -> str:
        return f"{self.place}: fixed: {self.kind}: {self.old} -> {self.new or '(nothing)'}"


def fix(comparison: Comparison, folders: Iterable[Path], articles: Path) -> list[Fixed]:
    """Write the right place wherever a quote stands elsewhere in its text than `at` says.

    Only texts at hand count, not the lock: what nobody can look up here stays as it is, and stays a problem. Quotes
    that stand nowhere are left to their authors.

    Args:
        comparison: the articles with their claims.
        folders: where full texts are looked for.
        articles: the folder of the articles' notes, which are rewritten.

    Returns:
        What was put right.

    Raises:
        Problems: a text cannot be read.
    """
    done = []
    for one in look_up(comparison, folders, None):
        if one.now is None:
            continue
        wrong: list[tuple[Claim, str]] = []
        for claim in one.article.claims:
            found, at = one.now.quotes.get(claim.id), claim.at.locator
            if found and at.page is None and at not in found.places:
                wrong.append((claim, text_of(nearest(at, found.places))))
        if wrong:
            path = (articles / f"{one.article.id}.yaml").resolve()
            data = path.read_bytes()
            write(path, rewritten(data, {(c.at.place.line, c.at.place.col): new for c, new in wrong}), "")
            done += [Fixed(claim.at.place, text_of(claim.at.locator), new) for claim, new in wrong]
    return done


def fix_texts(comparison: Comparison, outline: Path, root: Path) -> list[Fixed]:
    """Put right what is mechanical in the texts of an outline and its articles.

    Args:
        comparison: the outline with its articles, as they were read.
        outline: the outline's file; the articles stand beside it.
        root: the project's folder, as when they were read.

    Returns:
        What was put right. Where a mend makes another one possible, both are done.
    """
    done: list[Fixed] = []
    for _ in range(_ROUNDS):
        now = list(_fix_once(comparison, outline))
        if not now:
            break
        done += now
        comparison = read_comparison(outline, root)
    return done


def _fix_once(comparison: Comparison, outline: Path) -> Iterator[Fixed]:
    own = comparison.spoken()
    whole = {article.id: outline.parent / "articles" / f"{article.id}.yaml" for article in comparison.articles.values()}
    for value, path in ((comparison.outline, outline), *((comparison.articles[n], p) for n, p in whole.items())):
        wrong: list[tuple[Str, tuple[Finding, ...]]] = []
        for said in saids(value):
            for lang, text in said.texts.items():
                terms = comparison.glossary.findings(text, lang, verbatim=lang.partition("-")[0] in own)
                mends = mending((*findings(text, lang), *terms))
                if mends and rewrite(text, ()) is not None:  # else written in a way that we can't follow
                    wrong.append((text, mends))
        if wrong:
            file = path.resolve()
            write(file, reworded(file.read_bytes(), wrong), "")
            for text, mends in wrong:
                for one in mends:
                    yield Fixed(place_of(text, one.start), text[one.start : one.end], one.mend or "", one.code)


def mending(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Those of the findings that can be mended by themselves, in order; of two in the same place the first."""
    chosen: list[Finding] = []
    for one in sorted(found):
        if one.mend is not None and (not chosen or one.start >= chosen[-1].end):
            chosen.append(one)
    return tuple(chosen)


def reworded(data: bytes, texts: Iterable[tuple[Str, tuple[Finding, ...]]]) -> bytes:
    """The file with findings in these of its texts mended; nothing else changes.

    Raises:
        AssertionError: the file would no longer say the same everywhere else; nothing may be written then.
    """
    source = data.decode("utf-8")
    bom = _BOM if source.startswith(_BOM) else ""
    whole, out, left = source.removeprefix(bom), bom, 0
    wanted: dict[tuple[int, int], tuple[str, str]] = {}
    for text, mends in sorted(texts, key=lambda one: one[0].place):
        edits = [(one.start, one.end, one.mend or "") for one in mends]
        span = rewrite(text, edits)
        if span is None:
            raise AssertionError(f"nobody knows how the text at {text.place} is written")
        start, end, new = span
        out += whole[left:start] + new
        left = end
        wanted[text.place.line, text.place.col] = (str(text), _edited(text, edits))
    made = (out + whole[left:]).encode("utf-8")
    before = dict(_scalars(parse(data, Path("notes"))))
    after = dict(_scalars(parse(made, Path("notes"))))
    for way, (value, place) in before.items():
        old, new = wanted.get(place, (value, value))
        if value.strip() != old.strip() or after.get(way, ("", place))[0].strip() != new.strip():
            raise AssertionError(f"a fix would change more than it fixes: {way}")
    if after.keys() != before.keys():
        raise AssertionError("a fix would change the fields of the file")
    return made


def _edited(text: str, edits: Iterable[tuple[int, int, str]]) -> str:
    out, left = "", 0
    for start, end, new in edits:
        out += text[left:start] + new
        left = end
    return out + text[left:]


def rewritten(data: bytes, places: dict[tuple[int, int], str]) -> bytes:
    """The file with the scalars at these lines and columns replaced: quotes, comments and line ends stay.

    Raises:
        AssertionError: the file would no longer say the same everywhere else; nothing may be written then.
    """
    source = data.decode("utf-8")
    bom = _BOM if source.startswith(_BOM) else ""
    whole = source.removeprefix(bom)
    out, left = bom, 0
    for start, end, new in _spans(whole, places):
        quotation = whole[start] if whole[start] in "\"'" else ""
        out += whole[left:start] + quotation + new + quotation
        left = end
    made = (out + whole[left:]).encode("utf-8")
    before = dict(_scalars(parse(data, Path("notes"))))
    after = {way: value for way, (value, _) in _scalars(parse(made, Path("notes")))}
    if {place for _, place in before.values()} & places.keys() != places.keys():
        raise AssertionError("the file is no longer the one in which the places were found")
    if after != {way: places.get(place, value) for way, (value, place) in before.items()}:
        raise AssertionError("a fix would change more than the places that it fixes")
    return made


def _spans(whole: str, places: dict[tuple[int, int], str]) -> Iterator[tuple[int, int, str]]:
    """Start and end of the scalars at these places, in order, with what replaces them."""
    for event in yaml.parse(whole, Loader=_LOADER):
        mark, after = event.start_mark, event.end_mark
        if not isinstance(event, yaml.ScalarEvent) or mark is None or after is None:
            continue
        if (new := places.get((mark.line + 1, mark.column + 1))) is not None:
            end = mark.index + len(whole[mark.index : after.index].rstrip())  # block scalars take line ends
            yield mark.index, end, new


def _scalars(node: Node, path: str = "") -> Iterator[tuple[str, tuple[str, tuple[int, int]]]]:
    """Every text of a file, by its way from the root, with its place."""
    if isinstance(node.value, str):
        yield path, (node.value, (node.place.line, node.place.col))
        return
    inner = node.value.items() if isinstance(node.value, dict) else enumerate(node.value)
    yield f"{path}/{node.kind}", (str(len(node.value)), (0, 0))
    for key, value in inner:
        yield from _scalars(value, f"{path}/{key}")
