"""A generated inbox with planted facts: one petition, 371 French and 29 Dutch variants, 12 exceptions, others
around.

Ways of changing a text: words for words of a list, for words nobody else has, left out, put in, exchanged; at most
`share` of the words in all. Exceptions: some stand alone, some quote the whole petition and add one fact of their
own.
"""

import random
from dataclasses import dataclass

from coulisse.engines.families import Message
from coulisse.kernel.language import Language

PETITIONS = {
    Language.FR: (
        "Je vous écris à propos de l'émission Plein Jour de dimanche soir et du reportage consacré aux éclusiers de la "
        "Meuse. Les travailleurs y sont filmés sans leur accord, leur métier est présenté comme inutile et leurs familles "
        "sont tournées en ridicule devant toute la Belgique. Un service public ne peut pas traiter ainsi celles et ceux "
        "qui tiennent nos voies navigables en toute saison. Nous demandons le retrait immédiat de cette séquence de la "
        "plateforme, des excuses présentées à l'antenne avant la fin du mois et un débat équilibré où les syndicats, "
        "les communes riveraines et les bateliers auront enfin la parole. Nous attendons une réponse écrite et motivée."
    ),
    Language.NL: (
        "Ik schrijf u over de uitzending Plein Jour van zondagavond en de reportage over de sluiswachters van de Maas. "
        "De arbeiders worden er zonder hun toestemming gefilmd, hun beroep wordt als nutteloos voorgesteld en hun gezinnen "
        "worden voor heel België belachelijk gemaakt. Een openbare omroep mag niet zo omgaan met de mensen die onze "
        "waterwegen in elk seizoen openhouden. Wij vragen dat deze beelden onmiddellijk van het platform verdwijnen, dat "
        "er voor het einde van de maand verontschuldigingen op antenne komen en dat er een evenwichtig debat volgt waarin "
        "vakbonden, oevergemeenten en schippers eindelijk het woord krijgen. Wij verwachten een schriftelijk antwoord."
    ),
}
SYNONYMS = {
    Language.FR: "vraiment franchement scandaleux honteux immédiat rapide diffusion sujet séquence programme citoyens "
    "personnes clairement enfin aussi toujours encore absolument grave sérieux respect dignité public chaîne",
    Language.NL: "echt eerlijk schandalig snel uitzending onderwerp beelden programma burgers mensen duidelijk eindelijk "
    "ook altijd nog absoluut ernstig respect waardigheid openbaar zender",
    Language.EN: "really truly shameful fast show people clearly finally also always still serious respect public",
}
NAMES = ("Jean Dupont", "Anne-Marie Collard", "Luc Van Damme", "Fatima El Idrissi", "Els Peeters", "Noah Lambert")
TOWNS = ("Namur", "Dinant", "Huy", "Liège", "Gent", "Hasselt", "Ath", "Wavre")
GREETINGS = {
    Language.FR: ("", "Bonjour,\n", "Madame, Monsieur,\n", "Chère rédaction, "),
    Language.NL: ("", "Beste,\n", "Geachte mevrouw, mijnheer,\n", "Dag redactie, "),
    Language.EN: ("", "Hello, ", "Dear Sir or Madam,\n"),
}
LEAVES = {
    Language.FR: ("", "\nCordialement,\n{name}", " Bien à vous, {name}, {town}", "\n{name}\n5000 {town}"),
    Language.NL: (
        "",
        "\nMet vriendelijke groeten,\n{name}",
        " Groeten, {name} uit {town}",
        "\n{name}\n9000 {town}",
    ),
    Language.EN: ("", "\nKind regards,\n{name}", " Regards, {name}"),
}
ALONE = (
    ("image_right", "On me voit trente secondes dans Plein Jour alors que je n'ai jamais signé d'autorisation. Hubert L."),
    ("threat", "Je sais où habite votre présentateur de Plein Jour et je vais lui casser la figure dimanche."),
    ("press", "Journaliste au Courrier de la Senne, je prépare un article sur le reportage des éclusiers de la Meuse, "
     "merci de me rappeler avant 17 h."),
    ("minor", "Bonjour j'ai 12 ans et j'ai eu très peur pendant le reportage de dimanche soir sur la Meuse"),
    ("legal", "Agissant au nom de mon client, je vous mets en demeure de retirer la séquence sous huit jours. Maître Colson"),
    ("topic", "Les sous-titres de Plein Jour avaient dix secondes de retard dimanche soir, impossible de suivre le débat."),
    ("topic", "Quelle était la musique à la fin du reportage sur les éclusiers de la Meuse dans Plein Jour dimanche ?"),
)  # fmt: skip
ADDED = (
    ("image_right", "Mon frère Hubert y apparaît au premier plan et n'a rien signé."),
    ("minor", "Ma fille de neuf ans est reconnaissable à la sortie de l'école."),
    ("threat", "Si vous ne retirez rien, on viendra brûler vos voitures au parking."),
    ("legal", "Notre avocat déposera une citation au tribunal de première instance de Namur."),
    ("topic", "Je suis l'éclusier de Hastière que l'on voit à la quatrième minute."),
    ("topic", "J'ai été opéré du cœur en mars et ce reportage m'a envoyé aux urgences."),
    ("topic", "Par ailleurs le décodeur reçu en janvier reste bloqué sur le canal trois."),
    ("privacy_request", "Veuillez effacer toutes mes données personnelles de vos fichiers."),
    ("topic", "mon mari, mort à l'écluse de Waulsort en 2019, n'aurait pas supporté ces images"),
)


