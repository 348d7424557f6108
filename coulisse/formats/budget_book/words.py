"""The names of sheets and the heads of columns in the three languages, and how each is recognised again."""

from collections.abc import Mapping
from typing import Final

from coulisse.formats.tabular.mapping import heading_key
from coulisse.kernel.language import Language, spoken

FR, NL, EN = Language.FR, Language.NL, Language.EN
Words = Mapping[Language, str]


def _all(french: str, dutch: str, english: str) -> Words:
    return {FR: french, NL: dutch, EN: english}


SHEETS: Final[Mapping[str, Words]] = {
    "summary": _all("Récapitulatif", "Samenvatting", "Top sheet"),
    "detail": _all("Détail", "Detail", "Details"),
    "globals": _all("Globales", "Variabelen", "Globals"),
    "fringes": _all("Charges", "Lasten", "Fringes"),
    "pools": _all("Plafonds", "Plafonds per persoon", "Ceilings"),
    "charges": _all("Frais contractuels", "Contractuele kosten", "Contractual charges"),
    "rates": _all("Devises", "Munten", "Currencies"),
}

HEADS: Final[Mapping[str, Words]] = {
    "account": _all("Compte", "Rekening", "Account"),
    "account_name": _all("Intitulé", "Benaming", "Heading"),
    "parent": _all("Sous le compte", "Onder rekening", "Under account"),
    "description": _all("Description", "Omschrijving", "Description"),
    "quantity": _all("Quantité", "Hoeveelheid", "Quantity"),
    "unit": _all("Unité", "Eenheid", "Unit"),
    "multiplier": _all("X", "X", "X"),
    "rate": _all("Prix unitaire", "Eenheidsprijs", "Rate"),
    "currency": _all("Devise", "Munt", "Currency"),
    "exchange": _all("Cours", "Koers", "Exchange rate"),
    "amount": _all("Montant", "Bedrag", "Amount"),
    "own_fringes": _all("Charges", "Lasten", "Fringes"),
    "own_charges": _all("Frais contractuels", "Contractuele kosten", "Contractual charges"),
    "total": _all("Total", "Totaal", "Total"),
    "own": _all("Propre au compte", "Eigen aan rekening", "Own"),
    "lines": _all("Lignes", "Lijnen", "Lines"),
    "lines_below": _all("Lignes et sous-comptes", "Lijnen en onderliggende", "Lines and below"),
    "line_fringes": _all("Charges de ses lignes", "Lasten van zijn lijnen", "Fringes of its lines"),
    "fringes": _all("Charges appliquées", "Toegepaste lasten", "Fringes applied"),
    "person": _all("Personne", "Persoon", "Person"),
    "vat": _all("TVA %", "Btw %", "VAT %"),
    "note": _all("Note", "Nota", "Note"),
    "cut.territory": _all("Territoire", "Territorium", "Territory"),
    "cut.group": _all("Groupe", "Groep", "Group"),
    "cut.location": _all("Lieu", "Locatie", "Location"),
    "cut.set": _all("Décor", "Decor", "Set"),
    "cut.funder": _all("Financeur", "Financier", "Funder"),
    "name": _all("Nom", "Naam", "Name"),
    "label": _all("Signification", "Betekenis", "Meaning"),
    "value": _all("Valeur", "Waarde", "Value"),
    "code": _all("Code", "Code", "Code"),
    "kind": _all("Genre", "Soort", "Kind"),
    "cutoff": _all("Plafond par personne", "Plafond per persoon", "Ceiling a person"),
    "floor": _all("Seulement au-dessus de", "Alleen boven", "Only above"),
    "shown_on": _all("Affiché au compte", "Getoond op rekening", "Shown on account"),
    "in_budget": _all("Dans la devise du budget", "In de munt van het budget", "In the budget’s currency"),
    "percent": _all("Pourcentage", "Percentage", "Percent"),
    "bases": _all("Sur les comptes", "Op rekeningen", "On accounts"),
    "excluded": _all("Sans les comptes", "Zonder rekeningen", "Without accounts"),
    "on_fringes": _all("Aussi sur les charges", "Ook op lasten", "Also on fringes"),
    "base": _all("Assiette", "Basis", "Base"),
    "day": _all("Du", "Van", "Of"),
    "source": _all("Source", "Bron", "Source"),
    "pool": _all("Assiette de la personne", "Basis van de persoon", "The person’s base"),
    "due": _all("Dû", "Verschuldigd", "Due"),
    "part": _all("Part, centimes entiers", "Deel, hele centen", "Part, whole cents"),
    "rest": _all("Reste", "Rest", "Remainder"),
    "share": _all("Part", "Deel", "Share"),
}

WORDS: Final[Mapping[str, Words]] = {
    "percent": _all("pour cent", "procent", "percent"),
    "flat": _all("forfait par ligne", "vast bedrag per lijn", "flat a line"),
    "yes": _all("oui", "ja", "yes"),
    "no": _all("non", "nee", "no"),
    "nowhere": _all("Hors compte", "Buiten rekening", "On no account"),
    "total": _all("TOTAL", "TOTAAL", "TOTAL"),
    "page": _all("Page &P de &N", "Pagina &P van &N", "Page &P of &N"),
}

# Technical columns, hidden, the same in every language: what is needed to come back without loss.
LINE, STORED = "coulisse:line", tuple(f"coulisse:{factor}" for factor in ("quantity", "multiplier", "rate"))
ACCOUNT, GLOBAL, FRINGE = "coulisse:order", "coulisse:formula", "coulisse:fringe"
CHARGE, RATE, POOL = "coulisse:charge", "coulisse:rate", "coulisse:pool"
TECHNICAL: Final = {
    "detail": LINE,
    "summary": ACCOUNT,
    "globals": GLOBAL,
    "fringes": FRINGE,
    "charges": CHARGE,
    "rates": RATE,
    "pools": POOL,
}
CUT_PREFIX: Final = "coulisse:cut."


def word(words: Mapping[str, Words], code: str, language: Language) -> str:
    return words[code][spoken(language)]


def code_of(words: Mapping[str, Words], text: str, among: tuple[str, ...]) -> str:
    """Which of some words a text is, in any language, or ""."""
    key = heading_key(text)
    return next((code for code in among if key in {heading_key(one) for one in words[code].values()}), "")
