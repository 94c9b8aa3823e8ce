"""Paragraphs of a slide as atoms, and atoms written back into the runs that are there: a coloured word stays so."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from typing import TypeAlias

from lxml import etree

from builder.kept.atoms import Atom
from builder.kept.slides.canon import Canon, canon
from builder.kept.slides.file import A, Element
from builder.kept.slides.numbers import Numbers

Written: TypeAlias = tuple[str, Element | None] | Element
_LANGUAGE = ("lang", "altLang")
_FORMS = {"b": "b", "i": "i"}
_RUNS = (f"{A}r", f"{A}br", f"{A}fld")


@dataclass
class Word:
    """An atom of a paragraph, and the run properties in which it stands.

    Attributes:
        atom: what it says.
        pieces: its text with the properties of the run of each piece; a word may be coloured in the middle.
        node: the element of what is no text: a line break, a field.
        role: how the outline's own build forms it: the run properties, made comparable.
    """

    atom: Atom
    pieces: list[tuple[str, Element | None]] = field(default_factory=list)
    node: Element | None = None
    role: Canon = ()

    @property
    def look(self) -> Element | None:
        """The run properties in which it begins."""
        return self.pieces[0][1] if self.pieces else None


def read_words(paragraph: Element, numbers: Numbers) -> list[Word]:
    """The words of one of our own paragraphs; forms are those in which its words differ from one another."""
    found = _raw(paragraph, numbers)
    roles: dict[Element | None, Canon] = {}
    for word in found:
        if word.look not in roles:
            roles[word.look] = _role(word.look)
        word.role = roles[word.look]
    common = _common(found)
    for word in found:
        form = "".join(f for f in _flags(word.look) if f not in common)
        if form:
            word.atom = replace(word.atom, form=form)
    return found


def read_there(paragraph: Element, numbers: Numbers, like: Sequence[Word]) -> list[Word]:
    """The words of a paragraph that people had: what stands as we wrote it has the form that we gave it.

    Other programs write every property into every run, so that forms cannot be read off; what people have formed
    themselves stays, because runs that stay are never rewritten.
    """
    found = _raw(paragraph, numbers)
    matcher = SequenceMatcher(None, [_bare(w) for w in like], [_bare(w) for w in found], autojunk=False)
    for a, b, size in matcher.get_matching_blocks():
        for n in range(size):
            found[b + n].role = like[a + n].role
            found[b + n].atom = replace(found[b + n].atom, form=like[a + n].atom.form)
    for at, word in enumerate(found):
        if not word.role and (mate := _mate(found, at)):
            word.role = mate.role
            word.atom = replace(word.atom, form=mate.atom.form)
    return found


def _mate(found: Sequence[Word], at: int) -> Word | None:
    """The word whose form a new one takes: that before it, unless it was typed at the beginning of the next run."""
    before = found[at - 1] if at else None
    behind = next((w for w in found[at + 1 :] if w.role), None)
    typed = behind is not None and behind.look is found[at].look
    return behind if typed and (before is None or before.look is not found[at].look) else before


def atoms_of(words: Sequence[Word]) -> list[Atom]:
    """What the words say."""
    return [word.atom for word in words]


def write(paragraph: Element, there: Sequence[Word], wanted: Sequence[Atom], now: Sequence[Word]) -> None:
    """Write atoms into a paragraph.

    Words that stay keep their runs. New ones take the look of the words around them that have the same role, so that
    a size or colour given by hand holds for them too; a role that is not there yet comes as the outline's build has it.

    Args:
        paragraph: a paragraph of the file that is there.
        there: its words.
        wanted: what it shall say.
        now: the outline's own words, brought into this file.
    """
    fresh = _looks_of(wanted, now)
    written: list[Written] = []
    matcher = SequenceMatcher(None, [_bare(w) for w in there], [_key(a) for a in wanted], autojunk=False)
    for op, i, _j, k, m in matcher.get_opcodes():
        for at in range(k, m) if op != "delete" else ():
            atom = wanted[at]
            if op == "equal":
                word = there[i + at - k]
                if word.node is not None:
                    written.append(word.node)
                elif word.atom.text == atom.text and word.atom.form == atom.form:
                    written += word.pieces
                else:  # a number of today's, or words that the outline now sets bold
                    written.append((atom.text, _formed(word.look, word.atom.form, atom.form)))
                continue
            mine = fresh[at]
            if mine is not None and mine.node is not None:
                written.append(mine.node)
            else:
                written.append((atom.text, _look(there, min(i, len(there) - 1), mine, atom)))
    for old in paragraph.findall("*"):
        if old.tag in _RUNS:
            paragraph.remove(old)
    spot = 1 if paragraph.find(f"{A}pPr") is not None else 0
    for node in _runs(written):
        paragraph.insert(spot, node)
        spot += 1


def _raw(paragraph: Element, numbers: Numbers) -> list[Word]:
    found: list[Word] = []
    text: list[tuple[str, Element | None]] = []

    def flush() -> None:
        whole = "".join(t for t, _ in text)
        looks = [look for t, look in text for _ in t]
        at = 0
        for atom in numbers.atoms(whole):
            word = Word(atom)
            for character, look in zip(atom.text, looks[at : at + len(atom.text)], strict=True):
                if word.pieces and word.pieces[-1][1] is look:
                    word.pieces[-1] = word.pieces[-1][0] + character, look
                else:
                    word.pieces.append((character, look))
            found.append(word)
            at += len(atom.text)
        text.clear()

    for child in paragraph:
        if child.tag == f"{A}r":
            text.append((child.findtext(f"{A}t") or "", child.find(f"{A}rPr")))
        elif child.tag == f"{A}br":
            flush()
            found.append(Word(Atom("\n", "", "break:"), node=child))
        elif child.tag == f"{A}fld":
            flush()
            found.append(Word(Atom(child.findtext(f"{A}t") or "", "", f"field:{child.get('type')}"), node=child))
    flush()
    return found


def _looks_of(wanted: Sequence[Atom], now: Sequence[Word]) -> list[Word | None]:
    """For every atom the outline's own word from which it comes."""
    found: list[Word | None] = [None] * len(wanted)
    matcher = SequenceMatcher(None, [_key(a) for a in wanted], [_bare(w) for w in now], autojunk=False)
    for a, b, size in matcher.get_matching_blocks():
        found[a : a + size] = now[b : b + size]
    return found


