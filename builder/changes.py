"""What has changed between two states of a comparison, item by item and by id.

    for change in changes(issued, today, "en"): ...

Both are walked side by side. Items are paired by their ids, those without one (a gap, a side of a tension) by what they
say. Nothing is left out: whatever differs in the language is told once, at the smallest thing that holds it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, Literal

from builder.comparison import Comparison
from builder.kept.align import matched, stays
from builder.load import Str
from builder.locator import Locator, shown
from builder.outline import Position
from builder.typed import Said

Kind = Literal["added", "removed", "moved", "wording", "figure", "choice", "sources", "silenced", "spoken", "turned"]

_TITLES = ("short", "head", "title", "finding", "caption", "what", "label", "name", "ask", "says")
_SOURCES = ("claims", "rests_on")
_UNTOLD = (
    "place",
    "path",
    "id",
    "outputs",
    "minutes",
    "sessions",
    "lang",
    "priority",
    "scope",
    "citations",
    "date",
    "text",
    "since",
)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*(?:\s?(?:%|％|万亿|万|亿|个百分点|[a-z]{1,2}\b))?")


@dataclass(frozen=True)
class Change:
    """One thing that differs.

    Attributes:
        kind: how. A text whose words are the same but for its numbers has changed a "figure"; a position that falls
            silent or begins to speak is "silenced" or "spoken"; a claim that goes over to the other side of a tension
            has "turned".
        id: the item's way in the outline ("questions.motives.positions.liu-2025.says").
        part: the list in which the item stands ("questions", "articles"); "" for the outline itself.
        title: what the item is called today, or was; "" for the outline itself.
        field: which of its fields, by its YAML name; "" for the item as a whole.
        article: the article whose position or claim it is; "" for the editors' own.
        old, new: how it read, and how it reads; for sources: what went and what came, as article.claim.
    """

    kind: Kind
    id: str
    part: str = ""
    title: str = ""
    field: str = ""
    article: str = ""
    old: tuple[str, ...] = ()
    new: tuple[str, ...] = ()


def changes(before: Comparison, now: Comparison, lang: str) -> list[Change]:
    """Every difference that a reader of this language sees, in today's order; what is gone, last in its list.

    Args:
        before: as it was issued.
        now: as it is.
        lang: the language of the texts.
    """
    walk = _Walk(lang)
    found = list(walk.item(before.outline, now.outline, Change("wording", "")))
    cited = {str(one) for comparison in (before, now) for one in comparison.outline.claims()}
    for name in {**now.articles, **before.articles}:
        at = Change("wording", f"articles.{name}", "articles", article=name)
        one, other = before.articles.get(name), now.articles.get(name)
        if one is not None and other is not None:
            at = replace(at, title=walk.title(other))
            inside = walk.item(one, other, at)
            found += (c for c in inside if c.part != "claims" or _claim(c.id) in cited)
    return found


@dataclass(frozen=True)
class _Walk:
    lang: str

    def title(self, item: Any) -> str:
        """What an item is called."""
        named = (getattr(item, name, None) for name in _TITLES)
        return next((text for said in named if isinstance(said, Said) and (text := self.text(said))), "")

    def text(self, said: Said | None) -> str:
        return str(said.texts.get(self.lang, "")) if said is not None else ""

    def item(self, one: Any, other: Any, at: Change) -> Iterator[Change]:
        """The fields of an item."""
        sides = _turned(one, other, at) if hasattr(other, "sides") else {}
        yield from sides.values()
        for field in fields(other):
            if field.name not in _UNTOLD:
                name = str(field.metadata.get("name", field.name))
                a, b = getattr(one, field.name), getattr(other, field.name)
                for change in self.value(a, b, replace(at, id=_under(at.id, name), field=name)):
                    if change.kind != "sources" or not (left := {*change.old, *change.new}) or not left <= sides.keys():
                        yield change

    def value(self, a: Any, b: Any, at: Change) -> Iterator[Change]:
        """One field, whatever it holds."""
        if isinstance(a, Said | None) and isinstance(b, Said | None):
            yield from self.said(self.text(a), self.text(b), at)
        elif at.field in _SOURCES and all(isinstance(c, str) for c in (*a, *b)):
            gone, came = (tuple(str(c) for c in x if c not in y) for x, y in ((a, b), (b, a)))
            if gone or came:
                yield replace(at, kind="sources", old=gone, new=came)
        elif isinstance(b, tuple):
            yield from self.items(a, b, at)
        elif isinstance(b, Mapping):
            yield from self.mapping(a, b, at)
        elif is_dataclass(b) and type(a) is type(b) and not isinstance(b, Locator):
            yield from self.item(a, b, at)
        elif (old := self.written(a)) != (new := self.written(b)):
            yield replace(at, kind="figure" if _numbers(old, new) else "choice", old=(old,), new=(new,))

    def said(self, old: str, new: str, at: Change) -> Iterator[Change]:
        if old == new:
            return
        if pairs := _numbers(old, new):
            yield replace(at, kind="figure", old=tuple(p[0] for p in pairs), new=tuple(p[1] for p in pairs))
        else:
            kind: Kind = "wording" if old and new else "added" if new else "removed"
            yield replace(at, kind=kind, old=(old,) if old else (), new=(new,) if new else ())

    def items(self, one: tuple[Any, ...], other: tuple[Any, ...], at: Change) -> Iterator[Change]:
        """Items that came, went, changed their places, or changed in themselves."""
        if all(isinstance(x, Str) for x in (*one, *other)):
            if tuple(map(str, one)) != tuple(map(str, other)):
                old, new = tuple(map(str, one)), tuple(map(str, other))
                yield replace(at, kind="figure" if at.field == "values" else "choice", old=old, new=new)
            return
        pairs: dict[int, int] = dict(self.paired(one, other))
        order = [a for b in range(len(other)) for a in [next((x for x, y in pairs.items() if y == b), -1)] if a >= 0]
        still = stays(order)
        back = {b: a for a, b in pairs.items()}
        for b, item in enumerate(other):
            within = self.within(item, at, b)
            if b not in back:
                yield replace(within, kind="added", new=tuple(filter(None, [self.main(item)])))
                continue
            if back[b] not in still and hasattr(item, "id"):
                yield replace(within, kind="moved")
            if isinstance(item, Said):
                yield from self.said(self.text(one[back[b]]), self.text(item), at)
            else:
                yield from self.item(one[back[b]], item, within)
        for a, item in enumerate(one):
            if a not in pairs:
                yield replace(self.within(item, at, a), kind="removed", old=tuple(filter(None, [self.main(item)])))

    def within(self, item: Any, at: Change, n: int) -> Change:
        """Where the fields of an item of a list are told."""
        if isinstance(item, Said):
            return at
        name = str(getattr(item, "id", n + 1))
        id = getattr(item, "path", "") or f"{at.id}.{name}"
        inner = at.part in ("", "articles")
        return replace(at, id=id, part=at.field if inner else at.part, field="", title=self.title(item) or at.title)

    def main(self, item: Any) -> str:
        """What an item says, when it comes or goes as a whole."""
        if isinstance(item, Said):
            return self.text(item)
        told = (self.text(said) for name in ("says", "finding", "ask", "title", "what", "head")
                if isinstance(said := getattr(item, name, None), Said))  # fmt: skip
        return next(told, "")

    def paired(self, one: tuple[Any, ...], other: tuple[Any, ...]) -> list[tuple[int, int]]:
        if all(hasattr(x, "id") for x in (*one, *other)):
            places = {str(x.id): n for n, x in enumerate(other)}
            return [(n, places[str(x.id)]) for n, x in enumerate(one) if str(x.id) in places]
        return matched([self.main(x) for x in one], [self.main(x) for x in other])

    def mapping(self, one: Mapping[str, Any], other: Mapping[str, Any], at: Change) -> Iterator[Change]:
        """The positions on a question, by article."""
        for name in {**other, **one}:
            within = replace(at, id=f"{at.id}.{name}", article=str(name), field="")
            a, b = one.get(name), other.get(name)
            if isinstance(a, Position) and isinstance(b, Position) and a.is_silent != b.is_silent:
                if b.is_silent:
                    yield replace(within, kind="silenced", old=(self.text(a.says),))
                else:
                    yield replace(within, kind="spoken", new=(self.text(b.says),))
            elif a is not None and b is not None:
                yield from self.value(a, b, replace(within, field=str(name) if not is_dataclass(b) else ""))
            elif b is not None:
                yield replace(within, kind="added", new=tuple(filter(None, [self.main(b)])))
            else:
                yield replace(within, kind="removed", old=tuple(filter(None, [self.main(a)])))

    def written(self, value: Any) -> str:
        """A value as an author writes it."""
        if isinstance(value, Locator):
            return shown(value, self.lang)
        if is_dataclass(value):
            return ""
        return "" if value is None else str(value)


def _claim(id: str) -> str:
    """The claim whose way this is, or leads further: "claims/liu-2025.d3.says" is about liu-2025.d3."""
    return ".".join(id.removeprefix("claims/").split(".")[:2])


def _under(id: str, name: str) -> str:
    return f"{id}.{name}" if id else name


def _turned(one: Any, other: Any, at: Change) -> dict[str, Change]:
    """Claims that stood on one side of a tension and stand on the other now."""
    was = {str(claim): n for n, side in enumerate(one.sides) for claim in side.claims}
    now = {str(claim): n for n, side in enumerate(other.sides) for claim in side.claims}
    return {
        claim: replace(at, kind="turned", id=f"{at.id}.sides", article=claim.partition(".")[0], new=(claim,))
        for claim, side in now.items()
        if was.get(claim, side) != side
    }


def _numbers(old: str, new: str) -> list[tuple[str, str]]:
    """The numbers that differ, where all else is the same; none where other words differ too."""
    if _NUMBER.sub("#", old) != _NUMBER.sub("#", new):
        return []
    return [(a, b) for a, b in zip(_NUMBER.findall(old), _NUMBER.findall(new), strict=True) if a != b]
