"""python -m tests.bench.mail: mails read in a second, one process, beside the standard library's own reading.

Ours does more: headers, text, HTML, new text, report, signs of automatic mail. The library's is its modern
policy with the headers that we read, the preferred body and the bytes of every attachment; where it raises, it
is counted.
"""

import email
from collections.abc import Callable
from email import policy
from time import perf_counter
from typing import TypeVar

from coulisse.engines.triage.language import language_of
from coulisse.formats.eml import read_message
from tests.corpora.folder import CORPORA

SECONDS = 5.0
T = TypeVar("T")


def main() -> None:
    """A line a way of reading."""
    mails = [path.read_bytes() for path in sorted((CORPORA / "mail").rglob("*.*"))]
    print(f"{len(mails)} mails, {sum(map(len, mails)) / 1024:.0f} KB")
    print(f"ours          {_rate(_ours, mails)}")
    print(f"the library's {_rate(_theirs, mails)}")
    texts = [read_message(mail).records.new_text for mail in mails]
    print(f"language only {_rate(language_of, texts)}")


def _rate(reads: Callable[[T], object], mails: list[T]) -> str:
    count, failed, began = 0, 0, perf_counter()
    while (spent := perf_counter() - began) < SECONDS:
        for mail in mails:
            try:
                reads(mail)
            except Exception:  # the library lets many kinds through, which is what is counted
                failed += 1
        count += len(mails)
    return f"{count / spent:8,.0f} /s   failed {failed / count:.1%}"


def _ours(mail: bytes) -> object:
    return language_of(read_message(mail).records.new_text)


def _theirs(mail: bytes) -> object:
    message = email.message_from_bytes(mail, policy=policy.default)
    names = ("from", "to", "cc", "reply-to", "subject", "date", "message-id", "in-reply-to", "references")
    values = [str(message[name]) for name in names]
    body = message.get_body(("plain", "html"))
    text = body.get_content() if body is not None else ""
    return values, text, [part.get_payload(decode=True) for part in message.iter_attachments()]


if __name__ == "__main__":
    main()
