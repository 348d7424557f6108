"""Two drafts of a few scenes of *La Drache*: the white one, and the pink pages of Wednesday 17 March 2027."""

from typing import Any

from coulisse.desks.floor.script import actions
from coulisse.desks.floor.script.models import Draft, Scene
from tests.cast import AT, TODAY, Cast

WHITE = """Title: La Drache
Credit: un film de
Author: Hélène Poncelet

INT. CAFÉ « LE BATELIER » - JOUR #32#

NOÉMIE (12 ans) boit un chocolat. VICTOR, trempé, pose sa valise.

VICTOR
Il pleut depuis mardi.

EXT. QUAI DE MEUSE, DINANT - JOUR #33#

La fanfare joue sous la pluie. Noémie court, son manteau ouvert.

INT. CABINE DE L’ÉCLUSIER - NUIT #34#

Une lampe à pétrole. Le registre des crues, ouvert à 1993.

L’ÉCLUSIER
Vous êtes trois.

LA PATRONNE
(elle prend le plus grand)
Alors quelqu’un reste.

EXT. ÉCLUSE - AUBE #35#

Une péniche corne. Victor ne se retourne pas.
"""

PINK = """<?xml version="1.0" encoding="UTF-8" standalone="no"?>
<FinalDraft DocumentType="Script" Version="4"><Content>
<Paragraph Number="32" Type="Scene Heading"><Text>INT. CAFÉ « LE BATELIER » - JOUR</Text></Paragraph>
<Paragraph Type="Action"><Text>NOÉMIE (12 ans) boit un chocolat. VICTOR, trempé, pose sa valise.</Text></Paragraph>
<Paragraph Type="Character"><Text>VICTOR</Text></Paragraph>
<Paragraph Type="Dialogue"><Text>Il pleut depuis mardi.</Text></Paragraph>
<Paragraph Number="33" Type="Scene Heading"><Text>EXT. QUAI DE MEUSE, DINANT - JOUR</Text></Paragraph>
<Paragraph Type="Action"><Text>La fanfare joue sous la pluie. Noémie court, son manteau ouvert.</Text></Paragraph>
<Paragraph Number="33A" Type="Scene Heading"><Text>EXT. ESCALIER, RUE GRANDE - JOUR</Text></Paragraph>
<Paragraph Type="Action"><Text>Noémie s’éparpille sur les marches. Un CHIEN la suit.</Text></Paragraph>
<Paragraph Number="34" Type="Scene Heading"><Text>INT. CABINE DE L’ÉCLUSIER - NUIT</Text></Paragraph>
<Paragraph Type="Action"><Text>Une lampe à pétrole. Le registre des crues, ouvert à 1993.</Text></Paragraph>
<Paragraph Type="Action"><Text>Contre la porte, deux parapluies ruissellent.</Text></Paragraph>
<Paragraph Type="Character"><Text>L’ÉCLUSIER</Text></Paragraph>
<Paragraph Type="Dialogue"><Text>Vous êtes trois. Il y en a deux.</Text></Paragraph>
<Paragraph Type="Character"><Text>LA PATRONNE</Text></Paragraph>
<Paragraph Type="Parenthetical"><Text>(elle prend le plus grand)</Text></Paragraph>
<Paragraph Type="Dialogue"><Text>Alors quelqu’un reste.</Text></Paragraph>
<Paragraph Number="35" Type="Scene Heading"><Text>EXT. ÉCLUSE - AUBE</Text></Paragraph>
<Paragraph Type="Action"><Text>Une péniche corne. Victor ne se retourne pas.</Text></Paragraph>
</Content></FinalDraft>
"""


def received(cast: Cast, text: str = WHITE, **values: Any) -> Draft:
    """A draft of *La Drache*; the first one is taken in at once."""
    asked: dict[str, Any] = {
        "content": text.encode(),
        "name": "la-drache.fdx" if text.startswith("<") else "la-drache.fountain",
        "paper": "white",
        "dated_on": TODAY,
        "production": cast.drache,
        "by": cast.bastien,
        "at": AT,
        **values,
    }
    return actions.receive(**asked)


def scene(cast: Cast, number: str) -> Scene:
    return Scene.objects.get(production=cast.drache, number=number)
