"""Somebody's own Word or PowerPoint file, read as a look: what is in it, which of it stands for which of ours, and what
will be done about what it lacks. `word` and `slides` answer the same three questions:

    inspect(data)      the report of `collate template inspect FILE`
    first_map(data)    the text of a first look.yaml, every choice with its reason
    shortfalls(look)   what a look lacks; one that is fatal cannot be built with
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Shortfall:
    """Something that a look lacks.

    Attributes:
        what: is missing, or is not taken over.
        then: what will be done about it.
        fatal: nothing can be: the look cannot be built with.
    """

    what: str
    then: str
    fatal: bool = False
