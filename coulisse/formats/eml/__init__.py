r"""Mail (RFC 5322, MIME): any bytes in, one frozen record; an answer out that threads where it should.

The reader survives whatever arrives: unknown charsets, broken headers and encodings, missing boundaries, parts in
parts without end. It gives the addresses, the date with its zone, the identifiers of the thread, the text (HTML
turned into text where there is no plain one), the writer's own words without quoted history, the attachments, the
delivery report if it is one, and the signs that no person wrote it. Only nothing at all and more than 40 MB are
refused. The rules are told in docs/engines/mail.md.

>>> from coulisse.formats.eml import read_message
>>> reading = read_message(b'''From: =?utf-8?q?Chlo=C3=A9_Dubois?= <chloe@example.be>
... Subject: Re: JT
... Date: Tue, 3 Mar 2026 19:52:05 +0100
...
... Merci !
...
... Le 3 mars 2026 =E0 10:12, RTBF <info@example.be> a =E9crit :
... > Bonjour
... '''.replace(b"=E0", b"\xe0").replace(b"=E9", b"\xe9"))
>>> mail = reading.records
>>> mail.sender.name, mail.new_text, mail.date.isoformat()
('Chloé Dubois', 'Merci !', '2026-03-03T19:52:05+01:00')
>>> read_message(b"")
Traceback (most recent call last):
coulisse.formats.problems.Unreadable: empty
"""

from coulisse.formats.eml.as_json import MessageJson, message_as_json
from coulisse.formats.eml.html_text import text_of
from coulisse.formats.eml.new_text import is_forward, new_text
from coulisse.formats.eml.read import MOST_BYTES, read_message
from coulisse.formats.eml.records import Address, Attachment, DeliveryReport, Message, Undelivered
from coulisse.formats.eml.write import Outgoing, Unsendable, answer_subject, threading, write_message

__all__ = [
    "MOST_BYTES",
    "Address",
    "Attachment",
    "DeliveryReport",
    "Message",
    "MessageJson",
    "Outgoing",
    "Undelivered",
    "Unsendable",
    "answer_subject",
    "is_forward",
    "message_as_json",
    "new_text",
    "read_message",
    "text_of",
    "threading",
    "write_message",
]
