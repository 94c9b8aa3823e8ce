"""An outline with its articles: what the stages after loading work on."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from builder.article import Article, Claim
from builder.exhibits import Figures, Grid, Quoted
from builder.files import fault_of_name, is_there, keep_in
from builder.glossary import NAME as GLOSSARY
from builder.glossary import NO_TERMS, Glossary, read_glossary
from builder.load import Node, Str, load
from builder.outline import Outline, Question, Session, Tension
from builder.problem import Place, Problem, Problems, did_you_mean
from builder.typed import Said, typed

ISSUED = "issued"
TAG = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}")
"""The name of an issued version: letters, digits, points, hyphens; it becomes a folder's name, and nothing else."""
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True)
class Part:
    """A session with what it takes up: the ids of its questions, charts, tensions, quotes and grids resolved."""

    id: Str
    title: Said
    goal: Said
    minutes: int
    questions: tuple[Question, ...]
    charts: tuple[Figures, ...]
    tensions: tuple[Tension, ...]
    quotes: tuple[Quoted, ...]
    grids: tuple[Grid, ...]


@dataclass(frozen=True)
class Comparison:
    """An outline and the articles that it compares, by id, in the outline's order; and the terms to be used.

    `issued` is the same comparison as it was issued in the version that the outline names with `since`.
    """

    id: str
    outline: Outline
    articles: Mapping[str, Article]
    glossary: Glossary = NO_TERMS
    issued: Comparison | None = None

    def claim(self, reference: str) -> tuple[Article, Claim] | None:
        """The article and the claim behind "zhang-2023.d4", or None."""
        return self._claims.get(reference)

    @cached_property
    def _claims(self) -> Mapping[str, tuple[Article, Claim]]:
        """By reference; where an id stands twice, the first counts."""
        every: dict[str, tuple[Article, Claim]] = {}
        for name, article in self.articles.items():
            for claim in article.claims:
                every.setdefault(f"{name}.{claim.id}", (article, claim))
        return every

    def asked(self, question: Question) -> tuple[Article, ...]:
        """The articles that have a position on a question, in the outline's order."""
        known = (str(name) for name in question.positions if name in self._ranks)
        return tuple(self.articles[name] for name in sorted(known, key=self._ranks.__getitem__))

    @cached_property
    def _ranks(self) -> Mapping[str, int]:
        return {name: n for n, name in enumerate(self.articles)}

    @cached_property
    def saids(self) -> tuple[Said, ...]:
        """Every text of the outline, then of its articles; walked once for all checks that read them."""
        return tuple(said for value in (self.outline, *self.articles.values()) for said in saids(value))

    def spoken(self) -> frozenset[str]:
        """The languages of the articles themselves (zh): quoted words in one of them are an article's own."""
        given = (article.article.data.get("language") or article.lang or "zh" for article in self.articles.values())
        return frozenset(str(lang).partition("-")[0].lower() for lang in given)

    def leaning(self, names: Iterable[str]) -> list[tuple[str, str]]:
        """Pairs among these articles of which the first cites the second: together they are not two witnesses."""
        known = {str(name): self.articles[name] for name in names if name in self.articles}
        return [(name, str(other)) for name, article in known.items() for other in article.cites if other in known]

    def parts(self) -> tuple[Part, ...]:
        """The outline's sessions, resolved; what leads nowhere is left out (`checks.references` reports it)."""
        questions = {q.id: q for q in self.outline.questions}
        charts = {c.id: c for c in self.outline.charts}
        tensions = {t.id: t for t in self.outline.tensions}
        quotes = {q.id: q for q in self.outline.quotes}
        grids = {g.id: g for g in self.outline.grids}

        def part(s: Session) -> Part:
            return Part(
                s.id,
                s.title,
                s.goal,
                s.minutes,
                tuple(questions[name] for name in s.questions if name in questions),
                tuple(charts[name] for name in s.charts if name in charts),
                tuple(tensions[name] for name in s.tensions if name in tensions),
                tuple(quotes[name] for name in s.quotes if name in quotes),
                tuple(grids[name] for name in s.grids if name in grids),
            )

        return tuple(map(part, self.outline.sessions))

    def cited(self) -> tuple[str, ...]:
        """The ids of the articles in the order in which the outline first cites them; then the others."""
        first = (reference.partition(".")[0] for reference in self.outline.claims())
        return tuple(a for a in dict.fromkeys((*first, *self.articles)) if a in self.articles)


