"""Attestation d'effacement: what of a person was erased, what is kept and why. A4, for the person."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from coulisse.papers import press
from coulisse.papers.days import day_in_figures, day_in_words, hour_in_figures

WORDS: Final[dict[str, dict[str, str]]] = {
    "fr": {
        "kind": "Attestation d’effacement",
        "asked": "Votre demande du {date}, numéro {number}, a été exécutée le {done} à {hour}.",
        "erased": "Ce qui a été effacé",
        "kept": "Ce qui est conservé, et pourquoi",
        "none-kept": "Rien n’est conservé qui vous désigne.",
        "whole": "Votre nom et vos adresses ont été effacés de notre fichier.",
        "partly": "Votre nom reste lié aux dossiers conservés ci-dessus, et à eux seuls.",
        "statistics": "{n} messages restent comptés dans nos statistiques, sans nom et sans texte : on ne "
        "peut plus revenir de ces comptes à vous.",
        "learned": "Les exemples tirés de vos messages ont été retirés de ce que l’outil avait appris.",
        "copies": "Les sauvegardes faites avant ce jour gardent ces données jusqu’à leur suppression.",
        "complain": "Vous pouvez introduire une plainte auprès de l’Autorité de protection des données "
        "(autoriteprotectiondonnees.be).",
        "what": "Nature",
        "how-many": "Nombre",
        "file": "Dossier",
        "why": "Motif",
        "by": "Pour la maison",
        "made": "Établie le {date} à {hour}",
        "page": "page",
    },
    "nl": {
        "kind": "Attest van wissing",
        "asked": "Uw verzoek van {date}, nummer {number}, werd uitgevoerd op {done} om {hour}.",
        "erased": "Wat gewist werd",
        "kept": "Wat bewaard blijft, en waarom",
        "none-kept": "Er blijft niets bewaard dat u aanwijst.",
        "whole": "Uw naam en uw adressen werden uit ons bestand gewist.",
        "partly": "Uw naam blijft verbonden met de hierboven bewaarde dossiers, en met die alleen.",
        "statistics": "{n} berichten blijven geteld in onze statistieken, zonder naam en zonder tekst: van die "
        "tellingen kan men niet meer naar u terug.",
        "learned": "De voorbeelden uit uw berichten werden gehaald uit wat het sorteerprogramma had geleerd.",
        "copies": "Reservekopieën van vóór deze dag bewaren deze gegevens tot ze verwijderd worden.",
        "complain": "U kunt klacht indienen bij de Gegevensbeschermingsautoriteit "
        "(gegevensbeschermingsautoriteit.be).",
        "what": "Aard",
        "how-many": "Aantal",
        "file": "Dossier",
        "why": "Reden",
        "by": "Voor het huis",
        "made": "Opgemaakt op {date} om {hour}",
        "page": "blz.",
    },
    "en": {
        "kind": "Certificate of erasure",
        "asked": "Your request of {date}, number {number}, was carried out on {done} at {hour}.",
        "erased": "What was erased",
        "kept": "What is kept, and why",
        "none-kept": "Nothing is kept that points to you.",
        "whole": "Your name and your addresses were erased from our file.",
        "partly": "Your name stays tied to the files kept above, and to them alone.",
        "statistics": "{n} messages stay counted in our statistics, without name and without text: nobody can "
        "come from these counts back to you.",
        "learned": "The examples taken from your messages were taken out of what the sorting tool had learned.",
        "copies": "Backups made before this day keep these data until they are deleted.",
        "complain": "You may lodge a complaint with the Data Protection Authority (dataprotectionauthority.be).",
        "what": "Kind",
        "how-many": "Number",
        "file": "File",
        "why": "Reason",
        "by": "For the house",
        "made": "Made on {date} at {hour}",
        "page": "page",
    },
}


@dataclass(frozen=True, slots=True)
class KeptLine:
    """A file that stays, with the reason in the paper's language."""

    reference: str
    why: str


@dataclass(frozen=True, slots=True)
class ErasureCertificate:
    """`erased`: kinds in the paper's language with how many; `is_whole`: nothing was held back."""

    number: str
    house: str
    received_on: date
    done_at: datetime
    by: str
    erased: tuple[tuple[str, int], ...]
    kept: tuple[KeptLine, ...]
    statistics: int
    is_whole: bool


def erasure_certificate(record: ErasureCertificate, language: str) -> bytes:
    """The certificate as a PDF in `language` (fr, nl or en)."""
    words = WORDS[language]
    done, hour = day_in_figures(record.done_at), hour_in_figures(record.done_at)
    asked = words["asked"].format(
        date=day_in_words(record.received_on, language),
        number=record.number,
        done=day_in_words(record.done_at.date(), language),
        hour=hour,
    )
    closing = [
        words["whole" if record.is_whole else "partly"],
        words["statistics"].format(n=record.statistics),
        words["learned"],
        words["copies"],
        words["complain"],
    ]
    return press.pdf(
        "erasure-certificate",
        {
            "doc": press.document(
                title=f"{words['kind']} {record.number}",
                author=record.house,
                at=record.done_at,
                left=f"{record.house} · {words['made'].format(date=done, hour=hour)}",
                middle=record.number,
                page=words["page"],
            ),
            "language": language,
            "kind": words["kind"],
            "number": record.number,
            "asked": asked,
            "erased-title": words["erased"],
            "heads": [words["what"], words["how-many"]],
            "erased": [[label, str(count)] for label, count in record.erased],
            "kept-title": words["kept"],
            "kept-heads": [words["file"], words["why"]],
            "kept": [[one.reference, one.why] for one in record.kept],
            "none-kept": words["none-kept"],
            "closing": closing,
            "by-words": words["by"],
            "by": record.by,
        },
    )
