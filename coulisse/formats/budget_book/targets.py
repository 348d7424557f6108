"""The columns that a foreign budget may have, by the words at their heads: anybody's sheet, and Movie Magic's."""

from typing import Final

from coulisse.formats.tabular.mapping import Target

TARGETS: Final = (
    Target(
        "account",
        (
            "compte",
            "poste",
            "n° compte",
            "numéro de compte",
            "n°",
            "account",
            "account number",
            "acct",
            "acct no",
            "account no",
            "rekening",
            "rekeningnummer",
            "post",
            "nr",
            "numéro",
            "code",
        ),
    ),
    Target(
        "account_name",
        (
            "intitulé",
            "libellé du compte",
            "rubrique",
            "nom du poste",
            "heading",
            "account name",
            "category",
            "benaming",
            "rubriek",
            "account title",
        ),
    ),
    Target("parent", ("sous le compte", "onder rekening", "under account")),
    Target(
        "description",
        (
            "description",
            "libellé",
            "désignation",
            "détail",
            "omschrijving",
            "details",
            "item",
            "ligne",
            "prestation",
        ),
    ),
    Target("quantity", ("quantité", "qté", "qte", "nombre", "nb", "hoeveelheid", "aantal", "quantity", "qty")),
    Target("unit", ("unité", "unités", "eenheid", "unit", "units")),
    Target("multiplier", ("x", "multiplicateur", "fois", "coefficient", "coeff", "multiplier", "factor", "maal")),
    Target(
        "rate",
        (
            "prix unitaire",
            "p.u.",
            "pu",
            "taux",
            "tarif",
            "coût unitaire",
            "eenheidsprijs",
            "tarief",
            "prijs",
            "rate",
            "unit price",
            "unit cost",
            "price",
            "prix",
        ),
    ),
    Target("currency", ("devise", "munt", "currency", "curr", "monnaie")),
    Target(
        "amount",
        (
            "montant",
            "total",
            "sous-total",
            "bedrag",
            "totaal",
            "subtotaal",
            "amount",
            "subtotal",
            "total htva",
            "montant htva",
            "budget",
        ),
    ),
    Target("fringes", ("charges appliquées", "toegepaste lasten", "fringes applied", "fringes")),
    Target("person", ("personne", "persoon", "person", "nom", "naam", "name")),
    Target("vat", ("tva percent", "tva", "taux de tva", "btw percent", "btw", "vat percent", "vat")),
    Target("note", ("note", "notes", "remarque", "remarques", "commentaire", "nota", "opmerking", "comment")),
    Target("cut.territory", ("territoire", "territorium", "territory", "pays", "land", "country")),
    Target("cut.group", ("groupe", "groep", "group")),
    Target("cut.location", ("lieu", "locatie", "location")),
    Target("cut.set", ("décor", "decor", "set")),
    Target("cut.funder", ("financeur", "financier", "funder")),
)
"""Of anybody's sheet, ours as CSV included."""

MOVIE_MAGIC: Final = (
    Target("account", ("account", "account number", "acct", "acct no", "acct#", "account no")),
    Target("account_name", ("category", "category description", "account description")),
    Target("description", ("description", "desc")),
    Target("quantity", ("amount", "amt")),
    Target("unit", ("units", "unit")),
    Target("multiplier", ("x",)),
    Target("currency", ("curr", "currency", "cu")),
    Target("rate", ("rate",)),
    Target("amount", ("subtotal", "total")),
    Target("fringes", ("fringes", "fringe")),
    Target("cut.group", ("groups", "group")),
    Target("cut.set", ("set", "sets")),
    Target("cut.location", ("location", "locations")),
)
"""Of Movie Magic Budgeting: there `Amount` is the quantity."""

GLOBALS: Final = (
    Target("name", ("name", "global", "global name", "id")),
    Target("label", ("description", "desc")),
    Target("value", ("calculation", "value", "amount", "formula")),
    Target("unit", ("units", "unit")),
)
FRINGES: Final = (
    Target("code", ("id", "fringe", "fringe id", "code")),
    Target("name", ("description", "desc", "name")),
    Target("kind", ("type", "kind")),
    Target("value", ("rate", "percentage", "percent", "value", "amount")),
    Target("cutoff", ("cutoff", "cut off", "ceiling")),
)
LINE_FIELDS: Final = tuple(target.code for target in TARGETS)
