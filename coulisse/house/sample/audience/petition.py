"""The petition of 14 March: one text, copied and changed a little by each who signs, at most 15 words in a hundred.

A place where writers change something is written `{first|second|…}`: the first is the common wording.
"""

import re
from random import Random
from typing import Final

CHANGES: Final = 5
"""Places that one writer changes, at most."""
FRENCH: Final = (
    "{Madame, Monsieur,|Bonjour,|Madame,|À la rédaction,}\n\n"
    "{Dimanche soir|Hier soir|Ce dimanche|Dimanche}, dans Plein Jour, vous avez {montré|diffusé|passé} les archives "
    "de la rue Haute sans {aucun|le moindre} avertissement. Des familles étaient devant {l’écran|la télévision}, "
    "des enfants aussi, et personne n’a eu le temps de {détourner le regard|changer de chaîne}. Nous ne contestons "
    "pas le droit de montrer ces {images|archives}, elles {appartiennent à|font partie de} notre histoire. Nous "
    "{demandons|réclamons|voulons} un avertissement {clair|net}, dit et écrit, avant chaque archive {violente|dure}, "
    "et une réponse {de|écrite de} votre rédaction.\n\n"
    "{Bien à vous,|Cordialement,|Salutations,|Recevez mes salutations,}"
)
DUTCH: Final = (
    "{Mevrouw, mijnheer,|Goedendag,|Beste redactie,}\n\n"
    "{Zondagavond|Gisteravond|Zondag} hebt u in Plein Jour de archiefbeelden van de Hoogstraat {getoond|uitgezonden} "
    "zonder {enige|de minste} waarschuwing. Gezinnen zaten voor {het scherm|de televisie}, ook kinderen, en niemand "
    "kreeg de tijd om {weg te kijken|weg te zappen}. Wij betwisten het recht niet om deze beelden te tonen, ze "
    "{horen bij|zijn deel van} onze geschiedenis. Wij {vragen|eisen} een {duidelijke|heldere} waarschuwing, gesproken "
    "en geschreven, vóór elk {gewelddadig|hard} archief, en een antwoord van uw redactie.\n\n"
    "{Met vriendelijke groet,|Hoogachtend,|Groeten,}"
)
_PLACE: Final = re.compile(r"\{([^{}]*)\}")


def signed(wording: str, name: str, random: Random) -> str:
    """The petition as this person sends it."""
    places = [match.group(1).split("|") for match in _PLACE.finditer(wording)]
    changed = set(random.sample(range(len(places)), random.randint(0, CHANGES)))
    chosen = iter(
        [one[random.randrange(1, len(one))] if at in changed else one[0] for at, one in enumerate(places)]
    )
    return f"{_PLACE.sub(lambda _match: next(chosen), wording)}\n{name}"
