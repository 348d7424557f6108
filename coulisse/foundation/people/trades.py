"""The words of the trade for what somebody can do, in the three languages, so that any of them is understood.

A skill is stored as the code of a trade, or as the words typed where the vocabulary has none.
"""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Trade:
    """One trade: its code and its name in each language; `also` are other words for it."""

    code: str
    fr: str
    nl: str
    en: str
    also: tuple[str, ...] = ()

    def label(self, language: str) -> str:
        return {"fr": self.fr, "nl": self.nl}.get(language, self.en)


TRADES: Final = (
    Trade(
        "director",
        "Réalisation",
        "Regie",
        "Directing",
        ("réalisateur", "réalisatrice", "regisseur", "director"),
    ),
    Trade("writer", "Scénario", "Scenario", "Screenwriting", ("scénariste", "scenarist", "screenwriter")),
    Trade(
        "actor",
        "Jeu d’acteur",
        "Acteerwerk",
        "Acting",
        ("comédien", "comédienne", "acteur", "actrice", "actor"),
    ),
    Trade("extra", "Figuration", "Figuratie", "Background acting", ("figurant", "figurante", "extra")),
    Trade(
        "casting",
        "Distribution artistique",
        "Casting",
        "Casting",
        ("directeur de casting", "casting director"),
    ),
    Trade("producer", "Production déléguée", "Producent", "Producing", ("producteur", "productrice", "producer")),
    Trade(
        "production_manager",
        "Direction de production",
        "Productieleiding",
        "Production management",
        ("directeur de production", "directrice de production", "productieleider", "production manager"),
    ),
    Trade(
        "production_administrator",
        "Administration de production",
        "Productieadministratie",
        "Production accounting",
        ("administrateur de production", "administratrice de production", "production accountant"),
    ),
    Trade(
        "production_assistant",
        "Assistanat de production",
        "Productieassistentie",
        "Production assistance",
        ("assistant de production", "assistante de production", "productieassistent", "runner"),
    ),
    Trade(
        "first_assistant",
        "Premier assistanat à la réalisation",
        "Eerste regieassistentie",
        "First assistant directing",
        ("premier assistant", "première assistante", "1er assistant", "1st ad", "first ad", "regieassistent"),
    ),
    Trade("script", "Scripte", "Script", "Script supervision", ("script supervisor", "scriptgirl")),
    Trade(
        "cinematographer",
        "Direction de la photographie",
        "Director of photography",
        "Cinematography",
        (
            "chef opérateur",
            "cheffe opératrice",
            "chef op",
            "dop",
            "cameraman",
            "directeur de la photographie",
        ),
    ),
    Trade(
        "camera",
        "Cadre et assistanat caméra",
        "Camera en camera-assistentie",
        "Camera",
        ("cadreur", "cadreuse", "focus puller", "assistant caméra", "camera-assistent"),
    ),
    Trade("steadicam", "Steadicam", "Steadicam", "Steadicam", ("ronin", "stabilisateur")),
    Trade("drone", "Pilotage de drone", "Dronepiloot", "Drone piloting", ("drone", "télépilote")),
    Trade(
        "gaffer",
        "Électricité",
        "Belichting",
        "Lighting",
        ("chef électro", "chef électricien", "électro", "gaffer", "elektricien", "lichtchef", "éclairagiste"),
    ),
    Trade(
        "grip",
        "Machinerie",
        "Machinerie",
        "Grip",
        ("chef machino", "chef machiniste", "machino", "machiniste", "key grip", "machinist"),
    ),
    Trade(
        "sound",
        "Prise de son",
        "Geluidsopname",
        "Sound recording",
        (
            "ingénieur du son",
            "ingé son",
            "perchman",
            "perchiste",
            "geluidsman",
            "sound engineer",
            "boom operator",
        ),
    ),
    Trade(
        "art_direction",
        "Décors",
        "Decor",
        "Art direction",
        ("chef décorateur", "cheffe décoratrice", "décorateur", "art director", "production designer"),
    ),
    Trade("props", "Accessoires", "Rekwisieten", "Props", ("accessoiriste", "rekwisiteur", "prop master")),
    Trade(
        "costume",
        "Costumes",
        "Kostuums",
        "Costume",
        ("costumier", "costumière", "habilleuse", "kostuumontwerper", "kleedster", "wardrobe"),
    ),
    Trade(
        "makeup",
        "Maquillage",
        "Make-up",
        "Make-up",
        ("maquilleur", "maquilleuse", "grime", "make-up artist", "hmc"),
    ),
    Trade("hair", "Coiffure", "Kapsel", "Hair", ("coiffeur", "coiffeuse", "kapper", "kapster", "hairdresser")),
    Trade(
        "locations",
        "Repérages et régie",
        "Locatie en opnameleiding",
        "Locations and unit management",
        (
            "régisseur",
            "régisseuse",
            "régie",
            "opnameleider",
            "location manager",
            "repéreur",
            "location scout",
        ),
    ),
    Trade("catering", "Restauration", "Catering", "Catering", ("traiteur", "cantine", "caterer", "cook")),
    Trade("transport", "Transport", "Vervoer", "Transport", ("chauffeur", "conducteur", "driver", "bestuurder")),
    Trade("stunts", "Cascades", "Stunts", "Stunts", ("cascadeur", "cascadeuse", "stuntman", "stunt coordinator")),
    Trade("special_effects", "Effets spéciaux", "Speciale effecten", "Special effects", ("sfx",)),
    Trade("visual_effects", "Effets visuels", "Visuele effecten", "Visual effects", ("vfx", "truquage")),
    Trade("editing", "Montage", "Montage", "Editing", ("monteur", "monteuse", "editor")),
    Trade(
        "sound_mix",
        "Montage son et mixage",
        "Geluidsmontage en mix",
        "Sound editing and mix",
        ("mixeur", "mixeuse", "bruiteur", "sound designer", "mixer"),
    ),
    Trade(
        "grading",
        "Étalonnage",
        "Kleurcorrectie",
        "Grading",
        ("étalonneur", "étalonneuse", "colorist", "coloriste"),
    ),
    Trade(
        "composer",
        "Composition musicale",
        "Muziekcompositie",
        "Music composition",
        ("compositeur", "compositrice", "componist", "composer"),
    ),
    Trade("musician", "Musique", "Muziek", "Music", ("musicien", "musicienne", "muzikant", "musician")),
    Trade("animation", "Animation", "Animatie", "Animation", ("animateur 2d", "animateur 3d", "animator")),
    Trade(
        "stage_technician",
        "Technique de scène",
        "Podiumtechniek",
        "Stage technique",
        ("technicien de scène", "podiumtechnicus", "stagehand", "régisseur plateau"),
    ),
    Trade(
        "photographer",
        "Photographie de plateau",
        "Setfotografie",
        "Still photography",
        ("photographe", "fotograaf", "photographer"),
    ),
    Trade("journalist", "Journalisme", "Journalistiek", "Journalism", ("journaliste", "journalist")),
    Trade(
        "translator",
        "Traduction et sous-titrage",
        "Vertaling en ondertiteling",
        "Translation and subtitling",
        ("traducteur", "traductrice", "vertaler", "translator", "sous-titreur"),
    ),
    Trade(
        "press",
        "Presse et relations publiques",
        "Pers en public relations",
        "Press and public relations",
        ("attaché de presse", "attachée de presse", "persattaché", "publicist"),
    ),
    Trade("lawyer", "Droit", "Recht", "Law", ("avocat", "avocate", "juriste", "advocaat", "lawyer")),
    Trade(
        "insurance",
        "Assurance",
        "Verzekering",
        "Insurance",
        ("assureur", "courtier", "makelaar", "verzekeraar"),
    ),
    Trade(
        "equipment_rental",
        "Location de matériel",
        "Verhuur van materiaal",
        "Equipment rental",
        ("loueur", "verhuurder", "rental house"),
    ),
    Trade(
        "coach",
        "Coach d’enfants ou de langue",
        "Kinder- of taalcoach",
        "Child or dialogue coach",
        ("coach", "répétiteur"),
    ),
    Trade(
        "safety",
        "Sécurité et prévention",
        "Veiligheid en preventie",
        "Safety",
        ("conseiller en prévention", "secouriste", "preventieadviseur", "ehbo", "gardiennage"),
    ),
    Trade(
        "intimacy",
        "Coordination d’intimité",
        "Intimiteitscoördinatie",
        "Intimacy coordination",
        ("coordinateur d'intimité", "intimacy coordinator"),
    ),
)

