"""Proof-reading: a finished file is read back, as if a stranger had made it, and held against the rules.

    flaws = proof(data, "slides", profile)

The shelf `checks/<format>/` holds the rules of a format, `checks/package/` those of any Office file; docs/rules.md
lists all of them. Nothing here knows how we write files, or what they were to say: `audit` does that.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from types import ModuleType
from typing import TYPE_CHECKING, Any

from builder import checks
from builder.finished.flaw import Flaw
from builder.problem import Place, Problem, Problems, did_you_mean
from builder.profile import Profile
from builder.profile.deck import DeckProfile
from builder.render import Press
from builder.shelf import names, take
from builder.template import blamed

if TYPE_CHECKING:
    from builder.finished.package import Package
    from builder.finished.pages import Page


def proof(
    data: bytes, format: str, profile: Profile, *, minutes: int = 0, pages: Sequence[Page] | None = None
) -> list[Flaw]:
    """Every flaw of a finished file, errors first, in the order of the rules.

    Args:
        data: the file.
        format: its format's name on the shelf ("slides", "word").
        profile: the thresholds.
        minutes: the planned time of a deck; 0 where nobody planned it.
        pages: the file as it is printed (`finished.pages.pages_of`), for the rules that only then can be held.
    """
    from builder.finished.package import open_package  # here, so that the door opens without lxml

    try:
        package = open_package(data)
        read = _read(package, format)
    except ValueError as e:
        return [Flaw("the file", 60, "reopen", f"it cannot be opened: {e}", "")]
    if isinstance(profile, DeckProfile):
        profile = replace(profile, minutes=minutes)
    rules = list(shelf(format))
    found = [f for rule in rules if hasattr(rule, "check") for f in rule.check(read, profile)]
    if pages is not None:
        found += [f for rule in rules if hasattr(rule, "check_pages") for f in rule.check_pages(read, pages, profile)]
    found += [f for check in shelf("package") for f in check.check(package)]
    return sorted(found, key=lambda f: (f.severity, f.rule))


def package_flaws(data: bytes) -> list[Flaw]:
    """The errors that make a file one which Word or PowerPoint would repair or refuse, whoever made it."""
    from builder.finished.package import open_package

    try:
        package = open_package(data)
        found = [f for check in shelf("package") for f in check.check(package)]
    except ValueError as e:
        return [Flaw("the file", 60, "reopen", f"it cannot be opened: {e}", "")]
    return [f for f in found if f.severity == "error"]


def shelf(name: str) -> Iterator[ModuleType]:
    """The checks of a format, or those of any package ("package")."""
    rules = take(checks, name)
    return (take(rules, one) for one in names(rules))


def _read(package: Package, format: str) -> Any:
    """The file as the checks of its format want it.

    Raises:
        ValueError: it is no file of that format.
    """
    match format:
        case "slides":
            from builder.finished.deck import deck_in

            return deck_in(package)
        case "word":
            from builder.finished.paper_reader import read_paper

            return read_paper(package)
    raise ValueError(f"no reader for {format}")


SHOWN = 5
"""So many warnings of a kind are told of one file on building it; `collate audit` tells all."""


@dataclass(frozen=True)
class Proof:
    """What was found in one output's file: the flaws, and those that its template accepts with a reason."""

    file: str
    place: Place
    flaws: tuple[Flaw, ...]
    accepted: tuple[Flaw, ...] = ()

    @property
    def fails(self) -> bool:
        """Whether any flaw is an error."""
        return any(f.severity == "error" for f in self.flaws)

    @property
    def problems(self) -> list[Problem]:
        """The flaws as problems, at the place where the plan names its look; of many like warnings the first few."""
        warnings = Counter(f.code for f in self.flaws if f.severity == "warning")
        told: Counter[str] = Counter()
        found: list[Problem] = []
        for f in self.flaws:
            told[f.code] += 1
            more = warnings[f.code] - SHOWN if f.severity == "warning" else 0
            if more < 2 or told[f.code] <= SHOWN:
                found.append(Problem(self.place, f"{self.file}, {f.where}: {f.message}", f.code, f.hint, f.severity))
            elif told[f.code] == SHOWN + 1:
                message = f"{self.file}: {more} more places like these"
                hint = f"collate audit lists all: collate audit out/…/{self.file}"
                found.append(Problem(self.place, message, f.code, hint, "warning"))
        return found


@cache
def known_codes() -> frozenset[str]:
    """The codes of every flaw that a rule about finished files knows: what a template may accept."""
    kinds = (kind for kind in names(checks) if kind != "outline")
    return frozenset(code for kind in kinds for rule in shelf(kind) for code in getattr(rule, "CODES", ()))


def proofread(by: Press, data: bytes, *, minutes: int = 0, pages: Sequence[Page] | None = None) -> Proof:
    """Proof-read an output's file, as its template wants it; a format without rules has no flaws.

    Args:
        by: the output's template and profile.
        data, minutes, pages: as in `proof`.

    Raises:
        Problems: the template accepts a flaw that no rule knows.
    """
    template, place = by.template, by.template.look.place if by.template.look is not None else by.template.place
    format = str(template.format)
    if by.profile is None or format not in names(checks):
        return Proof(by.file_name, place, ())
    codes = known_codes()
    if strange := [(code, why) for code, why in template.accepts.items() if code not in codes]:
        raise Problems(
            Problem(why.place, f"no flaw is called '{code}'", "no-flaw", did_you_mean(code, codes))
            for code, why in strange
        )
    with blamed(by.look):
        found = proof(data, format, by.profile, minutes=minutes, pages=pages)
    accepted = tuple(f for f in found if f.severity == "warning" and f.code in template.accepts)
    return Proof(by.file_name, place, tuple(f for f in found if f not in accepted), accepted)


def settle(proofs: Iterable[Proof], *, strict: bool = False) -> list[Problem]:
    """The warnings of all files, once none of them has an error.

    Args:
        proofs: of all files that are made together.
        strict: warnings count as errors.

    Raises:
        Problems: with every error, and every warning beside them.
    """
    found = [problem for one in proofs for problem in one.problems]
    if any(strict or problem.severity == "error" for problem in found):
        raise Problems(found)
    return found
