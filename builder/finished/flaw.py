"""What is wrong with a finished file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, order=True)
class Flaw:
    """One thing in a finished file that breaks a rule.

    Attributes:
        where: in the words of a reader: "slide 3, shape 'x'", "page 2", "table 1, row 4".
        rule: its number in docs/rules.md.
        code: its name, by which a template may accept it ("fits", "density").
        message: what was found, with the measured value and the threshold.
        hint: how to mend it.
    """

    where: str
    rule: int
    code: str
    message: str
    hint: str = ""
    severity: Literal["error", "warning"] = "error"

    def __str__(self) -> str:
        text = f"{self.where}: {self.severity}: {self.message} [{self.code}, rule {self.rule}]"
        return f"{text}\n  hint: {self.hint}" if self.hint else text