BY_CODE: Final = {trade.code: trade for trade in TRADES}


def _told(word: str) -> str:
    return " ".join(word.casefold().replace("’", "'").replace("-", " ").split())


_BY_WORD: Final = {
    _told(word): trade.code
    for trade in reversed(TRADES)
    for word in (*trade.also, trade.en, trade.nl, trade.fr, trade.code)
}


def skill_of(text: str) -> str:
    """The code of the trade that a text names in any of the three languages, else the text itself.

    >>> skill_of("Cheffe opératrice"), skill_of("GAFFER"), skill_of(" Dressage de lamas ")
    ('cinematographer', 'gaffer', 'Dressage de lamas')
    """
    return _BY_WORD.get(_told(text), " ".join(text.split())[:60])


def skill_label(skill: str, language: str) -> str:
    """The words for a stored skill.

    >>> skill_label("props", "nl"), skill_label("Dressage de lamas", "nl")
    ('Rekwisieten', 'Dressage de lamas')
    """
    trade = BY_CODE.get(skill)
    return trade.label(language) if trade else skill


def every_label(skill: str) -> tuple[str, ...]:
    """The skill in each language: what somebody types to find it."""
    trade = BY_CODE.get(skill)
    return (trade.fr, trade.nl, trade.en) if trade else (skill,)


def trade_choices(language: str) -> list[tuple[str, str]]:
    return sorted(
        ((trade.code, trade.label(language)) for trade in TRADES), key=lambda choice: choice[1].casefold()
    )
