"""Word's own styles under the names that Word, WPS and LibreOffice write in other languages.

Word itself writes its own styles with their English names ("heading 1") whatever language it speaks, and gives them
ids in that language ("1" and "a3" in Chinese, "berschrift1" in German); WPS, LibreOffice and converters write
localised names. So a style is looked for by name, then by the name in another language, then by id.
"""

from __future__ import annotations

import re

from builder.formats.word.elements import Element, value
from builder.formats.word.sheet import Kind, Sheet, folded, kind_of, title

NAMES = {  # Chinese (simplified, traditional), German, French, Spanish, Japanese, and what LibreOffice calls it
    "Normal": ("正文", "內文", "Standard", "标准", "標準", "Default Paragraph Style", "Default Style"),
    "Heading": ("标题", "標題", "Überschrift", "Titre", "Título", "Encabezado", "見出し"),
    "Title": ("标题", "標題", "Titel", "Titre", "Título", "表題", "文档标题"),
    "Subtitle": ("副标题", "副標題", "Untertitel", "Sous-titre", "Subtítulo", "副題"),
    "Body Text": ("正文文本", "本文", "Textkörper", "Corps de texte", "Texto independiente", "Text body"),
    "Caption": ("题注", "標號", "Beschriftung", "Légende", "Descripción", "Leyenda", "Epígrafe", "図表番号"),
    "List Bullet": ("列表项目符号", "項目符號", "Aufzählungszeichen", "Liste à puces", "Lista con viñetas", "箇条書き"),
    "List Number": ("列表编号", "清單號碼", "Listennummer", "Liste à numéros", "Lista con números", "段落番号"),
    "Quote": ("引用", "引文", "Zitat", "Citation", "Cita", "引用文", "Quotations"),
    "TOC Heading": (
        "TOC 标题", "TOC 標題", "目录标题", "目錄標題", "Inhaltsverzeichnisüberschrift",
        "En-tête de table des matières", "Título TDC", "Título de TDC", "目次の見出し", "Contents Heading",
    ),
    "TOC": ("目录", "目錄", "Verzeichnis", "TM", "TDC", "目次", "Contents"),
    "Header": ("页眉", "頁首", "Kopfzeile", "En-tête", "Encabezado", "ヘッダー"),
    "Footer": ("页脚", "頁尾", "Fußzeile", "Pied de page", "Pie de página", "フッター"),
    "Footnote Text": (
        "脚注文本", "註腳文字", "Fußnotentext", "Note de bas de page", "Texto nota pie", "脚注文字列", "Footnote",
    ),
    "Footnote Reference": (
        "脚注引用", "註腳參照", "Fußnotenzeichen", "Appel note de bas de p.", "Ref. de nota al pie", "脚注参照",
        "Footnote Anchor",
    ),
    "Endnote Text": (
        "尾注文本", "章節附註文字", "Endnotentext", "Note de fin", "Texto nota al final", "文末脚注文字列",
    ),
    "Endnote Reference": (
        "尾注引用", "章節附註參照", "Endnotenzeichen", "Appel de note de fin", "Ref. de nota al final", "文末脚注参照",
    ),
    "Strong": ("要点", "強調粗體", "Fett", "Élevé", "Texto en negrita", "強調太字", "Strong Emphasis"),
    "Emphasis": ("强调", "強調", "Hervorhebung", "Accentuation", "Énfasis", "強調斜体"),
    "Hyperlink": ("超链接", "超連結", "Link", "Lien hypertexte", "Hipervínculo", "ハイパーリンク", "Internet link"),
}  # fmt: skip
"""Of Word's own styles; "Heading" and "TOC" are followed by their level."""

_LEVELLED = re.compile(r"(Heading|TOC) (\d)")


def localised(style: str) -> tuple[str, ...]:
    """The other names of one of Word's own styles ("Heading 1": "标题 1", "Überschrift 1", …); none of any other."""
    if m := _LEVELLED.fullmatch(style):
        return tuple(f"{each} {m[2]}" for each in NAMES[m[1]])
    return NAMES.get(style, ()) if style != "Heading" else ()


def own_to_word(style: str) -> bool:
    """Whether Word has this style in every file, written down or not."""
    return style in NAMES or bool(_LEVELLED.fullmatch(style))


def recognised(sheet: Sheet, kind: Kind, style: str) -> tuple[Element, str] | None:
    """The file's style that is one of Word's own (or has our name), and how it was recognised."""
    if (found := sheet.named(kind, style)) is not None:
        return found, "by its name"
    for other in localised(style):
        found = sheet.named(kind, other)
        if found is None:
            found = sheet.named(kind, other.replace(" ", ""))
        if found is not None:
            return found, f"'{other}' is '{style}'"
    for other in (style, *localised(style)) if own_to_word(style) else ():
        wanted = _as_id(other)
        for each in sheet.by_id.values():
            own = value(each, "w:styleId")
            if len(wanted) > 3 and own.casefold() == wanted and kind_of(each) == kind and _free(each, style):
                return each, f"by its id '{own}'"
    return None


def _as_id(style: str) -> str:
    """The id that Word makes of a name: without spaces and what is not ASCII."""
    return re.sub(r"[^A-Za-z0-9]", "", style).casefold()


def _free(style: Element, wanted: str) -> bool:
    """Whether a style's name does not make it another of Word's own: LibreOffice gives "List5" to "List Number"."""
    own = folded(title(style))
    others = {folded(n) for key in NAMES if key != wanted for n in (key, *NAMES[key])}
    return own not in others and not _LEVELLED.fullmatch(title(style).title())
