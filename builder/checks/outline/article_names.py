"""An article is named by its `label` or its `short`, and by nothing else: rule 54.

    label: {zh: 张薇薇（2023）, en: Zhang (2023)}
    short: {zh: 张文, en: Zhang}

Found in a text instead: its title, its authors' full names (romanised ones too), their family names with another mark
between them (Tang and Ma for Tang & Ma), a year without its brackets (Zhang 2023).

Code: article-name (warns).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from builder.article import Article
from builder.comparison import Comparison
from builder.gbt.collation import rank
from builder.problem import Place, Problem
from builder.typography.scalar import place_of

_HAN = re.compile(r"[\u3400-\u9fff]")
_TITLES = ("title", "title-short", "title-translated")
_BETWEEN = (" and ", " & ", " &", "&", ", ", "/", "、", "，", "和", "与", "及", "·", " ")


def check(comparison: Comparison, langs: Iterable[str]) -> Iterator[Problem]:
    """Every text that names a compared article by another form than its label."""
    right = {str(t) for a in comparison.articles.values() for said in (a.label, a.short) for t in said.texts.values()}
    wrong = {form: article for article in comparison.articles.values() for form in _forms(article)}
    search = re.compile("|".join(map(re.escape, sorted({*right, *wrong}, key=len, reverse=True))))
    for said in comparison.saids:
        for lang, text in said.texts.items():
            for found in search.finditer(text):
                if found[0] not in right and _whole(text, *found.span()):
                    yield _problem(wrong[found[0]], found[0], lang, place_of(text, found.start()))


def _problem(article: Article, form: str, lang: str, place: Place) -> Problem:
    short, label = article.short.texts.get(lang), article.label.texts.get(lang)
    hint = f"write '{short}', or '{label}' where it is introduced" if short and label else "use its label"
    return Problem(place, f"'{form}' is another name for '{article.id}'", "article-name", hint, "warning")


def _whole(text: str, start: int, end: int) -> bool:
    """Whether words in a Latin script begin and end here."""
    before, after = text[start - 1 : start] + text[start], text[end - 1 : end + 1]
    return not any(pair.isascii() and pair.isalnum() and len(pair) == 2 for pair in (before, after))


def _forms(article: Article) -> Iterator[str]:
    """The names of an article that are not its label."""
    data = article.article.data
    yield from (str(data[key]).rstrip("?？!！") for key in _TITLES if len(str(data.get(key, ""))) > 5)
    people = [person for person in data.get("author", ()) if person.get("family") and person.get("given")]
    for person in people:
        family, given = str(person["family"]), str(person["given"])
        if _HAN.search(family + given):
            first, _, last = _romanised(person).partition(" ")
            yield from (family + given, f"{first} {last}", f"{last} {first}")
        else:
            yield from (f"{given} {family}", f"{family}, {given}")
    latin = [_romanised(person).partition(" ")[0] for person in people]
    han = [str(person["family"]) for person in people]
    if len(people) > 1:
        yield from (between.join(latin) for between in _BETWEEN)
        yield from (between.join(han) + "文" for between in _BETWEEN)
    parts = data.get("issued", {}).get("date-parts")
    if parts and people:
        joined = (between.join(latin) for between in _BETWEEN) if len(people) > 1 else latin
        yield from (f"{names}{comma} {parts[0][0]}" for names in joined for comma in ("", ","))


def _romanised(person: Mapping[str, str]) -> str:
    """A name in Latin letters, family name first; a Chinese one by pinyin where the record gives no other form."""
    family, given = person["family"], person["given"]
    if person.get("romanised"):
        return person["romanised"]
    if not _HAN.search(family + given):
        return f"{family} {given}"
    syllables = [part[1] for part in rank("zh", [family + given])[1][0]]
    return " ".join("".join(part).capitalize() for part in (syllables[: len(family)], syllables[len(family) :]))
