"""Lists of words to begin with, in French and in Dutch: read, changed and tried by the house before use.

Ours, short on purpose: what is hateful in one place is a word like any other elsewhere.
"""

from typing import Final

LISTS: Final[dict[str, dict[str, str]]] = {
    "hate": {
        "fr": (
            "# Haine d’un groupe\nsale arabe*\nsales arabes\nsale noir*\nsale juif*\nsale musulman*\n"
            "sale flamand*\nsale wallon*\nsale étranger*\nbougnoul*\nnègre*\nyoupin*\nbamboula*\n"
            "tapette*\nsale pédé*\n"
            "retourne* dans ton pays\nretournez dans votre pays\nrentrez chez vous\nvermine*\nsous-race*\n"
            "parasite* étranger*\nà la mer\nnuisible*"
        ),
        "nl": (
            "# Haat tegen een groep\nvuile jood*\nvuile moslim*\nvuile homo*\nvuile waal\nvuile walen\n"
            "vuile buitenlander*\nmakak*\nzwartjoekel*\nkutmarokk*\nkutvlaming*\nongedierte\n"
            "ga terug naar je land\nga terug naar uw land\ntuig van de richel\nuntermensch*"
        ),
    },
    "insult": {
        "fr": (
            "# Insultes\nconnard*\nconnasse*\nenculé*\nsalope*\nfils de pute\nfdp\nntm\nferme ta gueule\n"
            "fermez vos gueules\nbande de cons\nsous-merde*\nraclure*\nordures\ntrou du cul"
        ),
        "nl": (
            "# Beledigingen\nklootzak*\nkutwijf*\nkutwijven\nhoerenjong*\nsmeerlap*\nrotzak*\nhou je bek\n"
            "hou jullie bek\nachterlijk*\nmongool\nmongolen\ndebiel*\nstukken stront"
        ),
    },
}
NAMES: Final[dict[str, dict[str, str]]] = {
    "hate": {"fr": "Haine", "nl": "Haat", "en": "Hate"},
    "insult": {"fr": "Insultes", "nl": "Beledigingen", "en": "Insults"},
    "threat": {"fr": "Menaces", "nl": "Bedreigingen", "en": "Threats"},
    "pace": {
        "fr": "Beaucoup de commentaires d’une même personne",
        "nl": "Veel reacties van één persoon",
        "en": "Many comments of one author",
    },
    "spam": {"fr": "Publicité", "nl": "Reclame", "en": "Advertising"},
}
"""What the lists and rules are called: words of the house from then on, in the language of whoever began."""


def name_of(code: str, language: str) -> str:
    return NAMES[code].get(language) or NAMES[code]["fr"]
