'''vCard: address book cards. In: 2.1, 3.0 (RFC 2426) and 4.0 (RFC 6350); out: 4.0 and 3.0.

A file holds any number of cards. Lines may be folded, quoted-printable, in a character set of their own,
escaped, and grouped (`item1.TEL`). What `Card` has no field for is kept in `others` and written back.

>>> from coulisse.formats.vcard import read_cards, write_cards
>>> reading = read_cards(b"""BEGIN:VCARD
... VERSION:3.0
... FN:Aminata Sarr
... TEL;TYPE=cell:+32475
... END:VCARD""")
>>> reading.records[0].formatted_name, reading.records[0].phones[0].value
('Aminata Sarr', '+32475')
>>> print(write_cards(reading.records, version="4.0").decode().replace("\\r", ""), end="")
BEGIN:VCARD
VERSION:4.0
FN:Aminata Sarr
TEL;TYPE=cell:+32475
END:VCARD
>>> read_cards(b"Dear colleagues")
Traceback (most recent call last):
coulisse.formats.problems.Unreadable: not-a-vcard
'''

from coulisse.formats.vcard.read import read_cards
from coulisse.formats.vcard.records import Address, Card, Entry, Property
from coulisse.formats.vcard.write import write_cards

__all__ = ["Address", "Card", "Entry", "Property", "read_cards", "write_cards"]
