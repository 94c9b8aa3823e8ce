"""Records from Zotero, JabRef, EndNote or CNKI become article files: CSL-JSON, CSL-YAML, BibTeX/BibLaTeX and RIS.

A file is read into CSL as far as its format goes (`csl_file`, `bibtex`, `ris`), every record takes the one form that
article files hold (`record`), doubles are found (`doubles`), each new record gets an id (`naming`) and the skeleton of
an article file (`skeleton`), and `bring` writes those files. What has no place in an article file is reported (file,
record, field) and kept as a comment in the new file: nothing is dropped in silence.
"""

from builder.importing.bring import Brought, bring
from builder.importing.reading import read
from builder.importing.record import Incoming, Remarks

__all__ = ["Brought", "Incoming", "Remarks", "bring", "read"]
