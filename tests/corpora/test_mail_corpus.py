"""89 nasty mails and 46 answers of other libraries: nothing lost, and where we cut otherwise, the reason.

Lost is checked against the standard library's own parser: every word of every text part that it finds stands
in our text or HTML, every other part is one of our attachments, byte for byte.
"""

import email
import re
from collections.abc import Iterator
from email import policy
from email.message import Message as Theirs
from pathlib import Path

import pytest

from coulisse.formats.eml import Message, new_text, read_message
from tests.corpora.folder import CORPORA

FILES = sorted((CORPORA / "mail").rglob("*.*"))
REPLIES = CORPORA / "mail-replies"
WORD = re.compile(r"\w+")
# Words that the library finds and we don't, since it takes the bytes for what they are not.
JUDGED_OTHERWISE = {
    # A line that is no header stands among them: the library takes the headers that follow for the text.
    "plain_emails__raw_email_incorrect_header": "headers",
    "rfc2822__example13": "headers",
    # Said to be in another charset than the UTF-8 that they are in, or ASCII with accents.
    "attachment_emails__attachment_pdf_non_ascii": "charset",
    "error_emails__content_transfer_encoding_empty": "charset",
    "plain_emails__raw_email10": "charset",
    "plain_emails__raw_email6": "charset",
    "mail_test_12": "charset",
}


def name(path: Path) -> str:
    return path.stem


def read(path: Path) -> Message:
    return read_message(path.read_bytes()).records


def leaves(part: Theirs) -> Iterator[Theirs]:
    if part.is_multipart() and part.get_content_maintype() != "message":
        for inner in part.get_payload():
            assert isinstance(inner, Theirs)
            yield from leaves(inner)
    else:
        yield part


def theirs(path: Path) -> list[Theirs]:
    return list(leaves(email.message_from_bytes(path.read_bytes(), policy=policy.compat32)))


def payload(part: Theirs) -> bytes:
    content = part.get_payload(decode=True)
    assert isinstance(content, bytes)
    return content


def text_of_part(part: Theirs) -> str:
    try:
        return payload(part).decode(part.get_content_charset() or "utf-8", "replace")
    except LookupError:
        return payload(part).decode("latin-1")


def is_ours(part: Theirs, ours: Message) -> bool:
    return any(one.content.strip() == payload(part).strip() for one in ours.attachments)


@pytest.mark.parametrize("path", [path for path in FILES if path.stem not in JUDGED_OTHERWISE], ids=name)
def test_no_word_and_no_attachment_is_lost(path: Path) -> None:
    ours, attached = read(path), 0
    words = set(WORD.findall(f"{ours.text} {ours.html}"))
    for part in theirs(path):
        if part.get_content_maintype() == "message" or is_ours(part, ours):
            attached += 1
        else:
            assert part.get_content_maintype() in ("text", "multipart")
            assert set(WORD.findall(text_of_part(part))) <= words
    assert len(ours.attachments) == attached


@pytest.mark.parametrize("stem", JUDGED_OTHERWISE)
def test_what_is_judged_otherwise_keeps_its_attachments(stem: str) -> None:
    (path,) = (path for path in FILES if path.stem == stem)
    ours = read(path)
    assert len(ours.attachments) == sum(part.get_content_maintype() != "text" for part in theirs(path))
    assert ours.text


@pytest.mark.parametrize("path", sorted((CORPORA / "mail" / "talon").glob("*.eml")), ids=name)
def test_the_answers_of_six_programs_are_one_word(path: Path) -> None:
    assert read(path).new_text == "Hello"


# The first words and the last that stay, for the answers of which the libraries' own tests name what is visible.
EXPECTED = {
    "github/correct_sig": ("this is an email", "-- signature."),
    "github/email_1_4": ("Awesome!", "problem with it."),
    "github/email_1_6": ("I get proper", "rendering as well."),
    "github/email_2_2": ("Outlook with a reply", "directly above line"),
    "github/email_BlackBerry": ("Here is", "another email"),
    "github/email_iPhone": ("Here is", "another email"),
    "github/email_multi_word_sent_from_my_mobile_device": ("Here is", "another email"),
    "github/email_sent_from_my_not_signature": ("Here is", "mobile phone."),
    "github/greedy_on": ("On your remote host", "not working."),
    "mail-parser-reply/begins_with_signature": ("Thank you,", "Christopher Edwards"),
    "mail-parser-reply/email_3_1": ("First reply.", "too hard here!"),
    "mail-parser-reply/email_danish_1": ("Hej Peter,", "Anders Andersen"),
    "mail-parser-reply/email_danish_3": ("Hej,", "Svar."),
    "mail-parser-reply/email_danish_5": ("Hej,", "Peter"),
    "mail-parser-reply/email_headers_no_delimiter": ("And another reply!", "And another reply!"),
    "mail-parser-reply/email_ja_1_2": ("田中様", "よろしくお願いいたします"),
    "mail-parser-reply/email_nl_1_2": ("Outlook met", "een antwoord"),
    "mail-parser-reply/email_partial_quote_header": ("On your remote host", "not working."),
    "mail-parser-reply/email_sent_from_BlackBerry": ("Here is", "another email"),
    "mail-parser-reply/email_sig_delimiter_in_middle_of_line": ("Hi there!", "kthxbai"),
    "mail-parser-reply/email_swedish_1": ("Hej Person A,", "Person B"),
    "mail-parser-reply/forward": ("FW: YYY", "Best regards"),
    "mail-parser-reply/multi_header": ("No problem.", "new order."),
    "mail-parser-reply/multiline_on_de": ("Am heutigen Tage", "Am heutigen Tage"),
    "mail-parser-reply/pathological": ("I think you're onto", "back to a computer."),
    "talon/sparrow_reply_text": ("Hello", "Hello"),
    "talon/unicode_msg": ("From: Сергей", "Сергей Обухов"),
    # Judged otherwise than by the libraries.
    # They show the quotations between answers; we keep the answers, which is what is new.
    "github/email_1_8": ("I will reply under this one", "and under this."),
    "github/email_1_2": ("Hi,", 'them all individually."'),
    # `-Name` at the end is the writer's; only the footer of the list goes.
    "mail-parser-reply/email_1_1": ("Hi folks", "-Abhishek Kona"),
    # A legal notice and a signature without a mark can't be told from words with certainty: they stay.
    "mail-parser-reply/caution2": ("Hello,", "/things/) ."),
    "talon/long_body": ("Lorem ipsum", "www.example.com"),
    "talon/sparse_body": ("Lorem ipsum", "/in/xxx"),
    "talon/johndoeexamplecom_body": ("(Please accept", "www.example.com"),
    "talon/jeff_body": ("Thanks Sasha,", "Stavros Xxxxxx"),
    # Headers at the very top with nothing above: pasted or forwarded, so they stay.
    "mail-parser-reply/email_pl_1_2": ("Od: Jan Kowalski", "Jan"),
}


@pytest.mark.parametrize("where", EXPECTED)
def test_what_stays_of_an_answer(where: str) -> None:
    folder, _, stem = where.partition("/")
    path = REPLIES / folder / (stem if folder == "talon" else f"{stem}.txt")
    begins, ends = EXPECTED[where]
    kept = new_text(path.read_text("utf-8"))
    assert kept.startswith(begins)
    assert kept.endswith(ends)


def test_the_corpora_are_there() -> None:
    assert len(FILES) >= 89
    assert len(list(REPLIES.rglob("*.txt"))) >= 35
