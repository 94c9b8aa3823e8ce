"""`outlines/evidence.lock`: what was verified, and on which text, for machines that don't have the texts.

One line a text, one line a quote, sorted; no word of an article stands in it:

    collate-evidence 1
    zhang-2023 text 24034 sha256:5f0c…
    zhang-2023.d4 三（一）¶3 sha256:91ab…

The number is the text's size in characters (as quotes are folded, without notes), for the share that may be quoted.
The places are all those where the quote stands; the second hash is that of the quote's folded form, so that a quote
typed with other spaces or in another width is the same quote, and any other change makes it a new one.

Like the lock files of package managers, it is kept under version control, written only when one asks for it (`collate
check --lock`, never by a build: go.sum, `npm ci`, `cargo --locked`), and believed only where it fits exactly.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from builder.evidence.fold import fold
from builder.files import read_file
from builder.locator import Locator, parse, text
from builder.problem import Place, Problem, Problems

NAME = "evidence.lock"
_FIRST = "collate-evidence 1"
_SHA = r"sha256:(?P<sha>[0-9a-f]{64})"
_TEXT = re.compile(rf"(?P<article>[a-z0-9-]+) text (?P<characters>\d{{1,9}}) {_SHA}")
_QUOTE = re.compile(rf"(?P<article>[a-z0-9-]+)\.(?P<claim>[\w-]+) (?P<places>\S+) {_SHA}")
_HINT = "take the file back from version control, or delete it and run `collate check --lock` where the texts are"


@dataclass(frozen=True)
class Found:
    """A quote that was found: the hash of its folded form, and the places where it stands."""

    sha: str
    places: tuple[Locator, ...]


@dataclass(frozen=True)
class Recorded:
    """What is recorded of one article.

    Attributes:
        sha: the hash of the text's file.
        characters: the text's size, folded, without notes.
        quotes: what was found, by the claim's id.
    """

    sha: str
    characters: int
    quotes: Mapping[str, Found]


def digest(quote: str) -> str:
    """The hash of a quote, the same for every way of typing it that the law of `builder.evidence` calls the same."""
    return hashlib.sha256(fold(quote).text.encode("utf-8")).hexdigest()


def read_lock(path: Path, shown: Path) -> dict[str, Recorded] | None:
    """What is recorded, by article; None where there is no such file.

    Args:
        path: the file.
        shown: how messages name it.

    Raises:
        Problems: the file is not what `lock_text` writes. A lock that can't be read is no lock.
    """
    try:
        lines = read_file(path, Place(shown), within=path.parent, what="the lock").decode("utf-8").splitlines()
    except FileNotFoundError:
        return None
    except UnicodeDecodeError as e:
        raise Problems([Problem(Place(shown), "not a lock file", "lock", _HINT)]) from e
    if lines[:1] != [_FIRST]:
        raise Problems([Problem(Place(shown), f"the first line is not '{_FIRST}'", "lock", _HINT)])
    texts: dict[str, tuple[str, int]] = {}
    quotes: dict[str, dict[str, Found]] = {}
    bad = []
    for number, line in enumerate(lines[1:], 2):
        try:
            _take(line, texts, quotes)
        except ValueError as e:
            bad.append(Problem(Place(shown, number), str(e), "lock", _HINT))
    if bad:
        raise Problems(bad)
    return {name: Recorded(*text, quotes[name]) for name, text in texts.items()}


def _take(line: str, texts: dict[str, tuple[str, int]], quotes: dict[str, dict[str, Found]]) -> None:
    """Take in one line.

    Raises:
        ValueError: it is none, or says again what another says.
    """
    if of_text := _TEXT.fullmatch(line):
        again = of_text["article"] in texts
        texts[of_text["article"]] = (of_text["sha"], int(of_text["characters"]))
        quotes.setdefault(of_text["article"], {})
    elif (of_quote := _QUOTE.fullmatch(line)) and of_quote["article"] in texts:
        found = quotes[of_quote["article"]]
        again = of_quote["claim"] in found
        found[of_quote["claim"]] = Found(of_quote["sha"], tuple(map(parse, of_quote["places"].split(","))))
    else:
        raise ValueError("not a line of a lock file")
    if again:
        raise ValueError("recorded twice")


def lock_text(recorded: Mapping[str, Recorded]) -> str:
    """The lock file's text: sorted, so that a change of one quote is a change of one line."""
    lines = [_FIRST]
    for name, article in sorted(recorded.items()):
        lines.append(f"{name} text {article.characters} sha256:{article.sha}")
        for claim, found in sorted(article.quotes.items(), key=lambda item: _natural(item[0])):
            lines.append(f"{name}.{claim} {','.join(map(text, found.places))} sha256:{found.sha}")
    return "\n".join(lines) + "\n"


def _natural(claim: str) -> tuple[str, int, str]:
    """d2 before d10."""
    letters = claim.rstrip("0123456789")
    return (letters, int(claim[len(letters) :] or 0), claim)
