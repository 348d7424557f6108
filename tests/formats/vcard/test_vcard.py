"""Cards of three versions in, two out, and nothing lost between."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coulisse.formats.problems import Unreadable
from coulisse.formats.vcard import Address, Card, Entry, Property, read_cards, write_cards
from coulisse.formats.vcard.write import Version

OUTLOOK = (
    b"BEGIN:VCARD\r\nVERSION:2.1\r\n"
    b"N;LANGUAGE=fr;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:L=E9onard;Ren=E9e\r\n"
    b"FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Ren=C3=A9e =\r\nL=C3=A9onard\r\n"
    b"ORG:Plein Jour;R\xe9gie\r\n"
    b"TEL;WORK;VOICE:+32 81 22 33 44\r\nTEL;CELL;PREF:0475 12 34 56\r\n"
    b"ADR;WORK;PREF;ENCODING=QUOTED-PRINTABLE:;;Rue de Fer 1=0D=0ABte 3;Namur;;5000;Belgique\r\n"
    b"EMAIL;PREF;INTERNET:renee@example.org\r\nBDAY:19800229\r\n"
    b"PHOTO;ENCODING=BASE64;JPEG:AAAA\r\n BBBB\r\n\r\nEND:VCARD\r\n"
)

APPLE = """BEGIN:VCARD
VERSION:3.0
N:Sarr;Aminata;;Mme;
FN:Mme Aminata Sarr
item1.EMAIL;type=INTERNET;type=WORK;type=pref:aminata@example.org
item1.X-ABLabel:_$!<Work>!$_
NOTE:Régime: sans gluten\\, sans noix\\nTaille 38\\; pointure 39 et une remarque qui est
  longue
