"""What is never taken over from somebody's own Word file: what runs, what reaches outside, what asks the reader.

Macros and ActiveX, embedded and linked objects, `altChunk`, pictures and templates on the web, fields that fetch (DDE,
INCLUDETEXT, LINK, …), mail merge, protection, comments, the glossary. What stays is what the file looks like.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import urlsplit

from lxml import etree

from builder.formats.word.anchors import SCHEMES
from builder.formats.word.elements import NAMESPACES, ORDERS, Element, name, ordered, put, value
from builder.formats.word.fields import hint_at_han, parts_with_text
from builder.formats.word.reaching import reaches, strip

_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_STRUCTURE = ("styles", "numbering", "settings", "theme", "fontTable", "footnotes", "endnotes")
_CONTENT = ("image", "hyperlink", "chart", "header", "footer", "diagramData", "diagramLayout", "diagramQuickStyle",
            "diagramColors")  # fmt: skip
_VML = ("{urn:schemas-microsoft-com:vml}", "{urn:schemas-microsoft-com:office:office}")
_DECORATIVE = "http://schemas.microsoft.com/office/drawing/2017/decorative"
_WORDS = {
    "attachedTemplate": "a template that is attached from elsewhere", "oleObject": "an embedded or linked object",
    "package": "an embedded object", "aFChunk": "text of another format (altChunk)", "subDocument": "a subdocument",
    "control": "an ActiveX control", "vbaProject": "macros", "image": "a picture outside the file",
    "comments": "comments", "glossaryDocument": "building blocks", "keyMapCustomizations": "shortcuts for macros",
    "mailMergeSource": "a source for mail merge", "hyperlink": "a link that is not to the web or to mail",
    "frame": "a frame", "extensibility": "buttons for the ribbon",
}  # fmt: skip
_SILENT = ("webSettings", "stylesWithEffects", "printerSettings", "customXml", "commentsExtended", "commentsIds",
           "commentsExtensible", "people", "thumbnail", "extended-properties", "metadata/thumbnail")  # fmt: skip
_FETCHING = re.compile(
    r"\s*(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|INCLUDE|LINK|IMPORT|DATABASE|RD|MACROBUTTON|GOTOBUTTON|EMBED|CONTROL"
    r"|ASK|FILLIN|PRINT|HTMLACTIVEX|HTMLCONTROL|AUTOTEXT|AUTOTEXTLIST|HYPERLINK(?!\s+(\\l|[\"“]?(https?://|mailto:))))\b",
    re.IGNORECASE,
)
_REACHING = ("object", "altChunk", "subDoc", "control", "movie", "commentRangeStart", "commentRangeEnd",
             "commentReference", "printerSettings")  # fmt: skip
_ASKING = (
    "attachedTemplate", "linkStyles", "mailMerge", "documentProtection", "writeProtection", "docVars",
    "attachedSchema", "saveThroughXslt", "updateFields", "trackRevisions", "revisionView", "formsDesign",
    "saveSubsetFonts",
)  # fmt: skip
_ASKED = {"documentProtection": "protection against editing", "writeProtection": "protection against editing",
          "mailMerge": "mail merge", "attachedTemplate": "a template that is attached from elsewhere"}  # fmt: skip


def clean(document: Any, sections: Sequence[Element]) -> list[str]:
    """Take out of a file all that must not be handed on; gives what that was, in words.

    Args:
        document: the file, its sample text gone.
        sections: those whose headers and footers stay.
    """
    texts = [root for _, root in parts_with_text(document, sections)]
    said: dict[str, None] = {}
    package = document.part.package
    for relation in list(package.rels.values()):
        if (kind := _kind(relation)) in ("extensibility", *_SILENT) or kind.startswith("digital-signature"):
            package.rels.pop(relation.rId)
            said |= dict.fromkeys([_WORDS[kind]] if kind in _WORDS else [])
    settings = document.settings.element  # made where the file has none
    for inner in _inner(document.part):
        match _kind(inner):
            case "settings":
                inner.target_part.rels.clear()
            case "numbering" | "styles" | "footnotes" | "endnotes" if hasattr(inner.target_part, "element"):
                said |= dict.fromkeys(_relations(inner.target_part, [inner.target_part.element], set()))
            case kind if kind in _STRUCTURE:
                said |= dict.fromkeys(filter(None, [strip(inner.target_part)]))
    for tag in _ASKING:
        for child in settings.findall(name(f"w:{tag}")):
            settings.remove(child)
            said |= dict.fromkeys([_ASKED[tag]] if tag in _ASKED else [])
    for root in texts:
        said |= dict.fromkeys(_text(root))
        said |= dict.fromkeys(_bare_addresses(root))
    bound = {value(b, "w:storeItemID").upper() for root in texts for b in root.iter(name("w:dataBinding"))}
    margins = [r.target_part for r in _inner(document.part) if _kind(r) in ("header", "footer")]
    said |= dict.fromkeys(_relations(document.part, [document.element, *sections], bound))
    for part in margins:
        said |= dict.fromkeys(_relations(part, [part.element], set()))
    for root in texts:
        _mend(root)
        if root.tag != name("w:document"):
            _decorate(root)
    return list(said)


def drop_unused(document: Any) -> None:
    """Drop the headers and footers that no section of the finished document names."""
    root: Element = document.element
    named = {value(r, "r:id") for k in ("header", "footer") for r in root.iter(name(f"w:{k}Reference"))}
    for relation in _inner(document.part):
        if _kind(relation) in ("header", "footer") and relation.rId not in named:
            document.part.rels.pop(relation.rId)


def _decorate(root: Element) -> None:
    """Mark pictures of headers and footers that say nothing as decorative: screen readers pass margins over anyway."""
    for shown in root.iter(name("wp:docPr")):
        if (
            not (shown.get("descr") or shown.get("title"))
            and next(shown.iter(f"{{{_DECORATIVE}}}decorative"), None) is None
        ):
            ext = put(put(shown, "a:extLst"), "a:ext")
            ext.set("uri", "{C183D7F6-B498-43B3-948B-1728B52AA6E4}")
            etree.SubElement(ext, f"{{{_DECORATIVE}}}decorative", {"val": "1"}, nsmap={"adec": _DECORATIVE})


def _inner(part: Any) -> list[Any]:
    return [r for r in part.rels.values() if not r.is_external]


def _kind(relation: Any) -> str:
    kind: str = relation.reltype
    return kind.removeprefix(_RELATIONS).rpartition("/")[2]


def _text(root: Element) -> Iterator[str]:
    """Take reaching elements and fetching fields out of a text; their last result stays."""
    for tag in _REACHING:
        for element in list(root.iter(name(f"w:{tag}"))):
            if tag in ("object", "altChunk", "subDoc", "control"):
                key = {"object": "oleObject", "altChunk": "aFChunk", "subDoc": "subDocument"}.get(tag, tag)
                yield _WORDS[key]
            _remove(element)
    for tag in ("footnoteReference", "endnoteReference"):
        for element in list(root.iter(name(f"w:{tag}"))):
            yield "notes of the text that stays"
            _remove(element)
    for field in list(root.iter(name("w:fldSimple"))):
        if m := _FETCHING.match(value(field, "w:instr")):
            yield f"a field {m[1].upper()}"
            _unwrap(field)
    for code in list(root.iter(name("w:instrText"))):
        if m := _FETCHING.match(_code(code)):
            yield f"a field {m[1].upper()}"
            _unfield(code)


def _code(first: Element) -> str:
    """A field's code from its first piece on: Word may split it."""
    run = first.getparent()
    text = first.text or ""
    for _ in range(4):
        run = None if run is None else run.getnext()
        more = None if run is None else run.find(name("w:instrText"))
        if more is None:
            break
        text += more.text or ""
    return text