def _look(there: Sequence[Word], near: int, mine: Word | None, atom: Atom) -> Element | None:
    """The run properties of a new word."""
    texts = [n for n, word in enumerate(there) if word.node is None]
    if mine is None:
        return there[min(texts, key=lambda n: abs(n - near))].look if texts else None
    same = [n for n in texts if there[n].role == mine.role]
    linked = mine.look is not None and mine.look.find(f"{A}hlinkClick") is not None
    if not same or linked:
        return mine.look
    found = deepcopy(there[min(same, key=lambda n: abs(n - near))].look)
    if found is not None and mine.look is not None:
        for name in _LANGUAGE:
            if mine.look.get(name):
                found.set(name, mine.look.get(name))
    return found


def _formed(look: Element | None, old: str, new: str) -> Element | None:
    if old == new:
        return look
    found = deepcopy(look) if look is not None else etree.Element(f"{A}rPr")
    for form, attribute in _FORMS.items():
        if (form in old) != (form in new):
            found.set(attribute, "1" if form in new else "0")
    return found


def _runs(written: Sequence[Written]) -> list[Element]:
    """Elements for a paragraph: neighbours in the same properties make one run."""
    found: list[Element] = []
    before: tuple[Element | None, Element] | None = None
    for one in written:
        if not isinstance(one, tuple):
            found.append(one)
            before = None
            continue
        text, look = one
        if before is not None and _same(before[0], look):
            before[1].text += text
            continue
        run = etree.Element(f"{A}r")
        if look is not None:
            run.append(deepcopy(look))
        said = etree.SubElement(run, f"{A}t")
        said.text = text
        found.append(run)
        before = look, said
    return found


def _same(one: Element | None, other: Element | None) -> bool:
    if one is other:
        return True
    return one is not None and other is not None and canon(one) == canon(other)


def _key(atom: Atom) -> tuple[str, str]:
    return atom.key[0], ""


def _bare(word: Word) -> tuple[str, str]:
    return _key(word.atom)


def _flags(look: Element | None) -> str:
    return "" if look is None else "".join(f for f, a in _FORMS.items() if look.get(a) in ("1", "true"))


def _common(words: Sequence[Word]) -> set[str]:
    """Forms that all words have: then they are the look's, not the author's."""
    flags = [set(_flags(w.look)) for w in words if w.node is None and w.atom.text.strip() and not w.atom.thing]
    return set.intersection(*flags) if flags else set()


def _role(look: Element | None) -> Canon:
    if look is None:
        return ("none",)
    bare = deepcopy(look)
    for name in _LANGUAGE:
        bare.attrib.pop(name, None)
    return canon(bare, lambda id: "")
