"""Whatever was read is written so that it is read again as the same records, whatever the bytes were."""

from hypothesis import given
from hypothesis import strategies as st

from coulisse.formats.fountain import read_fountain, write_fountain
from coulisse.formats.problems import Unreadable

WORDS = st.sampled_from(
    (
        "INT. CUISINE - JOUR", "12. EXT. RUE", "INT", ".FORCÉ", ". pas", "...", "!", "!INT. X", "!!",
        "NOÉMIE", "NOÉMIE (OFF)", "VICTOR ^", "@McQueen", "@", "^", "@BOB ^", "(bas)", "(", "()",
        "Elle sort.", "CUT TO:", "FONDU AU NOIR", "> FIN", "> FIN <", "><", ">", "<", "~ la la", "~", "===",
        "====", "==", "= résumé", "=", "# Acte", "##", "#", "#12#", " #12A#", "#tag", " #tag", "[[note]]",
        "[[", "]]", "/*", "*/", "/* coupé */", "[[\n  \n]]", "[[\n\n]]", "", " ", "  ", "   ", "\t",
        "Title: X", "Titre:", "FADE IN:", "a:", "a: b", "    b", ":", "*a*", "\\", "É", "é", "\ufdd0",
        "\x00", "\x0c", "\u2028", "\xa0", "ß", "3CPO", "12", "A.", "EST", "BUITEN", "binnen.",
    )
)  # fmt: skip
LINES = st.lists(st.lists(WORDS, max_size=3).map("".join), max_size=12).map("\n".join)


def promise(data: bytes) -> None:
    try:
        read = read_fountain(data).records
    except Unreadable:
        return
    written = write_fountain(read)
    if not read.paragraphs and not read.title_page:
        assert written == b"\n"
        return
    again = read_fountain(written).records
    assert again == read
    assert write_fountain(again) == written


@given(LINES)
def test_the_marks_of_fountain_in_any_order(text: str) -> None:
    promise(text.encode())


@given(st.text(max_size=200))
def test_any_text(text: str) -> None:
    promise(text.encode(errors="replace"))


@given(st.binary(max_size=200))
def test_any_bytes(data: bytes) -> None:
    promise(data)
