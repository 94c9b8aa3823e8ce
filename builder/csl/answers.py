"""What citeproc-js answered before, kept in the user's cache by the hash of everything that it depends on."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Answers:
    """A folder of answers. Content-addressed: an answer can't be stale, and may be deleted at any time."""

    folder: Path

    def get(self, question: Any, ask: Callable[[], Any]) -> Any:
        """The answer to a question; `ask` is called when it was never asked before.

        Args:
            question: everything that the answer depends on, in the types of JSON.
        """
        key = hashlib.sha256(json.dumps(question, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
        path = self.folder / key[:2] / f"{key}.json"
        with suppress(OSError, ValueError):  # not there, or cut off: ask again
            return json.loads(path.read_text("utf-8"))
        answer = ask()
        with suppress(OSError):  # a cache that can't be written costs time, nothing else
            path.parent.mkdir(parents=True, exist_ok=True)
            half = path.with_name(f"{key}.{os.getpid()}")
            half.write_text(json.dumps(answer, ensure_ascii=False), "utf-8")
            half.replace(path)
        return answer
