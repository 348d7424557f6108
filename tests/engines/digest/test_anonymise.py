"""What would tell who speaks is taken out or marked; what a person said stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coulisse.engines.digest import anonymised
from coulisse.engines.digest.anonymise import GONE, excerpt

TELLING = (
    ("Je m’appelle Jean-Pierre Van den Broeck.", "Je m’appelle […]."),
    ("Appelez le 0475 12 34 56 ou jp.vdb@public.example.", "Appelez le […] ou […]."),
    ("J’habite rue de la Station 12 à 5000 Namur.", "J’habite […] à […]."),
    ("Ik woon in de Kazernelaan 4 te Gent.", "Ik woon in de […] te […]."),
    ("Mon compte est BE71 0961 2345 6769.", "Mon compte est […]."),
    ("Voyez https://petition.example/1 et @hubert_l.", "Voyez […] et […]."),
    ("M. Dupont l’a dit, Mme de Vos aussi.", "M. […] l’a dit, Mme […] aussi."),
    ("Dossier 2027-0315-07, voir plus haut.", "Dossier […], voir plus haut."),
    ("Dans Plein Jour, la RTBF et le CSA.", "Dans Plein Jour, la RTBF et le CSA."),
    ("Écrivez à h.lambot@public.example ou au 0475 12 34 56.", "Écrivez à […] ou au […]."),
    ("J’habite rue Haute 12, 4500 Huy.", "J’habite […], […]."),
    ("Bien à vous, Hubert Lambot", "Bien à vous, […]"),
    ("In de Hoogstraat 12 hebben wij gekeken.", "In […] hebben wij gekeken."),
    ("Ma fille Zoé a pleuré.", "Ma fille […] a pleuré."),
    ("J’habite rue de la procession, 12.", "J’habite […]."),
    ("Rue de la Procession 12, au fond.", "[…], au fond."),
    ("Wij wonen in de kerkstraat 12a.", "Wij wonen in de […]."),
    ("Appelez le (0032) 2 555 01 12 ou +32 (0)475 12 34 56.", "Appelez le […] ou […]."),
    ("Née le 12/03/1975.", "Née le […]."),
    ("Dans la rue, trois enfants ont pleuré.", "Dans la rue, trois enfants ont pleuré."),
    ("Hubert l’a vu. hubert lambot aussi.", "[…] l’a vu. […] aussi."),
)


@pytest.mark.parametrize(("was", "now"), TELLING)
def test_what_names_somebody_goes(was: str, now: str) -> None:
    assert anonymised(was, known=["Hubert Lambot"], keep=["Plein Jour"]).text == now


VOICES = (
    "Je regarde avec ma mère de 88 ans. Elle a vécu cette rue. Un mot avant les images, c’est tout.",
    "On comprend pourquoi vous les montrez. On ne comprend pas pourquoi sans prévenir.",
    "Mijn kinderen zaten erbij. Een waarschuwing was genoeg geweest.",
    "Enfin des archives qu’on ne voit nulle part. Ne reculez pas.",
)


@pytest.mark.parametrize("voice", VOICES)
def test_what_names_nobody_stays(voice: str) -> None:
    assert anonymised(voice).text == voice


def test_what_may_tell_is_marked_and_left() -> None:
    found = anonymised("Le 14 mars 2027, mon fils de 12 ans. Je suis la seule boulangère du village.")
    assert [(cut.kind, cut.is_marked) for cut in found.cuts] == [("date", True), ("age", True), ("fact", True)]
    assert GONE not in found.text


def test_german_nouns_are_only_marked() -> None:
    found = anonymised("Der Film war mit meiner Mutter schön.", language="de")
    assert GONE not in found.text and found.cuts


@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    found = anonymised(text, known=["Anne Delcourt"])
    assert all(text[cut.start : cut.end] == cut.was for cut in found.cuts)
    assert all(one.end <= other.start for one, other in zip(found.cuts, found.cuts[1:], strict=False))
    assert len(excerpt(text)) <= 260


@given(st.sampled_from(("Anne Delcourt", "Kris Maes", "Élise Lambert")), st.sampled_from(VOICES))
def test_a_known_name_never_passes(name: str, voice: str) -> None:
    for written in (name, name.upper(), name.split()[1]):
        assert written not in anonymised(f"{voice} Signé {written}, merci.", known=[name]).text
