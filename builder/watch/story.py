"""What is new to tell: problems that came, problems that went because they were mended, files that were built."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal["problem", "mended", "open", "built", "same", "trouble", "gone"]
_PLACE = re.compile(r":\d+:\d+: ")


@dataclass(frozen=True)
class News:
    """One thing to tell.

    Attributes:
        kind: problem (a new one), mended, open (how many are left), built (a file was written), same (nothing had to
            be), trouble (a file could not be written), gone (an outline).
        outline: the outline's name.
        text: in words, as a terminal shows it.
    """

    kind: Kind
    outline: str
    text: str


@dataclass(frozen=True)
class Finding:
    """A problem as it is printed, and the stage that found it, from 0."""

    text: str
    stage: int


@dataclass
class Story:
    """The open problems of one outline, and what has been told of them."""

    outline: str
    open: dict[str, Finding] = field(default_factory=dict)

    def tell(self, findings: Iterable[Finding], reached: int) -> list[News]:
        """What is new, once a run has found this.

        A problem is mended when the stage that once found it has looked again and found it no more. A file that cannot
        be read hides what stands in it: such problems stay open, and are not told twice.

        Args:
            findings: all of this run.
            reached: the last stage that has looked at everything.
        """
        now = dict(_named(findings))
        new = [News("problem", self.outline, f.text) for name, f in now.items() if name not in self.open]
        gone = [name for name, f in self.open.items() if name not in now and f.stage <= reached]
        mended = [News("mended", self.outline, name.partition("\n")[0]) for name in gone]
        self.open = {name: f for name, f in self.open.items() if name not in gone} | now
        return [*mended, *new]

    @property
    def texts(self) -> list[str]:
        """The open problems, as printed."""
        return [finding.text for finding in self.open.values()]


def _named(findings: Iterable[Finding]) -> Iterator[tuple[str, Finding]]:
    """Findings by a name that outlives a line that is added above: the file and what was found, but not where."""
    seen: Counter[str] = Counter()
    for finding in findings:
        name = _PLACE.sub(": ", finding.text.partition("\n")[0], count=1)
        seen[name] += 1
        yield (name if seen[name] == 1 else f"{name}\n{seen[name]}"), finding
