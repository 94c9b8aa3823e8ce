"""What an imported article is called: its id, and the labels by which outputs name it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from builder.gbt.collation import rank
from builder.importing.names import han

MAX_ID = 60  # characters
_HAN = re.compile("[\u3400-\u9fff]")
_ADDRESS = re.compile(r"^(https?:|urn:|\w+/|10\.\d)|[/\\]", re.IGNORECASE)
_RESERVED = {"con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in range(1, 10))}  # Windows


def slug(words: str) -> str:
    """Small letters, digits and hyphens; Chinese by pinyin, without tones."""
    pieces: list[str] = []
    for part in re.split(r"[\W_]+", words):
        for run in re.split("([\u3400-\u9fff]+)", part):
            pieces += romanised(run).split() if _HAN.search(run) else [romanised(run)]
    return "-".join(piece for piece in pieces if piece)[:MAX_ID].strip("-")


def romanised(words: str) -> str:
    """Pinyin by table, a syllable a word (surnames by their own readings); Latin letters without accents."""
    _, (read,) = rank("zh", [words])
    gap = " " if _HAN.search(words) else ""
    return gap.join(piece if kind == 3 else _plain(piece) for kind, piece, _, _ in read)


def _plain(letter: str) -> str:
    """The letter of the basic alphabet in it (đ is d, ł is l), or nothing."""
    if letter.isascii():
        return letter if letter.isalnum() else ""
    found = re.match(r"LATIN (?:SMALL|CAPITAL) LETTER ([A-Z]{1,2})\b", unicodedata.name(letter, ""))
    return found[1].lower() if found else ""


def article_id(key: str, csl: Mapping[str, Any], taken: Collection[str]) -> str:
    """An id that is not taken: the citation key, where it is a name and no address or number; else author and year.

    `zhang2023` and `Zhang_2023` become `zhang2023` and `zhang-2023`; 张薇薇, 2023 becomes `zhang-2023`; a text without
    author goes by the beginning of its title.
    """
    own = "" if _ADDRESS.search(key) or not re.search(r"[^\W\d_]", key) or " " in key else slug(key)
    people = _people(csl)
    families = [_handle(person) for person in people[: 2 if len(people) == 2 else 1]]
    authored = "-".join([*families, year(csl)]) if any(families) else ""
    titled = "-".join([*slug(str(csl.get("title", "")))[:30].split("-")[:4], year(csl)])
    base = re.sub("-+", "-", own or authored or titled).strip("-") or "article"
    base = base[: MAX_ID - 4].strip("-")
    if base not in taken and base not in _RESERVED:
        return base
    return next(name for n in range(2, len(taken) + 4) if (name := f"{base}-{n}") not in taken)


def _handle(person: Mapping[str, str]) -> str:
    """The family name as a piece of an id; of a body the beginning of its name."""
    chinese = person if "family" in person else han(person.get("literal", ""))
    if chinese and _HAN.search(chinese["family"]):
        return romanised(chinese["family"]).replace(" ", "")
    return slug(family(person))[:24].strip("-")


def family(person: Mapping[str, str]) -> str:
    """The family name with what stands before it, or the body's name."""
    if "family" in person:
        return " ".join(filter(None, (person.get("non-dropping-particle"), person["family"])))
    return person.get("literal", "") or person.get("given", "")


def year(csl: Mapping[str, Any]) -> str:
    """The year of issue, or an empty text."""
    parts = csl.get("issued", {}).get("date-parts") or [[""]]
    return str(parts[0][0]) if parts[0] else ""


def labels(csl: Mapping[str, Any]) -> tuple[dict[str, str], dict[str, str], list[str]]:
    """How it is named first, how afterwards (each by language), and which spellings come from the table of pinyin.

    A Chinese body, or a Chinese title in place of an author, has no English name unless the record gives one.
    """
    people = _people(csl)
    when = year(csl)
    guessed: list[str] = []
    if people:
        chinese = _joined([_whole(person) for person in people], "、", "等")
        shown = people if len(people) < 3 else people[:1]
        latin = [_latin(person, guessed) for person in shown]
        english = (" & " if len(people) < 3 else "").join(latin) + (" et al." if len(people) > 2 else "")
        short = "".join(p["family"] for p in shown if "family" in p)
        afterwards = short + "文" if _HAN.search(short) and len(people) < 3 else chinese
    else:
        title = str(csl.get("title", "")) or str(csl.get("DOI", ""))
        afterwards = chinese = f"《{title}》"
        latin = [str(csl.get("title-translated", "" if _HAN.search(title) else title))]
        english = f"“{latin[0]}”"
    first, then = {"zh": f"{chinese}（{when or '未注年份'}）"}, {"zh": afterwards}
    if all(latin):
        first["en"], then["en"] = f"{english} ({when or 'n.d.'})", english
    return first, then, guessed if all(latin) else []


def _people(csl: Mapping[str, Any]) -> Sequence[Mapping[str, str]]:
    return next((csl[role] for role in ("author", "editor", "director", "translator") if csl.get(role)), ())


def _joined(names: list[str], between: str, others: str) -> str:
    return names[0] + others if len(names) > 2 else between.join(names)


def _whole(person: Mapping[str, str]) -> str:
    """The name in Chinese text: Chinese names in full, Western ones by their family name."""
    if "family" in person and _HAN.search(person["family"]):
        return person["family"] + person.get("given", "")
    return family(person)


def _latin(person: Mapping[str, str], guessed: list[str]) -> str:
    """The name in English text: the family name; a Chinese one as the record romanises it, else by pinyin, else ''."""
    name = family(person)
    if not _HAN.search(name):
        return name
    if person.get("romanised"):
        return re.split("[ ,]", person["romanised"])[0]
    chinese = person if "family" in person else han(name)
    if not chinese:
        return ""
    found = romanised(chinese["family"]).replace(" ", "").capitalize()
    guessed.append(found)
    return found
