"""YAML text in, plain values out, each remembering the place it came from.

Every scalar stays the text that the author wrote: no surprise dates, no `no` that turns into False, no `1.10` that
turns into 1.1. What YAML offers beyond text, lists and fields (tags, anchors, aliases, merges, several documents) is
refused: an outline needs none of it, and aliases can explode (FACTS, "Hostile and broken input").
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple, TypeAlias, cast

import yaml

from builder.files import MAX_BYTES, read_file
from builder.problem import Place, Problem, Problems

MAX_DEPTH = 40
MAX_VALUES = 500_000  # texts, lists and fields of one file: the largest outline that was built has a fifth of them
MAX_TEXT = 50_000  # characters of one text
MAX_PROBLEMS = 200  # of one file: who has more has the wrong file
_LOADER = cast("type[yaml.SafeLoader]", getattr(yaml, "CSafeLoader", yaml.SafeLoader))
# Control characters and lone surrogates make files that Word cannot open; bidi controls make text that reads
# differently from what is stored (Unicode TR36); C1 controls steer a terminal that shows a message.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff\ud800-\udfff]")

Value: TypeAlias = "str | list[Node] | dict[str, Node]"


class Written(NamedTuple):
    """How a text is written in its file: from `start` to `end` (characters), in a YAML style ('"', "'", "|", ">", "").

    Attributes:
        source: the whole file, without a byte order mark.
        start, end: where the scalar begins and ends in it.
        style: the YAML style.
    """

    source: str
    start: int
    end: int
    style: str


@dataclass(frozen=True)
class Node:
    """A YAML value and its place: text, a list of nodes, or fields by name (`key` is where the name stands)."""

    value: Value
    place: Place
    key: Place | None = None
    written: Written | None = field(default=None, compare=False, repr=False)

    @property
    def kind(self) -> str:
        """What the value is, in the author's words."""
        return {str: "text", list: "a list", dict: "fields"}[type(self.value)]


class Str(str):
    """Text that remembers the place where an author wrote it, and how it is written there."""

    place: Place
    written: Written | None
    __slots__ = ("place", "written")

    def __new__(cls, text: str, place: Place, written: Written | None = None) -> Str:
        self = super().__new__(cls, text)
        self.place = place
        self.written = written
        return self


def load(path: Path, shown: Path | None = None) -> Node:
    """Read one YAML file.

    Args:
        path: the file.
        shown: how messages name it (default: `path`).

    Raises:
        Problems: the file is missing, not UTF-8, not YAML, empty, or uses what is refused (see the module).
    """
    name = shown or path
    try:
        data = read_file(path, Place(name))
    except OSError as e:
        raise _problems(Place(name), f"cannot read the file: {e.strerror}", "no-file") from e
    return parse(data, name)


def parse(data: bytes, name: Path) -> Node:
    """The same for bytes that were already read."""
    if len(data) > MAX_BYTES:
        raise _problems(Place(name), f"the file is larger than {MAX_BYTES:,} bytes", "too-large")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as e:
        line = data[: e.start].count(b"\n") + 1
        raise _problems(Place(name, line), "not UTF-8 text", "encoding", "save the file as UTF-8") from e
    if bad := FORBIDDEN.search(text):  # in comments and between values too: what is read is what is stored
        line = text.count("\n", 0, bad.start()) + 1
        raise Problems([_character(Place(name, line, bad.start() - text.rfind("\n", 0, bad.start())), bad[0])])
    builder = _Builder(name, text)
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            builder.take(event)
            if len(builder.found) >= MAX_PROBLEMS:
                break
    except yaml.MarkedYAMLError as e:
        mark = e.problem_mark or e.context_mark
        place = Place(name, mark.line + 1, mark.column + 1) if mark else Place(name)
        raise _problems(place, f"not YAML: {e.problem or e.context}", "yaml", _yaml_hint(str(e.problem))) from e
    except yaml.reader.ReaderError as e:
        line = text[: e.position].count("\n") + 1 if isinstance(e.position, int) else 1
        raise _problems(Place(name, line), "a character that YAML does not allow", "character") from e
    if builder.found:
        raise Problems(builder.found)
    if builder.root is None:
        raise _problems(Place(name), "the file is empty", "empty", "`collate new` writes a starter")
    return builder.root


def _problems(place: Place, message: str, code: str, hint: str = "") -> Problems:
    return Problems([Problem(place, message, code, hint)])


def _character(place: Place, character: str) -> Problem:
    message = f"a character that must not stand in text: U+{ord(character):04X}"
    return Problem(place, message, "character", "delete it; it often comes along with text pasted from a PDF")


