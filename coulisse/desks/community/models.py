"""The table of contents of the desk's rows, slice by slice, so that the desk is one application."""

from coulisse.desks.community.clients.models import Brief
from coulisse.desks.community.publishing.models import NetworkAccount, Publication, PublicationFile, Try
from coulisse.desks.community.strategy.models import Campaign, Idea, Indicator, Objective, Pillar, Reading

__all__ = [
    "Brief",
    "Campaign",
    "Idea",
    "Indicator",
    "NetworkAccount",
    "Objective",
    "Pillar",
    "Publication",
    "PublicationFile",
    "Reading",
    "Try",
]
