"""The loop, one step at a time: look, wait until the files are quiet, build what has changed, tell what is new."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from builder.comparison import Comparison, shown
from builder.keep import Outcome
from builder.model import Document
from builder.problem import Problems, every
from builder.project import Project
from builder.render import Press
from builder.watch.files import Eyes, designed, written
from builder.watch.memory import CHECKING, MAKING, PLANNING, Memory
from builder.watch.story import Finding, News, Story

RETRY_LOOKS = 20
"""After a file could not be written (the disk is full, the folder is locked), so many looks pass."""


@dataclass(frozen=True)
class Draft:
    """The documents of one outline, before they are drawn: by the names of their files."""

    outline: str
    documents: Mapping[str, Document]


@dataclass
class Watch:
    """What stands between two looks.

    Attributes:
        project: the folders.
        outlines: the outlines to watch; empty for all of the project, also those that come later.
        strict: warnings stop the build.
        drafted: told the documents of an outline as soon as they are known: before any file is drawn.
        found: told the open problems of an outline after each run.
        made: told where the files of an outline stand in out/, by name, after each run that built them.
    """

    project: Project
    outlines: tuple[Path, ...] = ()
    strict: bool = False
    drafted: Callable[[Draft], None] = lambda draft: None
    found: Callable[[str, list[str]], None] = lambda outline, problems: None
    made: Callable[[str, Mapping[str, Path]], None] = lambda outline, files: None
    memory: Memory = field(init=False)
    _seen: dict[Path, str] | None = None
    _done: dict[Path, dict[Path, str]] = field(default_factory=dict)
    _stories: dict[Path, Story] = field(default_factory=dict)
    _waits: dict[Path, int] = field(default_factory=dict)
    _articles: dict[Path, frozenset[Path]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.memory = Memory(self.project, Eyes())

    def step(self) -> list[News]:
        """Look once, and do what is to be done; nothing while files are still being written.

        A file that changes is left alone until two looks see the same: editors and disks write by halves. The first
        step builds at once.
        """
        outlines = self.outlines or tuple(self.project.outlines())
        now = {outline: self._inputs(outline) for outline in outlines}
        seen = {path: digest for inputs in now.values() for path, digest in inputs.items()}
        quiet, self._seen = self._seen in (None, seen), seen
        if not quiet:
            return []
        news = [self._gone(outline) for outline in [o for o in self._done if o not in now]]
        for outline, inputs in now.items():
            self._waits[outline] = max(0, self._waits.get(outline, 0) - 1)
            if self._done.get(outline) != inputs and not self._waits[outline]:
                self._done[outline] = inputs
                news += self._run(outline)
        return news

    def _inputs(self, outline: Path) -> dict[Path, str]:
        """The digests of what an outline is made of; of articles only its own, once it is known which these are."""
        paths = [*written(outline, self.project), *designed(self.project)]
        if own := self._articles.get(outline):
            folder = outline.parent / "articles"
            paths = [path for path in paths if path.parent != folder or path in own]
        return self.memory.eyes.look(paths)

    def _gone(self, outline: Path) -> News:
        for known in (self._done, self._stories, self._articles):
            known.pop(outline, None)
        return News("gone", outline.stem, f"{shown(outline, self.project.root).as_posix()} is gone; its files stay")

    def _run(self, outline: Path) -> list[News]:
        """Read, check, plan; tell the documents; then build the files whose documents changed."""
        start = time.perf_counter()
        story = self._stories.setdefault(outline, Story(outline.stem))
        said: list[Finding] = []
        news: list[News] = []

        def say(line: str) -> None:
            said.append(Finding(line, max(self.memory.stage, CHECKING)))

        self.memory.begin()
        try:
            comparison, names = self._prepare(outline)
            if self._inputs(outline) != self._done[outline]:  # somebody is writing again: nothing half-written gets out
                del self._done[outline]
                return []
            news = self._build(outline, names, say, start)
            self._know(outline, comparison)
            told = story.tell(said, MAKING)
        except Problems as e:
            stage = self.memory.stage
            self._articles.pop(outline, None)  # until it can be read, any article may be one of its own
            self._done[outline] = {**self._inputs(outline), **self._done[outline]}
            told = story.tell([*said, *(Finding(str(p), stage) for p in e.found)], stage)
            news = [News("open", outline.stem, _left(story.texts))]
        except OSError as e:
            told = []
            news = [News("trouble", outline.stem, f"cannot write {e.filename}: {e.strerror}" if e.filename else str(e))]
            self._done.pop(outline)  # try again, even if nobody edits anything
            self._waits[outline] = RETRY_LOOKS
        finally:
            self.memory.end()
        self.found(outline.stem, story.texts)
        return [*told, *news]

    def _prepare(self, outline: Path) -> tuple[Comparison, list[str]]:
        """The comparison and the names of its files; their documents are told as soon as they are known."""
        comparison, outputs, _ = self.memory.read(outline, self.project, strict=self.strict)
        folders = self.project.templates()
        presses = every(lambda output: self.memory.press(output, folders, self.project.root), outputs)

        def composed(by: Press) -> tuple[str, Document]:
            return by.file_name, self.memory.compose(comparison, by, self.project.styles)

        self.memory.stage = PLANNING
        self.drafted(Draft(outline.stem, dict(every(composed, presses))))
        return comparison, [by.file_name for by in presses]

    def _build(self, outline: Path, names: list[str], say: Callable[[str], None], start: float) -> list[News]:
        from builder import Hands, build  # the door's own room: it opens last

        memory = self.memory
        hands = Hands(memory.read, memory.press, memory.compose, memory.render, memory.proofread, memory.page)
        built = build(outline, self.project, strict=self.strict, say=say, hands=hands)
        self.made(outline.stem, {name: one.path for name, one in zip(names, built, strict=False)})  # the trace is last
        for one in built:
            for line in _undecided(one.kept):
                say(line)
        took = f"{time.perf_counter() - start:.2f} s"
        fresh = [News("built", outline.stem, one.path.as_posix()) for one in built if one.changed]
        return [*fresh, News("same", outline.stem, f"{len(fresh)} of {len(built)} files changed, {took}")]

    def _know(self, outline: Path, comparison: Comparison) -> None:
        folder = outline.parent / "articles"
        self._articles[outline] = frozenset(folder / f"{name}.yaml" for name in comparison.articles)
        done = self._done[outline]
        self._done[outline] = {p: d for p, d in done.items() if p.parent != folder or p in self._articles[outline]}


def _undecided(outcome: Outcome) -> Iterator[str]:
    """What people have to decide about a file that they have worked on."""
    for one in outcome.happened:
        if one.kind == "conflict":
            yield f"{outcome.path.as_posix()}: {one.where}: to decide: {one.what}"
    if outcome.beside:
        yield f"{outcome.beside}; today’s build is {outcome.path.as_posix()}\n    hint: {outcome.hint}"


def _left(texts: Iterable[str]) -> str:
    count = sum(1 for _ in texts)
    return f"{count} {'problem' if count == 1 else 'problems'} open; the files in out/ stay as they are"