def _yaml_hint(problem: str) -> str:
    if "expected ',' or '}'" in problem or "expected ',' or ']'" in problem:
        return "inside { } and [ ], put a text in double quotes if it holds , : { } [ or ]"
    if "mapping values" in problem:
        return "put the text in double quotes if it holds ': '"
    if "tab" in problem or "'\\t'" in problem:
        return "indent with spaces, not tabs"
    return ""


class _Builder:
    """Puts the events of a YAML stream together, without recursion: depth costs no stack."""

    def __init__(self, name: Path, source: str):
        self.name = name
        self.source = source
        self.root: Node | None = None
        self.found: list[Problem] = []
        self.open: list[tuple[Node, tuple[str, Place] | None]] = []  # container, its key inside its parent
        self.pending: list[tuple[str, Place] | None] = []  # per open container: a key that waits for its value
        self.documents = 0
        self.values = 0

    def take(self, event: yaml.Event) -> None:
        match event:
            case yaml.DocumentStartEvent():
                self.documents += 1
                if self.documents == 2:
                    self._note(
                        event,
                        "a second document begins here",
                        "documents",
                        "one file, one document: remove '---'",
                    )
            case yaml.AliasEvent():
                self._note(event, "aliases (*name) are not used here", "alias", "write the text out")
                self._put(Node("", self._place(event)))
            case yaml.ScalarEvent(value=value):
                self._refuse(event)
                place = self._place(event)
                if len(value) > MAX_TEXT:
                    hint = "this may be another file than you meant"
                    raise _problems(place, f"a text longer than {MAX_TEXT:,} characters", "too-large", hint)
                if bad := FORBIDDEN.search(value):
                    self.found.append(_character(place, bad[0]))
                if self._wants_key():
                    self._key(value, place)
                else:
                    self._put(Node(value, place, None, self._written(event)))
            case yaml.SequenceStartEvent():
                self._refuse(event)
                self._open(Node([], self._place(event)))
            case yaml.MappingStartEvent():
                self._refuse(event)
                self._open(Node({}, self._place(event)))
            case yaml.SequenceEndEvent() | yaml.MappingEndEvent():
                self.open.pop()
                self.pending.pop()

    def _place(self, event: yaml.Event) -> Place:
        mark = event.start_mark
        return Place(self.name, mark.line + 1, mark.column + 1) if mark else Place(self.name)

    def _written(self, event: yaml.ScalarEvent) -> Written | None:
        start, end = event.start_mark, event.end_mark
        return Written(self.source, start.index, end.index, event.style or "") if start and end else None

    def _note(self, event: yaml.Event, message: str, code: str, hint: str) -> None:
        self.found.append(Problem(self._place(event), message, code, hint))

    def _refuse(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        self.values += 1
        if self.values > MAX_VALUES:
            raise _problems(self._place(event), f"more than {MAX_VALUES:,} values in one file", "too-large")
        if event.tag is not None and event.tag != "!":
            self._note(event, f"tags ({event.tag}) are not used here", "tag", "write plain text")
        if event.anchor is not None:
            self._note(event, f"anchors (&{event.anchor}) are not used here", "alias", "write the text out")

    def _wants_key(self) -> bool:
        return bool(self.open) and isinstance(self.open[-1][0].value, dict) and self.pending[-1] is None

    def _key(self, key: str, place: Place) -> None:
        fields = cast("dict[str, Node]", self.open[-1][0].value)
        if key in fields:
            first = fields[key].key
            self.found.append(
                Problem(
                    place,
                    f"'{key}' is given twice",
                    "doubled",
                    f"first given in line {first.line if first else '?'}",
                )
            )
        self.pending[-1] = (key, place)

    def _open(self, node: Node) -> None:
        if self._wants_key():
            self.found.append(Problem(node.place, "a field's name must be text", "yaml", "put quotes around it"))
            self._key("?", node.place)
        if len(self.open) >= MAX_DEPTH:
            raise _problems(node.place, f"nested more than {MAX_DEPTH} levels deep", "depth")
        node = self._put(node)
        self.open.append((node, None))
        self.pending.append(None)

    def _put(self, node: Node) -> Node:
        if not self.open:
            if self.root is None:
                self.root = node
            return node
        parent = self.open[-1][0].value
        if isinstance(parent, list):
            parent.append(node)
        elif isinstance(parent, dict):
            key, place = self.pending[-1] or ("?", node.place)
            self.pending[-1] = None
            node = Node(node.value, node.place, place, node.written)
            parent.setdefault(key, node)
        return node
