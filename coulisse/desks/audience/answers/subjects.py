"""The subject of an answer: one « Re: », what it is about, and the number of the file.

>>> reply_subject("RE: Tr: Votre émission [2027-0315-07]", "2027-0315-07", "fr")
'Re: Votre émission [2027-0315-07]'
>>> reply_subject("", "2027-0315-08", "nl")
'Re: uw bericht [2027-0315-08]'
"""

import re
from collections.abc import Mapping
from typing import Final

LONGEST: Final = 250
NOTHING: Final[Mapping[str, str]] = {"fr": "votre message", "nl": "uw bericht", "en": "your message"}
_PREFIX: Final = re.compile(
    r"^\s*(?:(?:re|r[ée]f?|tr|fw|fwd|antw|doorst|aw|wg|vs)\s*(?:\[\d+\])?\s*[:：]\s*)+", re.IGNORECASE
)
_NUMBER: Final = re.compile(r"\s*\[\d{4}-\d{4}-\d{2,}\]")


def reply_subject(subject: str, reference: str, language: str) -> str:
    bare = _NUMBER.sub("", _PREFIX.sub("", " ".join(subject.split()))).strip()
    room = LONGEST - len(reference) - 7
    return f"Re: {(bare or NOTHING.get(language, NOTHING['fr']))[:room].strip()} [{reference}]"
