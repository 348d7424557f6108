"""The rules that the guard-rails stand on, with where they were read. No legal advice: each is to be confirmed."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from coulisse.kernel.confidence import Confidence

READ_ON: Final = date(2026, 11, 22)


@dataclass(frozen=True, slots=True)
class Basis:
    """One rule, its source, and how far it may be trusted."""

    code: str
    words: Promise
    source: str
    read_on: date
    confidence: Confidence


LOTTERY: Final = Basis(
    "lottery",
    _(
        "A prize given by lot to people who enter for free is a lottery, in principle forbidden in "
        "Belgium; exceptions "
        "need an authorisation."
    ),
    "Loi du 31/12/1851 ; Code pénal, art. 301 (nouveau Code pénal d’avril 2026 : à revérifier) "
    "; loi du 20/07/2022",
    READ_ON,
    Confidence.MEDIUM,
)
SKILL: Final = Basis(
    "skill",
    _("A contest decided by skill, with a tie-break question, is allowed."),
    "henry-mersch.be ; jubel.be ; dikaioma.be",
    READ_ON,
    Confidence.MEDIUM,
)
FRIENDS: Final = Basis(
    "friends",
    _("Sharing a post, or tagging a friend, must not be a condition of taking part."),
    "Meta, règles des promotions (Pages, groupes et évènements)",
    READ_ON,
    Confidence.MEDIUM,
)
AGE: Final = Basis(
    "age",
    _("Under sixteen nobody takes part: a choice of the house, on a declaration that nothing proves."),
    "Règle de la maison",
    READ_ON,
    Confidence.MEDIUM,
)
BASES: Final = (LOTTERY, SKILL, FRIENDS, AGE)