def read_comparison(path: Path, root: Path, load: Callable[[Path, Path], Node] = load) -> Comparison:
    """Load and type an outline and its articles.

    Args:
        path: the outline.
        root: the project's folder; messages name files relative to it.
        load: reads one file (`builder.load.load`).

    Raises:
        Problems: all problems of the first stage that found any (reading, then typing).
    """
    if why := fault_of_name(path.stem):
        raise Problems([Problem(Place(shown(path, root)), why, "name", "outputs are named after the outline")])
    keep_in(path, root, Place(shown(path, root)))
    node = load(path, shown(path, root))
    files = {str(name): path.parent / "articles" / f"{name}.yaml" for name in _article_ids(node)}
    found: list[Problem] = []
    nodes: dict[str, Node] = {}
    for name, file in files.items():
        try:
            keep_in(file, root, Place(shown(file, root)))
            nodes[name] = load(file, shown(file, root))
        except Problems as e:
            found += e.found if is_there(file) or file.is_symlink() else [_no_article(node, name, file)]
    if found:
        raise Problems(found)
    outline: Outline | None = None
    articles: dict[str, Article] = {}
    try:
        outline = typed(node, Outline, lang=_lang(node), root=path.stem)
    except Problems as e:
        found += e.found
    for name, article in nodes.items():
        try:
            articles[name] = typed(article, Article, lang=_lang(article), root=name)
        except Problems as e:
            found += e.found
    found += [
        Problem(a.id.place, f"the id '{a.id}' is not the file's name", "id", f"write 'id: {name}'")
        for name, a in articles.items()
        if a.id != name
    ]
    try:
        keep_in(path.parent / GLOSSARY, root, Place(shown(path.parent / GLOSSARY, root)))
        glossary = read_glossary(path.parent / GLOSSARY, shown(path.parent / GLOSSARY, root))
    except Problems as e:
        raise Problems([*found, *e.found]) from e
    if found or outline is None:
        raise Problems(found)
    issued = _issued(path, root, outline.since, load) if outline.since else None
    return Comparison(path.stem, outline, articles, glossary, issued)


def _issued(path: Path, root: Path, tag: Str, load: Callable[[Path, Path], Node]) -> Comparison | None:
    """The comparison as it was issued; an issued outline itself tells of no earlier one."""
    if path.parent.parent.parent.name == ISSUED:
        return None
    frozen = issued_outline(path, tag) if TAG.fullmatch(tag) else None
    if frozen is None or not frozen.is_file():
        hint = did_you_mean(tag, tags(path)) or "`collate issue FILE --as v1.0` freezes what was sent out"
        raise Problems([Problem(tag.place, f"no version '{tag}' of this outline was issued", "no-version", hint)])
    return read_comparison(frozen, root, load)


def issued_outline(path: Path, tag: str) -> Path:
    """Where an outline stands as it was issued: `outlines/issued/<outline>/<tag>/<outline>.yaml`."""
    return path.parent / ISSUED / path.stem / tag / path.name


def outline_of_output(file: Path) -> Path:
    """Where the outline of a file in out/ stands, by the file's place: `outlines/NAME.yaml` for `out/NAME/…`."""
    folder = file.absolute().parent
    return folder.parent.parent / "outlines" / f"{folder.name}.yaml"


def tags(path: Path) -> list[str]:
    """The versions of an outline that were issued, oldest first: v1.9 before v1.10."""
    found = (one.parent.name for one in (path.parent / ISSUED / path.stem).glob(f"*/{path.name}"))

    def order(tag: str) -> list[tuple[int, str]]:
        return [(int(part), "") if part.isdecimal() else (-1, part) for part in re.split(r"(\d+)", tag) if part]

    return sorted(found, key=order)


def shown(path: Path, root: Path) -> Path:
    """The path as messages name it: relative to the project where it is inside."""
    for named in (Path.absolute, Path.resolve):
        try:
            return named(path).relative_to(named(root))
        except ValueError:
            continue
    return path


def _lang(node: Node) -> str:
    value = node.value.get("lang") if isinstance(node.value, dict) else None
    return value.value if value and isinstance(value.value, str) else "zh"


def _article_ids(node: Node) -> Iterator[Str]:
    """The ids under `articles:`. An id is letters, digits and hyphens: it becomes a file's name, and nothing else."""
    listed = node.value.get("articles") if isinstance(node.value, dict) else None
    found = []
    for item in listed.value if listed and isinstance(listed.value, list) else []:
        if isinstance(item.value, str) and _ID.fullmatch(item.value) and not fault_of_name(item.value):
            yield Str(item.value, item.place)
        else:
            found.append(
                Problem(
                    item.place,
                    f"not an article's id: '{item.value if isinstance(item.value, str) else item.kind}'",
                    "id",
                    "small letters, digits and hyphens: zhang-2023",
                )
            )
    if found:
        raise Problems(found)


def _no_article(node: Node, name: str, file: Path) -> Problem:
    there = [p.stem for p in file.parent.glob("*.yaml")]
    place = next((i.place for i in _article_ids(node) if i == name), Place(file))
    return Problem(place, f"no article '{name}'", "no-article", did_you_mean(name, there))


def saids(value: Any) -> Iterator[Said]:
    """Every text that may be given in several languages, anywhere inside a typed value."""
    if isinstance(value, Said):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from saids(item)
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from saids(item)
    elif is_dataclass(value):
        for f in fields(value):
            yield from saids(getattr(value, f.name))
