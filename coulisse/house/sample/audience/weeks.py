"""What else was written about « Plein Jour » in weeks 9 and 10 of 2027: no two messages share two sentences.

Each theme has three rows of sentences: how a message begins, what it says, how it ends. Message number `n` takes
one of each, so that two of them have one sentence in common at most; and an aside of its own, so that this sentence
is a small part of either, and they form no family.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Theme:
    """A topic of the house, what is written about it, and how many wrote in week 9 and, the night apart, in week 10."""

    topic: str
    subject: str
    rows: tuple[Row, Row, Row]
    dutch: Row
    before: int
    week: int


THEMES: Final = (
    Theme(
        "house.warning",
        "Des images dures",
        (
            (
                "Le reportage sur les inondations de dimanche commençait par un corps qu’on sort de l’eau.",
                "Ma fille de huit ans est tombée sur vos images d’abattage juste après le journal.",
            ),
            (
                "Une phrase de prévention aurait suffi pour que je l’éloigne.",
                "La signalétique n’est apparue qu’après coup, dans le coin.",
            ),
            ("Pensez-y la prochaine fois.", "J’espère une réponse."),
        ),
        (),
        2,
        0,
    ),
    Theme(
        "house.guest",
        "Une question sur votre invité",
        (
            (
                "Bonjour, j’ai suivi l’entretien avec la géologue de Han.",
                "Qui était le menuisier qu’on voit réparer la péniche ?",
                "Le monsieur à l’accordéon m’a rappelé mon oncle de Florennes.",
                "Votre médecin invitée parlait d’une étude sur le sommeil.",
                "La dame qui élève des ânes à Gesves a-t-elle un site ?",
                "J’ai reconnu mon ancien instituteur parmi les témoins.",
                "Le chef de gare à la retraite était formidable de précision.",
            ),
            (
                "Pourriez-vous me donner son nom complet, que je n’ai pas pu noter ?",
                "Je voudrais lui écrire au sujet d’un objet de famille.",
                "Donne-t-elle encore des conférences en dehors de Liège ?",
                "A-t-il publié quelque chose que l’on trouverait en librairie ?",
                "Nous préparons une fête d’école et cherchons un intervenant de ce genre.",
                "Son témoignage recoupe celui de ma grand-mère, presque mot pour mot.",
                "Un numéro de téléphone ou une adresse me rendrait grand service.",
            ),
            (
                "Merci d’avance de votre aide.",
                "Je comprendrais que vous ne puissiez pas transmettre de coordonnées.",
                "Vous pouvez me rappeler en journée.",
                "Bon travail à toute la rédaction.",
                "J’attends de vos nouvelles avec curiosité.",
                "Bien cordialement, depuis Gembloux.",
                "Faites-lui mes amitiés si vous la revoyez.",
            ),
        ),
        (
            "Goedenavond, wie was de vrouw die over de oude tramlijnen vertelde? Ik zou haar graag een foto bezorgen.",
            "Heeft uw gast van zondag een boek geschreven over de bijen, en bestaat het in het Nederlands?",
        ),
        18,
        20,
    ),
    Theme(
        "house.schedule",
        "À quelle heure repassez-vous l’émission ?",
        (
            (
                "J’ai manqué l’émission à cause d’une panne de courant.",
                "Mon mari travaille de nuit le dimanche.",
                "Le programme imprimé annonçait un autre horaire.",
                "Votre site ne donne aucune date pour la rediffusion.",
                "L’enregistreur s’est arrêté avant la fin.",
                "Nous étions au concert de la chorale ce soir-là.",
                "Depuis le changement de grille, je ne m’y retrouve plus.",
            ),
            (
                "Quand pourra-t-on revoir le sujet sur les digues ?",
                "Est-il normal de commencer sept minutes plus tôt que prévu ?",
                "Une seconde diffusion en semaine arrangerait bien des pensionnés.",
                "La vidéo à la demande s’arrête à la trentième minute chez moi.",
                "Pourquoi passer si tard un magazine que les jeunes devraient voir ?",
                "Serait-il possible d’avancer à dix-neuf heures trente ?",
                "Le match a tout décalé et personne n’a prévenu.",
            ),
            (
                "Un petit mot suffira.",
                "Merci de me renseigner.",
                "Je regarde fidèlement depuis douze ans.",
                "Salutations de Ciney.",
                "Dites-le au moins à l’antenne.",
                "J’en parlerai aussi à ma voisine, qui s’interroge.",
                "Au plaisir de vous lire.",
            ),
        ),
        (
            "Om hoe laat begint Plein Jour volgende zondag? In de krant staat iets anders dan op uw website.",
            "Ik vind de aflevering over de dijken niet terug op het platform. Komt er een herhaling?",
            "De opname begon te laat omdat het voetbal uitliep. Kunt u dat voortaan melden?",
        ),
        31,
        16,
    ),
    Theme(
        "house.subtitles",
        "Sous-titres et langue des signes",
        (
            (
                "Je suis malentendante depuis l’enfance.",
                "Mon père de nonante ans lit tout ce qui s’affiche.",
                "Au home, nous regardons à douze, sans entendre grand-chose.",
                "Je suis interprète et je suis vos efforts de près.",
                "Notre fils est sourd et adore les trains.",
            ),
            (
                "Les sous-titres masquaient le nom des témoins.",
                "La fenêtre de l’interprète était coupée sur ma télévision.",
                "Le texte défilait trop vite pendant la chronique.",
                "Rien n’était traduit dans la séquence tournée en wallon.",
                "La page 888 restait vide pendant le premier quart d’heure.",
            ),
            (
                "Pouvez-vous vérifier avec la technique ?",
                "C’est un droit, pas une faveur.",
                "Merci de ne pas nous oublier.",
                "La semaine d’avant, c’était parfait.",
                "Je reste à votre disposition pour un essai.",
            ),
        ),
        (
            "Waarom is er geen ondertiteling in het Nederlands bij de herhaling? Mijn man is slechthorend.",
            "De gebarentolk stond vorige week half buiten beeld.",
        ),
        9,
        12,
    ),
    Theme(
        "house.thanks",
        "Merci",
        (
            (
                "Bravo pour le portrait de la factrice de Vresse.",
                "Quelle belle émission dimanche dernier !",
                "Félicitations au réalisateur du film sur les carrières.",
                "Enfin un magazine qui laisse parler les gens.",
                "Toute la famille s’est tue pendant une heure, c’est rare.",
                "Votre sujet sur les orgues m’a émue aux larmes.",
                "J’ai regardé par hasard et je suis restée jusqu’au bout.",
            ),
            (
                "La lumière, le rythme, les silences : tout y était.",
                "On apprend quelque chose sans se faire donner la leçon.",
                "J’y ai retrouvé la rue de mon enfance.",
                "Votre présentatrice écoute, ce qui change beaucoup.",
                "Je l’ai montré à mes élèves de rhéto dès le lundi.",
                "Le montage mérite un prix.",
                "Ces gens parlaient comme on parle chez nous.",
            ),
            (
                "Continuez.",
                "Merci à toute l’équipe.",
                "À dimanche, sans faute.",
                "On en redemande.",
                "Chapeau bas.",
                "Un fidèle de la première heure.",
                "Transmettez cela au cadreur.",
            ),
        ),
        (
            "Proficiat met de reportage over de sluizen, prachtig gefilmd en rustig verteld.",
            "Bedankt voor dit programma. Wij kijken vanuit Halle, ook al is ons Frans niet perfect.",
        ),
        22,
        11,
    ),
    Theme(
        "house.fact",
        "Une erreur dans votre émission",
        (
            (
                "Permettez-moi une correction.",
                "L’historien en moi a sursauté.",
                "Votre carte de la province était fausse.",
                "Je suis ingénieur des ponts retraité.",
                "Dans la chronique, un chiffre m’a étonné.",
            ),
            (
                "Le barrage de Nisramont n’est pas sur la Lesse mais sur l’Ourthe.",
                "La grève dont vous parlez a duré cinq semaines, pas cinq jours.",
                "Le pont a été reconstruit en 1952 et non avant la guerre.",
                "On a prononcé Xhoris comme personne ne le fait là-bas.",
                "Le lait coûtait le double à cette époque, mes carnets le prouvent.",
            ),
            (
                "Une rectification serait élégante.",
                "Je tiens mes sources à votre disposition.",
                "Sans rancune, l’ensemble était bon.",
                "Pouvez-vous corriger la version en ligne ?",
                "Ce sont des détails, mais ils comptent.",
            ),
        ),
        ("De gemeente die u noemde ligt in Vlaams-Brabant en niet in Henegouwen.",),
        8,
        11,
    ),
    Theme(
        "house.other",
        "À propos de Plein Jour",
        (
            (
                "Je cherche le nom de la musique du générique.",
                "Peut-on visiter le plateau avec une classe ?",
                "J’ai gagné au jeu de février et rien n’est arrivé.",
                "Ma lettre de décembre est restée sans suite.",
                "Vendez-vous encore les anciennes émissions sur disque ?",
            ),
            (
                "C’est un air de clarinette, assez lent.",
                "Nous serions vingt-quatre enfants et trois adultes.",
                "Le colis devait partir avant le carnaval.",
                "Je l’avais adressée au boulevard, avec un timbre.",
                "C’est pour l’anniversaire de mon parrain.",
            ),
            ("Merci.", "Qui dois-je appeler ?", "Je patiente.", "Bonne semaine.", "À vous lire."),
        ),
        (),
        7,
        4,
    ),
)


APART: Final = 59
"""Between the first asides of two themes: more than a theme has messages."""
PLACES: Final = (
    "de Vielsalm",
    "du haut de Thuin",
    "des environs de Beauraing",
    "de Walcourt",
    "d’un village près de Virton",
    "de Braine-le-Comte",
    "de Saint-Hubert",
    "du bord de l’Amblève",
    "de Couvin",
    "de Hannut",
    "de Chimay",
    "du plateau de Herve",
    "d’Enghien",
)
MOMENTS: Final = (
    "avant d’aller au lit",
    "entre deux lessives",
    "pendant la sieste du petit",
    "en attendant le bus",
    "au retour de la messe",
    "sur la table de la cuisine",
    "depuis le poste du voisin",
    "avec deux doigts et de la patience",
    "sitôt le café servi",
    "à la bibliothèque communale",
    "malgré la grippe",
)
BESIDES: Final = (
    "mon épouse relit derrière moi",
    "le chat dort sur le clavier",
    "il pleut des cordes",
    "la tarte refroidit",
    "les poules sont rentrées",
    "le poêle tire bien",
    "le voisin tond encore",
    "nous étions quatre devant l’écran",
    "la boulangère en parlait ce matin",
    "ma chorale répète à côté",
    "les travaux ont repris sous la fenêtre",
    "le facteur vient de passer",
    "mon frère est de votre avis",
    "le brouillard tombe",
    "la kermesse approche",
    "mes lunettes sont cassées",
    "tout le palier s’y met",
)
"""An aside has one of each; their numbers are prime to each other, so that two asides share a third at most."""


def texts(theme: Theme, count: int, *, skip: int = 0) -> Iterator[tuple[str, str]]:
    """So many messages with their languages, `skip` from the start: the Dutch ones come first."""
    for number in range(skip, skip + count):
        if number < len(theme.dutch):
            yield theme.dutch[number], "nl"
        else:
            first, *rest = _parts(theme.rows, number - len(theme.dutch))
            yield " ".join((first, _aside(number + APART * THEMES.index(theme)), *rest)), "fr"


def _aside(number: int) -> str:
    place, moment, beside = (row[number % len(row)] for row in (PLACES, MOMENTS, BESIDES))
    return f"Je vous écris {place} {moment}\u00a0: {beside}."


def _parts(rows: Sequence[Row], number: int) -> tuple[str, str, str]:
    """Sentences of a Latin square: any two of its cells differ in two of three sentences at least.

    The rows of a theme hold an odd number of sentences: in an even number, steps of two would meet only half of them.
    """
    first, second, third = rows
    size = len(first)
    at, row = number % size, number // size
    return first[at], second[(at + row) % size], third[(at + 2 * row) % size]
