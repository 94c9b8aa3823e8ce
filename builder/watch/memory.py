"""What was made of which input, so that an edit costs what it touches.

Nothing in here can be stale: a value is kept with the digests of all files that it was made of, taken before and after
it was made, and given out only while they are the same. A file is drawn again only when its document has changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, TypeVar

from builder.check import check
from builder.cite import cite
from builder.comparison import Comparison, read_comparison
from builder.evidence_lock import NAME as LOCK
from builder.load import Node, load
from builder.model import Document, Made
from builder.outline import Output
from builder.plan import plan
from builder.problem import Problems
from builder.project import Project
from builder.proof import Proof, proofread
from builder.render import Press, press, render
from builder.trace_page import Use, page
from builder.verify import verify
from builder.watch.files import Eyes, designed, written
from builder.watch.likeness import alike

T = TypeVar("T")
READING, TYPING, CHECKING, VERIFYING, TEMPLATES, PLANNING, MAKING = range(7)
"""The stages of a run, in their order."""


@dataclass
class Memory:
    """A build's work, remembered. Its methods stand in for the functions of the same work (`builder.Hands`).

    Attributes:
        project: the folders.
        eyes: what looks at files.
        stage: the stage that works now.
        drawn: how many files have been drawn (for tests and the curious).
        designs: the digests of all that belongs to templates, taken once a run.
    """

    project: Project
    eyes: Eyes
    stage: int = READING
    drawn: int = 0
    designs: Mapping[Path, str] = field(default_factory=dict)
    _held: dict[tuple[object, ...], tuple[object, Any]] = field(default_factory=dict)

    def begin(self) -> None:
        """A run begins: look at the templates."""
        self.designs = self.eyes.look(designed(self.project))

    def end(self) -> None:
        """A run has ended: what was made of templates that changed meanwhile is forgotten."""
        if self.eyes.look(designed(self.project)) != self.designs:
            self._held = {name: held for name, held in self._held.items() if name[0] not in ("press", "compose")}

    def read(
        self,
        outline: Path,
        project: Project,
        *,
        template: str = "",
        lang: str = "",
        strict: bool = False,
        say: Callable[[str], None] = lambda line: None,
    ) -> tuple[Comparison, tuple[Output, ...], int]:
        """As `builder.read`; of files that have not changed nothing is parsed again."""
        from builder import wanted

        def whole() -> tuple[Comparison, tuple[Output, ...], int, list[str]]:
            said: list[str] = []
            comparison = self._compared(outline)
            outputs = wanted(comparison, template, lang)
            self.stage = CHECKING
            said += map(str, check(comparison, (o.lang for o in outputs), strict=strict))
            self.stage = VERIFYING
            lock = outline.parent / LOCK
            count = verify(comparison, project.texts(outline), lock, strict=strict, say=said.append)
            return comparison, outputs, count, said

        held = self._once(("read", outline), lambda: self.eyes.look(written(outline, project)), whole)
        self.stage = VERIFYING
        for line in held[3]:
            say(line)
        return held[:3]

    def _compared(self, outline: Path) -> Comparison:
        """The comparison, each of its files parsed only when it has changed."""
        self.stage = TYPING
        read: list[Path] = []

        def remembered(path: Path, shown: Path) -> Node:
            node = self._once(("load", path), lambda: (self.eyes.digest(path), shown), lambda: load(path, shown))
            read.append(path)
            return node

        def tried(path: Path, shown: Path) -> Node:
            try:
                return remembered(path, shown)
            except Problems:
                self.stage = READING
                raise

        try:
            return read_comparison(outline, self.project.root, tried)
        except Problems:
            if len(read) < 2:  # no article was read: what is wrong in one is not known
                self.stage = READING
            raise

    def press(self, output: Output, folders: Mapping[str, Path], root: Path) -> Press:
        """As `builder.render.press`; a template is read again only when a file of any template has changed."""
        self.stage = TEMPLATES
        name = (str(output.template), str(output.lang))
        by = self._once(
            ("press", *name),
            lambda: (self.designs, sorted(folders.items()), root),
            lambda: press(output, folders, root),
        )
        return replace(by, output=output) if by.output != output else by

    def compose(self, comparison: Comparison, by: Press, styles: Path) -> Document:
        """Plan and cite; nothing is planned twice for the same comparison and template."""
        self.stage = PLANNING
        name = ("compose", comparison.id, by.file_name)
        return self._once(
            name,
            lambda: (_Same(comparison), _Same(by.template), by.fields, self.designs),
            lambda: cite(plan(comparison, by.template, by.output.lang, by.fields), comparison, styles),
        )

    def render(self, document: Document, by: Press, *, pages: bool = False) -> Made:
        """As `builder.render.render`; a document that prints the same is not drawn again."""
        self.stage = MAKING

        def draw() -> Made:
            self.drawn += 1
            return render(document, by, pages=pages)

        key = (_Alike(document), _Same(by.look), pages)
        made: Made = self._once(("render", *document.origin.values(), by.file_name), lambda: key, draw)
        return made

    def proofread(self, by: Press, data: bytes, *, minutes: int = 0) -> Proof:
        """As `builder.proof.proofread`; the same bytes are not read again."""
        key = (_Same(data), _Same(by.template), by.profile, minutes)
        name = ("proof", by.output.place.file, by.file_name)
        return self._once(name, lambda: key, lambda: proofread(by, data, minutes=minutes))

    def page(self, comparison: Comparison, uses: Iterable[Use], lang: str, passages: Mapping[str, str]) -> str:
        """As `builder.trace_page.page`."""
        found = tuple(uses)
        key = (_Same(comparison), found, lang, dict(passages))
        return self._once(("page", comparison.id), lambda: key, lambda: page(comparison, found, lang, passages))

    def _once(self, name: tuple[object, ...], key: Callable[[], object], make: Callable[[], T]) -> T:
        """What was made last under this name, if of the same input; else made now, and kept if the input held still."""
        before = key()
        held = self._held.get(name)
        if held is not None and held[0] == before:
            value: T = held[1]
            return value
        value = make()
        if key() == before:
            self._held[name] = (before, value)
        else:
            self._held.pop(name, None)
        return value


@dataclass(frozen=True)
class _Same:
    """One and the same thing: compared by identity, and kept alive, so that no other can take its place."""

    thing: object

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.thing is other.thing

    def __hash__(self) -> int:
        return id(self.thing)


@dataclass(frozen=True, eq=False)
class _Alike:
    """A document, equal to one that prints the same."""

    document: Document

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Alike) and alike(self.document, other.document)
