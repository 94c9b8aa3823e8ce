"""What blocks know: the comparison in one language, and the template's fixed words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from builder.article import Article, Claim
from builder.comparison import Comparison
from builder.inline import inlines
from builder.locator import Locator, shown
from builder.model import Cite, Cited, Inline, Line, Tag, Text, plain
from builder.outline import Position, Question
from builder.problem import Place, Problem, did_you_mean
from builder.typed import Said

SYMBOLS = {"agree": "●", "partly": "◐", "differ": "○", "single": "–"}
LEVELS = {"high": "▲", "moderate": "◆", "low": "▽"}
MODES = {"asserts": "■", "recommends": "▶", "forecasts": "▷", "reports": "□"}


MAX_STEPS = 30_000  # loops in loops multiply; the largest outline that was built needs half of them


class Endless(Exception):  # noqa: N818
    """Loops in loops come to no end."""

    def __init__(self, place: Place):
        hint = "loops in loops multiply: take one away"
        self.problem = Problem(place, f"the plan comes to more than {MAX_STEPS:,} steps", "steps", hint)
        super().__init__(str(self.problem))


@dataclass(frozen=True)
class World:
    """One comparison, in one language, with one template's words.

    Attributes:
        comparison: the outline and its articles.
        lang: the language that is built.
        words: the template's fixed words, by key.
        place: the template's plan, for words that it lacks.
        places: where each line's words stand; filled while blocks speak.
        found: problems met on the way; raised by the plan at the end of the stage.
        walked: the steps of the plan that were walked, repetitions too.
    """

    comparison: Comparison
    lang: str
    words: Mapping[str, Said]
    place: Place
    places: dict[str, Place] = field(default_factory=dict)
    found: list[Problem] = field(default_factory=list)
    walked: list[Place] = field(default_factory=list)

    def say(self, said: Said, *more: Inline, within: str = "", lead: tuple[Inline, ...] = ()) -> Line:
        """A text of the outline as a line, with inlines after (`more`) or before it (`lead`).

        `within` names the block when a document prints the same text twice, so that both keep an id of their own.
        """
        text = said.texts.get(self.lang)
        if text is None:
            self.found.append(missing_language(said, self.lang))
            return Line(said.id, ())
        name = f"{said.id}@{self.lang}" if not within else f"{within}/{said.id}@{self.lang}"
        self.places[name] = text.place
        return Line(name, (*lead, *inlines(text, lambda r: self.cite(r, text.place)), *more))

    def walk(self, step: Place) -> None:
        """Count a step of the plan.

        Raises:
            Endless: there have been too many.
        """
        self.walked.append(step)
        if len(self.walked) > MAX_STEPS:
            raise Endless(step)

    def text(self, said: Said) -> str:
        """The words of a text, for places that take no form (alternative texts, names)."""
        text = said.texts.get(self.lang)
        if text is None:
            self.found.append(missing_language(said, self.lang))
            return ""
        return str(text)

    def word(self, key: str) -> str:
        """A fixed word of the template."""
        if key not in self.words:
            hint = did_you_mean(key, self.words)
            self.found.append(Problem(self.place, f"the template has no word '{key}'", "missing-word", hint))
            return ""
        return self.text(self.words[key])

    def fixed(self, key: str, of: str, *more: Inline) -> Line:
        """A fixed word as a line; `of` is the id of what it belongs to."""
        return self.made(f"{of}/{key}", Text(self.word(key)), *more)

    def made(self, name: str, *parts: Inline) -> Line:
        """A line that the block puts together itself; `name` is an id without the language."""
        return Line(f"{name}@{self.lang}", parts)

    def ended(self, line: Line) -> Line:
        """The line as a sentence that is spoken: with a full stop where it ends without one."""
        said = plain(line).rstrip()
        if not said or said.endswith(tuple("。.!?！？…”’")):
            return line
        return Line(line.id, (*line.parts, Text(self.word("stop").rstrip())))

    def cite(self, references: Iterable[str], place: Place, form: str = "mark") -> Cite | None:
        """A citation of claims ("zhang-2023.d4"); unknown ones are noted as problems."""
        items = []
        for reference in references:
            found = self.comparison.claim(reference)
            if found is None:
                self.found.append(no_claim(self.comparison, reference, getattr(reference, "place", place)))
            else:
                items.append(self.cited(*found))
        return Cite(tuple(items), place, "source" if form == "source" else "mark") if items else None

    def cited(self, article: Article, claim: Claim) -> Cited:
        """One claim, as a citation points to it."""
        return Cited(article.id, claim.id, claim.at.locator, claim.quote, where=shown(claim.at.locator, self.lang))

    def whole(self, article: Article) -> Cite:
        """A citation of an article as a whole, without a pinpoint."""
        return Cite((Cited(article.id, "", Locator()),), article.place)

    def sources(self, name: str, references: Iterable[str], place: Place, *lead: Inline) -> Line:
        """A line that spells out where claims stand, for a source column or a line of evidence."""
        cite = self.cite(references, place, "source")
        return self.made(name, *lead, *((cite,) if cite else ()))

    def holders(self, references: Iterable[str]) -> str:
        """The short names of the articles that some claims stand in, in the outline's order."""
        cited = {reference.partition(".")[0] for reference in references}
        return self.word("comma").join(
            self.text(a.short) for name, a in self.comparison.articles.items() if name in cited
        )

    def introduced(self, article: Article) -> str:
        """An article's label, with the short name by which it goes from here on, where the label does not show it."""
        label, short, called = self.text(article.label), self.text(article.short), self.word("called")
        if not called or short in label or not label.endswith("）"):
            return label
        return label.removesuffix("）") + called.replace("{short}", short)

    def day(self, iso: str) -> str:
        """A day in words: the word `day` holds {year}, {month} and {day}, the word `months` the months' names."""
        year, month, number = iso.split("-")
        name = self.word("months").split()[int(month) - 1]
        return self.word("day").replace("{year}", year).replace("{month}", name).replace("{day}", str(int(number)))

    def relation(self, question: Question) -> Tag:
        """How the positions on a question stand to one another, as a tag."""
        return Tag("relation", question.relation, self.word(question.relation), SYMBOLS[question.relation])

    def mode(self, claim: Claim) -> Tag:
        """How an article says something, as a tag; what should be is recommended, not asserted to be so."""
        mode = "recommends" if claim.kind == "recommendation" and claim.mode == "asserts" else claim.mode
        return Tag("mode", claim.mode, self.word(mode), MODES[mode])

    def confidence(self, level: str) -> Tag:
        """How sure the editors are, as a tag."""
        return Tag("confidence", level, self.word(level), LEVELS[level])

    def leaning(self, names: Iterable[str]) -> tuple[Inline, ...]:
        """What is printed where one of the articles that support a statement cites another of them."""
        form = self.word("leaning")
        named = [
            [self.text(self.comparison.articles[a].short) for a in pair] for pair in self.comparison.leaning(names)
        ]
        return tuple(Text(form.replace("{citing}", a).replace("{cited}", b)) for a, b in named)

    def silence(self, question: Question, position: Position, *, why: bool = True) -> tuple[Inline, ...]:
        """What is printed where an article says nothing; on what should be done, it may still have diagnosed."""
        word = "no_advice" if question.kind == "recommendation" else "silent"
        tag = Tag("silent", "silent", self.word(word))
        if not why or position.silent is None:
            return (tag,)
        return (
            tag,
            Text(self.word("because_open") + self.text(position.silent) + self.word("because_close")),
        )


def no_claim(comparison: Comparison, reference: str, place: Place) -> Problem:
    """The problem of a reference that leads nowhere."""
    article, _, name = reference.partition(".")
    if article in comparison.articles:
        near = did_you_mean(name, (c.id for c in comparison.articles[article].claims))
        return Problem(place, f"the article '{article}' has no claim '{name}'", "no-claim", near)
    every = [f"{a}.{c.id}" for a, x in comparison.articles.items() for c in x.claims]
    near = did_you_mean(reference, every) if name else "write article and claim: zhang-2023.d4"
    return Problem(place, f"no claim '{reference}'", "no-claim", near)


def missing_language(said: Said, lang: str) -> Problem:
    """The problem of a text that is not given in the language that is built."""
    there = " and ".join(said.texts) or "none"
    return Problem(said.place, f"no text in '{lang}'", "missing-language", f"given in {there}: add '{lang}: …'")
