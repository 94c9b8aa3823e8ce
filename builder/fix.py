"""Wrong places put right: the text of an `at:`, and not a byte besides (`collate check --fix`)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import yaml

from builder.article import Claim
from builder.comparison import Comparison
from builder.load import Node, parse
from builder.locator import text
from builder.problem import Place
from builder.verify import look_up, nearest
from builder.write import write

_LOADER = cast("type[yaml.SafeLoader]", getattr(yaml, "CSafeLoader", yaml.SafeLoader))
_BOM = "\ufeff"


@dataclass(frozen=True)
class Fixed:
    """One place that was put right: where it is written, what stood there, what stands there now."""

    place: Place
    old: str
    new: str

    def __str__(self) -> str:
        return f"{self.place}: fixed: at: {self.old} -> {self.new}"


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
                wrong.append((claim, text(nearest(at, found.places))))
        if wrong:
            path = (articles / f"{one.article.id}.yaml").resolve()
            data = path.read_bytes()
            write(path, rewritten(data, {(c.at.place.line, c.at.place.col): new for c, new in wrong}), "")
            done += [Fixed(claim.at.place, text(claim.at.locator), new) for claim, new in wrong]
    return done


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