def _unfield(code: Element) -> None:
    """Take away the code and the marks of the field that a code belongs to."""
    run = code.getparent()
    assert run is not None
    siblings = list(run.itersiblings(preceding=True))
    begin = next((r for r in siblings if _mark(r) == "begin"), None)
    depth = 0
    doomed = [] if begin is None else [begin]
    for each in [run, *run.itersiblings()]:
        kind = _mark(each)
        depth += {"begin": 1, "end": -1}.get(kind, 0)
        if depth <= 0 and (kind in ("separate", "end") or each.find(name("w:instrText")) is not None):
            doomed.append(each)
        if depth < 0:
            break
    for each in doomed:
        _remove(each)


def _mark(run: Element) -> str:
    return value(run.find(name("w:fldChar")), "w:fldCharType")


def _remove(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _unwrap(element: Element) -> None:
    for child in list(element):
        element.addprevious(child)
    _remove(element)


def _relations(part: Any, roots: Sequence[Element], bound: set[str]) -> Iterator[str]:
    """Drop a part's relations that nothing names, or that reach where they must not."""
    named: dict[str, list[Element]] = {}
    for element in (e for root in roots for e in root.iter()):
        for key, text in element.attrib.items():
            if str(key).startswith(f"{{{NAMESPACES['r']}}}"):
                named.setdefault(str(text), []).append(element)
    for relation in list(part.rels.values()):
        kind, users = _kind(relation), named.get(relation.rId, [])
        if relation.is_external:
            good = kind == "hyperlink" and urlsplit(relation.target_ref).scheme.lower() in SCHEMES and bool(users)
        elif kind == "customXml":
            good = bool(bound) and any(item in _store(relation.target_part) for item in bound)
        else:
            good = kind in _STRUCTURE or (kind in _CONTENT and bool(users))
            if good and kind not in (*_STRUCTURE, "header", "footer") and (why := reaches(relation.target_part)):
                good = False
                yield why
        if good:
            continue
        part.rels.pop(relation.rId)
        for user in users:
            _unhang(user)
        if kind in _WORDS and (users or kind not in _CONTENT):
            yield _WORDS[kind]


def _bare_addresses(root: Element) -> Iterator[str]:
    """Take away addresses that stand in old drawings (VML) without a relation: fetched, or opened by a click."""
    for element in [e for e in root.iter() if isinstance(e.tag, str) and e.tag.startswith(_VML)]:
        for key in [k for k in element.attrib if str(k).rpartition("}")[2] in ("src", "href", "althref", "hrhref")]:
            del element.attrib[key]
            yield "an address in a drawing"


def _store(part: Any) -> str:
    return "".join(r.target_part.blob.decode("utf-8", "replace").upper() for r in _inner(part))


def _unhang(user: Element) -> None:
    """Take away what shows a relation that is gone: the whole picture; of a link, the link and not its words."""
    if user.tag == name("w:hyperlink"):
        _unwrap(user)
        return
    around = [user, *user.iterancestors()]
    outer = ("AlternateContent", "drawing", "pict", "object")
    whole = [e for e in around if isinstance(e.tag, str) and e.tag.rpartition("}")[2] in outer]
    _remove(whole[-1] if whole else user)


def _mend(root: Element) -> None:
    """Put properties into the schema's order: other programs don't, and Word then "repairs" the file. And let Han say
    that it is Han."""
    for text in root.iter(name("w:t")):
        hint_at_han(text)
    for tag in ORDERS:
        for element in root.iter(name(f"w:{tag}")):
            ordered(element)
    for row in root.iter(name("w:trPr")):
        for switch in row:
            if value(switch) in ("true", "1", "on"):
                del switch.attrib[name("w:val")]