@dataclass(frozen=True, slots=True)
class Inbox:
    """Messages in a shuffled order, and by key what each is: `petition`, `exception` or `other`."""

    messages: tuple[Message, ...]
    planted: dict[str, str]


def inbox(seed: int, *, way: str = "mixed", share: float = 0.15, french: int = 371, dutch: int = 29) -> Inbox:
    """The planted inbox of one seed; `way` is list, rare, out, in, exchange or mixed."""
    chance = random.Random(seed)
    planted: dict[str, str] = {}
    messages: list[Message] = []

    def put(kind: str, text: str, language: Language) -> None:
        key = f"{len(messages):05}-{chance.randrange(10**6)}"
        messages.append(Message(key, text, language))
        planted[key] = kind

    for language, many in ((Language.FR, french), (Language.NL, dutch)):
        for _ in range(many):
            put(
                "petition",
                signed(varied(PETITIONS[language], chance, way, share, language), chance, language),
                language,
            )
    alone = chance.sample(ALONE, 5)
    for _, text in alone:
        put("exception", text, Language.FR)
    for _, fact in chance.sample(ADDED, 7):
        text = varied(PETITIONS[Language.FR], chance, way, share * chance.random(), Language.FR)
        put("exception", signed(with_fact(text, fact, chance), chance, Language.FR), Language.FR)
    chance.shuffle(messages)
    return Inbox(tuple(messages), planted)


def varied(text: str, chance: random.Random, way: str, share: float, language: Language) -> str:
    """At most `share` of the words changed, one change a word."""
    words = text.split()
    pool = SYNONYMS[language].split()
    for _ in range(int(len(words) * share)):
        at = chance.randrange(len(words))
        how = chance.choice(("list", "rare", "out", "in", "exchange")) if way == "mixed" else way
        if how == "list":
            words[at] = chance.choice(pool)
        elif how == "rare":
            words[at] = "".join(chance.choice("abdefgilmnoprstuv") for _ in range(chance.randrange(4, 10)))
        elif how == "out":
            del words[at]
        elif how == "in":
            words.insert(at, chance.choice(pool))
        elif at + 1 < len(words):
            words[at], words[at + 1] = words[at + 1], words[at]
    return " ".join(words)


def signed(text: str, chance: random.Random, language: Language) -> str:
    """With one of the usual openings and ends."""
    leave = chance.choice(LEAVES[language]).format(name=chance.choice(NAMES), town=chance.choice(TOWNS))
    return chance.choice(GREETINGS[language]) + text + leave


def with_fact(text: str, fact: str, chance: random.Random) -> str:
    """The fact before, behind, between two sentences, or in the middle of one."""
    where = chance.randrange(4)
    if where == 0:
        return f"{fact} {text}"
    if where == 1 or ". " not in text:
        return f"{text} {fact}"
    sentences = text.split(". ")
    at = chance.randrange(1, len(sentences))
    if where == 2 or len(sentences[at].split()) < 6:
        return ". ".join([*sentences[:at], fact.rstrip("."), *sentences[at:]])
    words = sentences[at].split()
    middle = len(words) // 2
    within = " ".join([*words[:middle], "–", fact.rstrip("."), "–", *words[middle:]])
    return ". ".join([*sentences[:at], within, *sentences[at + 1 :]])