CATEGORIES:Comédienne,La Drache\\, J14
URL;type=WORK:https\\://example.org/a
END:VCARD
BEGIN:VCARD
VERSION:4.0
KIND:org
FN:Théâtre des Deux Écluses
UID:urn:uuid:1
TEL;VALUE=uri;TYPE="voice,work":tel:+32-2-555-11-22
LANG;PREF=1:fr
LANG:nl
BDAY:--0318
END:VCARD
"""


def read(text: str) -> tuple[Card, ...]:
    return read_cards(text.encode()).records


def codes(text: str) -> list[tuple[str, int | None]]:
    return [(problem.code, problem.where.line) for problem in read_cards(text.encode()).problems]


def card(body: str) -> Card:
    return read(f"BEGIN:VCARD\nVERSION:3.0\nFN:x\n{body}\nEND:VCARD\n")[0]


def test_version_2_1_with_its_character_sets() -> None:
    reading = read_cards(OUTLOOK)
    assert reading.problems == ()
    assert reading.records == (
        Card(
            formatted_name="Renée Léonard",
            family="Léonard",
            given="Renée",
            organisation="Plein Jour",
            units=("Régie",),
            emails=(Entry("renee@example.org", (), True),),
            phones=(Entry("+32 81 22 33 44", ("work",)), Entry("0475 12 34 56", ("cell",), True)),
            addresses=(
                Address("Rue de Fer 1\nBte 3", "Namur", "5000", "", "Belgique", kinds=("work",), preferred=True),
            ),
            birthday=date(1980, 2, 29),
            others=(Property("PHOTO", "AAAABBBB", (("ENCODING", "BASE64"), ("TYPE", "JPEG"))),),
        ),
    )


def test_version_3_with_groups_folding_and_escapes() -> None:
    first = read(APPLE)[0]
    assert (first.prefix, first.given, first.family) == ("Mme", "Aminata", "Sarr")
    assert first.emails == (Entry("aminata@example.org", ("work",), True),)
    assert first.note == "Régime: sans gluten, sans noix\nTaille 38; pointure 39 et une remarque qui est longue"
    assert first.categories == ("Comédienne", "La Drache, J14")
    assert first.urls == (Entry("https://example.org/a", ("work",)),)
    assert first.others == (Property("X-ABLABEL", "_$!<Work>!$_", (), "item1"),)


def test_version_4_with_its_kind_and_addresses() -> None:
    second = read(APPLE)[1]
    assert (second.kind, second.uid) == ("org", "urn:uuid:1")
    assert second.phones == (Entry("+32-2-555-11-22", ("work",)),)
    assert second.languages == ("fr", "nl")
    assert second.others == (Property("BDAY", "--0318"),)


def test_a_birthday_without_a_year_is_kept_and_reported() -> None:
    assert codes(APPLE) == [("birthday-unclear", 20)]


def test_utf_16_is_read() -> None:
    assert read_cards(APPLE.encode("utf-16")).records == read(APPLE)


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ("N:Sarr;Aminata;;;", "Aminata Sarr"),
        ("ORG:Plein Jour", "Plein Jour"),
        ("EMAIL:a@example.org", "a@example.org"),
    ],
)
def test_a_missing_name_is_made_of_what_there_is(body: str, name: str) -> None:
    assert read(f"BEGIN:VCARD\n{body}\nEND:VCARD")[0].formatted_name == name


def test_a_card_without_any_name_is_reported() -> None:
    assert codes("BEGIN:VCARD\nNOTE:x\nEND:VCARD") == [("name-missing", 1)]


def test_parameters_may_hold_anything_in_quotes() -> None:
    assert card('X-A;LABEL="a:b;c^nd":v').others == (Property("X-A", "v", (("LABEL", "a:b;c\nd"),)),)


def test_broken_lines_are_reported_and_the_rest_read() -> None:
    text = "hello\nBEGIN:VCARD\nFN:x\nno colon here\n: no name\nTITLE:Régisseuse\nEND:VCARD\nEND:VCARD\n"
    assert codes(text) == [("line-broken", 4), ("line-broken", 5), ("outside-card", 8)]
    assert read(text)[0].title == "Régisseuse"


def test_an_unclosed_card_is_read_and_reported() -> None:
    assert codes("BEGIN:VCARD\nFN:x\n") == [("card-unclosed", 1)]
    assert read("BEGIN:VCARD\nFN:x\n")[0].formatted_name == "x"


def test_a_card_inside_a_card_is_left_out_and_reported() -> None:
    text = "BEGIN:VCARD\nFN:x\nAGENT:\nBEGIN:VCARD\nFN:y\nEND:VCARD\nTITLE:z\nEND:VCARD\n"
    assert codes(text) == [("card-nested", 4)]
    assert [(one.formatted_name, one.title) for one in read(text)] == [("x", "z")]


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"", "not-a-vcard"), (b"Nom;Ville\n", "not-a-vcard"), (bytes(33 * 1024 * 1024), "too-large")],
)
def test_what_is_no_address_book_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as refusal:
        read_cards(data, file="a.vcf")
    assert (refusal.value.code, refusal.value.where.file) == (code, "a.vcf")


def test_too_many_cards_are_refused() -> None:
    with pytest.raises(Unreadable, match="too-many-cards"):
        read_cards(b"BEGIN:VCARD\nFN:x\nEND:VCARD\n" * 50_001)


def test_lines_are_folded_at_75_bytes_between_characters() -> None:
    data = write_cards([Card("x", note="é€" * 100)])
    assert all(len(line) <= 75 and line.decode() is not None for line in data.split(b"\r\n"))


def test_preference_is_said_as_each_version_says_it() -> None:
    one = Card("x", emails=(Entry("a@b", ("work",), True),))
    assert b"EMAIL;TYPE=work;PREF=1:a@b" in write_cards([one], version="4.0")
    assert b"EMAIL;TYPE=work,pref:a@b" in write_cards([one], version="3.0")


def test_nothing_of_a_card_can_begin_a_line_of_its_own() -> None:
    other = Property("X-A", "v\r\nEND:VCARD", (("P\n", "q"), ("Q", "r\nEND:VCARD")), "g\n")
    hostile = Card("x\r\nEND:VCARD", emails=(Entry("a\nEND:VCARD", ("w\nEND:VCARD",)),), others=(other,))
    assert write_cards([hostile]).count(b"\nEND:VCARD") == 1


plain = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=60).map(str.strip)
word = st.from_regex(r"[a-z]{3,8}", fullmatch=True).filter(lambda kind: kind not in {"pref", "voice"})
kinds = st.lists(word, max_size=2, unique=True).map(tuple)
entries = st.lists(st.builds(Entry, plain, kinds, st.booleans()), max_size=2).map(tuple)
addresses = st.builds(
    Address, plain, plain, plain, plain, plain, plain, plain, kinds=kinds, preferred=st.booleans()
)
cards = st.builds(
    Card,
    formatted_name=plain.filter(bool),
    family=plain,
    given=plain,
    additional=plain,
    prefix=plain,
    suffix=plain,
    organisation=plain,
    units=st.lists(plain.filter(bool), max_size=2).map(tuple),
    title=plain,
    role=plain,
    emails=st.lists(st.builds(Entry, plain.map(lambda text: f"a{text}"), kinds, st.booleans()), max_size=2).map(
        tuple
    ),
    phones=st.lists(st.builds(Entry, plain.map(lambda text: f"+{text}"), kinds, st.booleans()), max_size=2).map(
        tuple
    ),
    addresses=st.lists(addresses, max_size=2).map(tuple),
    urls=entries,
    birthday=st.none() | st.dates(),
    languages=st.lists(plain.filter(bool), max_size=2).map(tuple),
    note=st.lists(plain, max_size=3).map(lambda paragraphs: "\n".join(paragraphs).strip()),
    categories=st.lists(plain.filter(bool), max_size=3).map(tuple),
    uid=plain,
    kind=st.sampled_from(["", "individual", "org"]),
    others=st.lists(
        st.builds(
            Property,
            st.from_regex(r"X-[A-Z]{4}", fullmatch=True).filter(lambda name: name not in {"X-LANG", "X-KIND"}),
            plain,
            st.lists(st.tuples(st.sampled_from(["LABEL", "X-P"]), plain.filter(bool)), max_size=1).map(tuple),
            st.sampled_from(["", "item1"]),
        ),
        max_size=2,
    ).map(tuple),
)


@pytest.mark.parametrize("version", ["3.0", "4.0"])
@given(data=st.data())
def test_what_was_written_is_what_is_read(version: Version, data: st.DataObject) -> None:
    written = data.draw(st.lists(cards, min_size=1, max_size=2))
    reading = read_cards(write_cards(written, version=version))
    assert list(reading.records) == written
    assert reading.problems == ()


@given(st.binary())
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        assert isinstance(read_cards(data).problems, tuple)
    except Unreadable as refusal:
        assert refusal.code in {"not-a-vcard"}


@given(st.binary(), st.sampled_from(["ENCODING=QUOTED-PRINTABLE", "CHARSET=utf-7", "CHARSET=\0", "TYPE=a"]))
def test_any_line_is_read_or_reported(value: bytes, parameter: str) -> None:
    data = b"BEGIN:VCARD\r\nFN:x\r\nNOTE;" + parameter.encode() + b":" + value + b"\r\nEND:VCARD\r\n"
    assert read_cards(data).records[0].formatted_name == "x"


@given(st.text(alphabet='BEGINVCARD:;=\n\r ,\\"^.TYPE-é'))
def test_any_card_is_read_or_reported(body: str) -> None:
    assert read_cards(f"BEGIN:VCARD\nFN:x\n{body}\nEND:VCARD".encode()).records
