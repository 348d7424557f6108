"""The sides: the day's pages of the script, the rest crossed out, and the name of their owner behind each."""

from dataclasses import replace
from datetime import date, datetime

import pypdfium2
import pytest

from coulisse.kernel.screenplay import ParagraphKind
from coulisse.kernel.times import BRUSSELS
from coulisse.papers.sides import NothingOfTheDay, Sides, SidesPage, SidesParagraph, of_the_day, sides

K = ParagraphKind


def heading(number: str, text: str) -> SidesParagraph:
    return SidesParagraph(K.HEADING, text, number)


def says(name: str, text: str, aside: str = "") -> tuple[SidesParagraph, ...]:
    parenthetical = (SidesParagraph(K.PARENTHETICAL, aside),) if aside else ()
    return (SidesParagraph(K.CHARACTER, name), *parenthetical, SidesParagraph(K.DIALOGUE, text))


SCRIPT = (
    SidesPage(
        "42",
        (
            heading("26", "INT. CAFÉ DE LA MEUSE – NUIT"),
            SidesParagraph(K.ACTION, "La tenancière compte la caisse. Le bac ne viendra plus."),
            *says("La Tenancière", "On ferme. Il n’y a plus personne à faire passer."),
            heading("27", "EXT. CROISETTE – JOUR"),
            SidesParagraph(
                K.ACTION,
                "L’averse crépite sur le quai. NOÉMIE, trempée, court sous l’auvent où VICTOR attend déjà, un "
                "parapluie cassé à la main. Du café, LA TENANCIÈRE les *regarde*.",
                is_revised=True,
            ),
            *says("Noémie", "Vous l’avez depuis quand, ce parapluie\u202f?", "(essoufflée)"),
            *says("Victor", "Depuis l’autre crue. Celle de nonante-trois."),
        ),
    ),
    SidesPage(
        "43",
        (
            *says("Noémie", "Il a **tenu**, lui."),
            SidesParagraph(K.TRANSITION, "Coupe à\u00a0:"),
            heading("28", "EXT. ESCALIER, RUE GRANDE – JOUR"),
            SidesParagraph(K.ACTION, "LA TENANCIÈRE remonte l’escalier, croise LE FACTEUR."),
        ),
    ),
    SidesPage("44", (heading("29", "INT. SALLE PAROISSIALE – SOIR"), SidesParagraph(K.ACTION, "Personne."))),
)
COPY = Sides(
    film="La Drache",
    house="Meuse & Fils Films SRL",
    day=15,
    of=32,
    date=date(2027, 3, 17),
    at=datetime(2027, 3, 16, 18, 40, tzinfo=BRUSSELS),
    person="Coralie Wauters",
    pages=of_the_day(SCRIPT, {"27"}),
    draft="version rose",
)


def pages_of(paper: bytes) -> list[str]:
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(paper)]


def test_only_the_pages_of_the_day_are_kept_and_the_rest_of_them_is_crossed_out() -> None:
    assert [page.number for page in COPY.pages] == ["42", "43"]
    crossed = {one.text for page in COPY.pages for one in page.paragraphs if not one.is_today}
    assert "INT. CAFÉ DE LA MEUSE – NUIT" in crossed
    assert "LA TENANCIÈRE remonte l’escalier, croise LE FACTEUR." in crossed
    assert "EXT. CROISETTE – JOUR" not in crossed


def test_a_scene_runs_on_over_the_page_until_the_next_heading() -> None:
    second = COPY.pages[1]
    assert [one.is_today for one in second.paragraphs] == [True, True, True, False, False]


@pytest.mark.parametrize(
    ("language", "owner", "elsewhere"),
    [
        ("fr", "Exemplaire de Coralie Wauters", "pas aujourd’hui"),
        ("nl", "Exemplaar van Coralie Wauters", "niet vandaag"),
        ("en", "Copy of Coralie Wauters", "not today"),
    ],
)
def test_each_page_bears_the_name_of_its_owner(language: str, owner: str, elsewhere: str) -> None:
    pages = pages_of(sides(COPY, language))
    assert len(pages) == 2
    for text in pages:
        assert owner in text
        assert elsewhere in text
        assert text.count("Coralie Wauters") >= 4  # behind the page three times, and at its head and foot


def test_the_script_is_set_as_a_script() -> None:
    first, second = pages_of(sides(COPY, "fr"))
    for words in ("EXT. CROISETTE – JOUR", "NOÉMIE", "(essoufflée)", "nonante-trois", "p. 42"):
        assert words in first
    assert "COUPE À" in second
    assert "**" not in second


def test_it_is_set_in_a_typewriter_face() -> None:
    page = pypdfium2.PdfDocument(sides(COPY, "fr"))[0]
    kinds = [pypdfium2.raw.FPDF_PAGEOBJ_TEXT]
    families = {one.get_font().get_family_name() for one in page.get_objects(filter=kinds)}
    assert any(name.replace(" ", "").startswith("CourierPrime") for name in families)


def test_a_long_name_and_markup_in_the_script_are_left_as_they_are() -> None:
    person = "Marie-Antoinette Vandenbroucke-Delacroix de Saint-Hubert"
    page = SidesPage("1", (heading("1", "INT. #X – JOUR"), SidesParagraph(K.ACTION, "#strong[$x$] \\* @y")))
    text = pages_of(sides(replace(COPY, person=person, pages=(page,)), "fr"))[0]
    assert "#strong[$x$] * @y" in text
    assert person in text


def test_the_same_copy_gives_the_same_bytes() -> None:
    assert sides(COPY, "nl") == sides(COPY, "nl")


def test_a_day_without_a_page_is_refused() -> None:
    with pytest.raises(NothingOfTheDay):
        sides(replace(COPY, pages=of_the_day(SCRIPT, {"99"})), "fr")
