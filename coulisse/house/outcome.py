"""How a command ends: one JSON document, or a refusal that says what to mend."""

import json
from typing import Any


class Refused(Exception):
    """Something that the person can mend: a code, one sentence, and where."""

    def __init__(self, code: str, message: str, where: str = "") -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.where = where


def print_json(document: Any) -> None:
    """One document on standard output, accents as they are."""
    print(json.dumps(document, ensure_ascii=False))
