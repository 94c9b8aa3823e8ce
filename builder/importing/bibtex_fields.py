"""What the types and fields of BibTeX and BibLaTeX are called in CSL."""

from __future__ import annotations

TYPES = {
    "article": "article-journal", "artwork": "graphic", "audio": "song", "bibnote": "document", "book": "book",
    "bookinbook": "chapter", "booklet": "pamphlet", "collection": "book", "commentary": "book",
    "conference": "paper-conference", "database": "dataset", "dataset": "dataset", "electronic": "webpage",
    "image": "graphic", "inbook": "chapter", "incollection": "chapter", "inproceedings": "paper-conference",
    "inreference": "entry-encyclopedia", "jurisdiction": "legal_case", "legal": "treaty", "legislation": "legislation",
    "letter": "personal_communication", "manual": "book", "map": "map", "mastersthesis": "thesis", "misc": "document",
    "movie": "motion_picture", "music": "song", "mvbook": "book", "mvcollection": "book", "mvproceedings": "book",
    "mvreference": "book", "newspaper": "article-newspaper", "online": "webpage", "patent": "patent",
    "performance": "performance", "periodical": "periodical", "phdthesis": "thesis", "proceedings": "book",
    "reference": "book", "report": "report", "review": "review", "software": "software", "standard": "standard",
    "suppbook": "chapter", "suppcollection": "chapter", "suppperiodical": "article-journal", "techreport": "report",
    "thesis": "thesis", "unpublished": "manuscript", "video": "motion_picture", "www": "webpage",
    "archive": "collection", "preprint": "article",
}  # fmt: skip
GENRES = {"phdthesis": "PhD thesis", "mastersthesis": "Master’s thesis"}
NUMBERED = ("article", "periodical", "newspaper", "review", "suppperiodical")  # whose `number` is an issue

# Where several fields have one meaning in CSL, the first that stands here is taken.
FIELDS = {
    "title": "title", "shorttitle": "title-short", "journaltitle": "container-title", "journal": "container-title",
    "booktitle": "container-title", "maintitle": "container-title", "shortjournal": "container-title-short",
    "series": "collection-title", "volume": "volume", "volumes": "number-of-volumes", "part": "part-number",
    "pages": "page", "pagetotal": "number-of-pages", "chapter": "chapter-number", "edition": "edition",
    "version": "version", "publisher": "publisher", "institution": "publisher", "school": "publisher",
    "organization": "publisher", "location": "publisher-place", "address": "publisher-place", "holder": "authority",
    "type": "genre", "eventtitle": "event-title", "venue": "event-place", "origtitle": "original-title",
    "origpublisher": "original-publisher", "origlocation": "original-publisher-place", "library": "call-number",
    "pubstate": "status", "doi": "DOI", "isbn": "ISBN", "issn": "ISSN", "pmid": "PMID", "pmcid": "PMCID",
    "url": "URL", "abstract": "abstract", "keywords": "keyword", "note": "note", "addendum": "note",
    "annotation": "annote", "annote": "annote",
}  # fmt: skip
SUBTITLES = {"subtitle": ("title", "title"), "journalsubtitle": ("container-title", "journaltitle"),
             "booksubtitle": ("container-title", "booktitle")}  # fmt: skip
PEOPLE = {"author": "author", "editor": "editor", "translator": "translator", "bookauthor": "container-author",
          "director": "director"}  # fmt: skip
VERBATIM = ("doi", "url", "eprint", "file", "pdf", "urlraw", "verba", "verbb", "verbc")
LANGUAGES = {
    "chinese": "zh-CN", "chinese-simplified": "zh-CN", "chinese-traditional": "zh-TW", "english": "en-US",
    "american": "en-US", "usenglish": "en-US", "british": "en-GB", "ukenglish": "en-GB", "japanese": "ja-JP",
    "korean": "ko-KR", "russian": "ru-RU", "french": "fr-FR", "german": "de-DE", "ngerman": "de-DE",
    "spanish": "es-ES", "italian": "it-IT", "portuguese": "pt-PT",
}  # fmt: skip
