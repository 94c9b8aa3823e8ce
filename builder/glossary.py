"""One term for one thing, in every language: the optional file `outlines/glossary.yaml`.

    terms:
      - term: {zh: 友岸外包, en: friend-shoring}
        avoid: {zh: [友岸化], en: [friendshoring, ally-shoring]}
      - term: {zh: 美国, en: the United States}
        avoid: {en: [America]}
        also: {en: [Latin America, America First]}
        mend: false

`avoid` are forms that nobody should write, `also` forms that are right too, or longer ones in which an avoided form is
right. The longest form wins. English forms are found as whole words, in the plural, and with a capital at the start of
a sentence. Titles (in 《 》 or *emphasis*) and quoted words are not looked at: nobody may alter a quote. But a form
that fills its quotation marks (“small yard, high wall”) is a term, no quote, unless it is in the articles' language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from builder.load import Str, load
from builder.problem import Place, Problem, Problems
from builder.typed import Said, typed
from builder.typography.finding import HIDDEN, Finding, is_chinese, is_english

NAME = "glossary.yaml"
_TITLES = re.compile(r"《[^》]*》|(?<!\*)\*[^*\s][^*]*\*(?!\*)")
_QUOTED = re.compile(r"[“「『]([^”」』]*)[”」』]|‘([^’]*)’(?!\w)")


@dataclass(frozen=True)
class Term:
    """One concept and what it is called.

    Attributes:
        term: its name, by language.
        official: where this is the official translation, if it is one.
        avoid: by language, forms that are not used.
        also: by language, other forms that are right, and longer ones in which an avoided form is right.
        note: when to use it.
        mend: false where the term cannot simply be put in the place of an avoided form.
    """

    term: Said
    place: Place
    official: Said | None = None
    avoid: Mapping[str, tuple[Str, ...]] = field(default_factory=dict)
    also: Mapping[str, tuple[Str, ...]] = field(default_factory=dict)
    note: Said | None = None
    mend: bool = True


@dataclass(frozen=True)
class Glossary:
    """The terms of a project.

    Attributes:
        terms: one entry a concept.
    """

    terms: tuple[Term, ...] = ()

    @cached_property
    def _by_language(self) -> dict[str, _Language]:
        langs = {lang for term in self.terms for lang in (*term.term.texts, *term.avoid)}
        return {lang: _Language.of(lang, self.terms) for lang in langs}

    def findings(self, text: str, lang: str, *, verbatim: bool) -> Iterator[Finding]:
        """Forms in a text that the glossary avoids, each with the term for it.

        Args:
            text: the text.
            lang: its language; a glossary in zh holds for zh-CN too.
            verbatim: whether it is in the articles' own language, so that whatever is quoted may be theirs.
        """
        known = self._by_language.get(lang) or self._by_language.get(lang.partition("-")[0])
        if known is None or not known.may_be_in(text):
            return
        words = _TITLES.sub(_hidden, text)
        words = _QUOTED.sub(
            lambda quote: quote[0] if not verbatim and known.avoid(quote[1] or quote[2]) else _hidden(quote), words
        )
        for found in known.every.finditer(words):
            if (avoided := known.avoid(found[0])) is not None:
                right, mend, doubt = avoided
                if found[0][0].isupper() and right[0].islower() and _begins(words, found.start()):
                    right = right[0].upper() + right[1:]
                message = f"'{found[0]}': the glossary has '{right}'"
                hint = f"write '{right}'" + (f" ({doubt})" if doubt else "")
                yield Finding(*found.span(), 53, "term", message, hint, "warning", right if mend else None)


NO_TERMS = Glossary()


@dataclass(frozen=True)
class _Language:
    """The forms of one language.

    Attributes:
        stems: of the avoided forms, to see quickly that a text has none.
        every: finds every form, right or avoided, the longest first.
        right: the forms that are right.
        avoided: what to write for an avoided form, whether by itself, and what an author should think of.
    """

    stems: tuple[str, ...]
    every: re.Pattern[str]
    right: frozenset[str]
    avoided: Mapping[str, tuple[str, bool, str]]

    def may_be_in(self, text: str) -> bool:
        """Whether it is worth looking closely: most texts have nothing that is avoided."""
        for stem in self.stems:  # noqa: SIM110  (a plain loop is twice as quick here as any() with a generator)
            if stem in text:
                return True
        return False

    def avoid(self, form: str) -> tuple[str, bool, str] | None:
        """What is to be written for a form that was found; None where it is right."""
        if form in self.right:
            return None
        return self.avoided.get(form) or self.avoided.get(form[0].lower() + form[1:])

    @classmethod
    def of(cls, lang: str, terms: tuple[Term, ...]) -> _Language:
        avoided: dict[str, tuple[str, bool, str]] = {}
        right: set[str] = set()
        for term in terms:
            name = term.term.texts.get(lang)
            for form in (*([name] if name else []), *term.also.get(lang, ())):
                right |= {str(form), _plural(form, lang)}
            for form in term.avoid.get(lang, ()):
                if name:
                    doubt = "" if term.mend else str(term.note.texts.get(lang, "")) if term.note else ""
                    avoided[str(form)] = (str(name), term.mend, doubt)
                    avoided.setdefault(_plural(form, lang), (_plural(name, lang), term.mend, doubt))
        stems = {form if is_chinese(lang) or len(form) == 1 else form[1:] for form in avoided}
        every = sorted({*avoided, *right}, key=lambda form: (-len(form), form))
        search = re.compile("|".join(_one(form, lang) for form in every))
        return cls(tuple(sorted(stems)), search, frozenset(right), avoided)


def read_glossary(path: Path, shown: Path) -> Glossary:
    """The glossary beside the outlines; an empty one where there is no such file.

    Args:
        path: the file.
        shown: how messages name it.

    Raises:
        Problems: it is not as it should be, or contradicts itself.
    """
    if not path.is_file():
        return NO_TERMS
    glossary = typed(load(path, shown), Glossary, lang="zh", root="glossary")
    right = {
        (lang, str(form)): form
        for term in glossary.terms
        for lang in term.term.texts
        for form in (term.term.texts[lang], *term.also.get(lang, ()))
    }
    found, seen = [], dict[tuple[str, str], Place]()
    for term in glossary.terms:
        for lang, forms in term.avoid.items():
            if lang not in term.term.texts:
                message = f"forms in '{lang}' are avoided, but the term has no '{lang}'"
                found.append(Problem(term.place, message, "glossary", f"write 'term: {{{lang}: …}}'"))
            for form in forms:
                other = right.get((str(lang), str(form))) or seen.get((str(lang), str(form)))
                if other is not None:
                    line = other.place.line if isinstance(other, Str) else other.line
                    hint = f"it stands in line {line} too: take one out"
                    found.append(Problem(form.place, f"the form '{form}' to avoid is given twice", "glossary", hint))
                seen[(str(lang), str(form))] = form.place
    if found:
        raise Problems(found)
    return glossary


def _one(form: str, lang: str) -> str:
    """An expression for one form: whole words in scripts that part words, with a capital at a sentence's start."""
    escaped = re.escape(form)
    if not is_chinese(lang) and form[0].islower():
        escaped = f"[{form[0]}{form[0].upper()}]{re.escape(form[1:])}"
    before = r"(?<![A-Za-z0-9])" if form[0].isascii() and form[0].isalnum() else ""
    after = r"(?![A-Za-z0-9])" if form[-1].isascii() and form[-1].isalnum() else ""
    return before + escaped + after


def _plural(form: str, lang: str) -> str:
    """The plural of an English term whose last word is a common noun; what is no such word stays as it is."""
    last = re.split(r"[ -]", form)[-1]
    if not is_english(lang) or not re.fullmatch(r"[a-z]{3,}", last) or last.endswith(("s", "ing")):
        return str(form)
    if re.search(r"[^aeiou]y$", last):
        return form[:-1] + "ies"
    return form + ("es" if re.search(r"(?:x|sh|(?<!te)ch)$", last) else "s")


def _begins(text: str, at: int) -> bool:
    """Whether a sentence, or what is quoted, begins here."""
    return re.search(r"(?:^|[.?!:“‘(]\s*)$", text[:at]) is not None


def _hidden(found: re.Match[str]) -> str:
    return HIDDEN * len(found[0])
