"""Rows of the register, by what they are about."""

from coulisse.desks.office.rights.models.licences import Licence
from coulisse.desks.office.rights.models.music import Cue, MusicOffer
from coulisse.desks.office.rights.models.obligations import Obligation
from coulisse.desks.office.rights.models.people import Concealment, Consent, Depiction, Portrayed, Release
from coulisse.desks.office.rights.models.works import Credit, Derivation, Work

__all__ = [
    "Concealment",
    "Consent",
    "Credit",
    "Cue",
    "Depiction",
    "Derivation",
    "Licence",
    "MusicOffer",
    "Obligation",
    "Portrayed",
    "Release",
    "Work",
]
