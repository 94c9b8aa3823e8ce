"""citeproc-js inside QuickJS: a JavaScript engine of its own, without files, network or clock to wait for."""

from __future__ import annotations

import importlib
import json
from collections.abc import Iterable, Mapping, Sequence
from importlib import resources, util
from typing import Any

from builder.csl.library import locale
from builder.csl.parts import ENGINE, LOCALES, csl_folder
from builder.csl.records import eastern, tongues
from builder.csl.sheet import Sheet
from builder.gbt import collation

# not `collate[csl]`: where Collate is not, pip would fetch a stranger's package of that name
HINT = "pip install 'quickjs-ng>=0.17.0.2,<0.18'"
_MEMORY_BYTES = 512 << 20
_STACK_BYTES = 8 << 20
_SECONDS = 60  # for one question; a style from a stranger may never come to an end
_FALLBACK = "en-US"

Key = tuple[tuple[int, str, int, int], ...]


def library_here() -> bool:
    """Whether QuickJS can be imported (the extra `csl` brings it)."""
    return util.find_spec("quickjs") is not None


def version() -> str:
    """What results depend on besides style and records: engine, locales, and how we ask."""
    ours = resources.files(__package__).joinpath("session.js").read_text("utf-8")
    return json.dumps([ENGINE.sha512, LOCALES.sha512, ours, 1])


class Stopped(Exception):  # noqa: N818
    """The engine could not work with a style; the message is its own."""


class Engine:
    """One style with one set of records in it, ready to be asked.

    Args:
        sheet: the style.
        records: as `records.prepared` made them, in order of first citation.

    Raises:
        Stopped: citeproc-js does not understand the style.
    """

    def __init__(self, sheet: Sheet, records: Sequence[Mapping[str, Any]]):
        self._js = importlib.import_module("quickjs").Context()
        self._js.set_memory_limit(_MEMORY_BYTES)
        self._js.set_max_stack_size(_STACK_BYTES)
        self._js.set_time_limit(_SECONDS)
        self._failure: type[Exception] = importlib.import_module("quickjs").JSException
        program = (csl_folder() / ENGINE.kept_as).read_bytes()
        if not ENGINE.is_in(program):
            raise Stopped(f"{ENGINE.kept_as} in the cache is not the file that was checked")
        self._js.eval("var module = {exports: {}}, console = {log: function () {}};")
        self._js.eval(program.decode("utf-8"))
        self._js.eval(resources.files(__package__).joinpath("session.js").read_text("utf-8"))
        printed = tongues(records, sheet.base)
        base = eastern(sheet.base) or sheet.base
        given = {
            "style": sheet.tree(printed),
            "locales": _locales(base, printed),
            "items": {str(record["id"]): record for record in records},
            "ids": [str(record["id"]) for record in records],
            "base": base,
        }
        sorted_by = self.ask("open", given)
        self.listed: dict[str, Any] = self.ask("sort", ranks(sorted_by))

    def ask(self, question: str, given: Any) -> Any:
        """Put a question of session.js.

        Raises:
            Stopped: citeproc-js failed.
        """
        self._js.set("given", json.dumps(given))
        try:
            return json.loads(self._js.eval(f"collate.{question}(given)"))
        except self._failure as e:
            raise Stopped(str(e).splitlines()[0]) from e


def _locales(base: str, printed: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """The locales that can be printed; session.js falls back to American English."""
    wanted = dict.fromkeys((_FALLBACK, base, *printed))
    return {tag: found for tag in wanted if (found := locale(tag)) is not None}


def ranks(texts: Iterable[str]) -> dict[str, int]:
    """The place of every text that a style sorts by, in one alphabet: Chinese by pinyin among the Latin letters."""
    keys = {text: _reading(text) for text in texts}
    places = {key: place for place, key in enumerate(sorted(set(keys.values())))}
    return {text: places[key] for text, key in keys.items()}


def _reading(text: str) -> tuple[Key, Key]:
    """Letters first, tones and strokes only between what reads alike; @ or | stand behind the parts of names."""
    letters: list[tuple[int, str, int, int]] = []
    whole: list[tuple[int, str, int, int]] = []
    for part in text.replace("|", "@").split("@"):
        [(read,)] = [collation.rank("", [part.strip(", ")])[1]]
        whole += [*read, (0, "", 0, 0)]
        for kind, sound, tone, place in read:
            letters += [(2, letter, 0, 0) for letter in sound] if kind == 3 else [(kind, sound, tone, place)]
        letters.append((0, "", 0, 0))
    return tuple(letters), tuple(whole)
