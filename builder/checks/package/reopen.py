"""The file opens: rule 60.

`reopen`, error: python-pptx or python-docx cannot open the file, or one of its slides. That LibreOffice shows it with
the expected pages is held by the tests: it proves little, as it opens nearly everything.
"""

from __future__ import annotations

from collections.abc import Iterator

from builder.finished.flaw import Flaw
from builder.finished.package import Package
from builder.finished.reopened import refused

CODES = ("reopen",)


def check(package: Package) -> Iterator[Flaw]:
    """What other programs refuse."""
    if why := refused(package):
        yield Flaw("the file", 60, "reopen", f"it cannot be opened: {why}", "")
