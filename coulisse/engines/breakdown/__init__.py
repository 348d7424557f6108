"""What a scene needs, proposed from its text: roles, props, animals, effects … each with its place and its reason.

`propose_all` reads a whole screenplay, so that a name that speaks in one scene is known when it is silent in
another. A proposal is never more than that: a person accepts or declines it. See `docs/engines/breakdown.md`.

>>> from coulisse.engines.breakdown import SceneText, propose_all
>>> from coulisse.kernel.screenplay import Paragraph, ParagraphKind as Kind
>>> text = (Paragraph(Kind.HEADING, "INT. CABINE - NUIT"),
...         Paragraph(Kind.ACTION, "Contre la porte, deux parapluies ruissellent."),
...         Paragraph(Kind.CHARACTER, "L’ÉCLUSIER (OFF)"), Paragraph(Kind.DIALOGUE, "Vous êtes trois."))
>>> found = propose_all((SceneText("34", text),))["34"]
>>> [(one.category, one.name, one.quantity, str(one.why)) for one in found]
[('role', 'L’éclusier', 1, 'cue'), ('prop', 'parapluie', 2, 'word')]
>>> found[1].anchors[0].words
'deux parapluies'
"""

from coulisse.engines.breakdown.anchors import relocated
from coulisse.engines.breakdown.chosen import chosen_words
from coulisse.engines.breakdown.names import case_of_name, folded, names_in_cue
from coulisse.engines.breakdown.propose import language_of, propose_all
from coulisse.engines.breakdown.records import Anchor, Known, Proposal, SceneText, Why

__all__ = [
    "Anchor",
    "Known",
    "Proposal",
    "SceneText",
    "Why",
    "case_of_name",
    "chosen_words",
    "folded",
    "language_of",
    "names_in_cue",
    "propose_all",
    "relocated",
]
