"""The text of a post, network by network: length, links, limits, advice. See docs/engines/posttext.md."""

from coulisse.engines.posttext.autolink import autolink
from coulisse.engines.posttext.check import PostText, check
from coulisse.engines.posttext.findings import Finding, Force
from coulisse.engines.posttext.hours import StatedHour, stated_hours, states
from coulisse.engines.posttext.measure import entities, facets, measure
from coulisse.engines.posttext.media import Image, Video
from coulisse.engines.posttext.networks import (
    Fact,
    Idempotency,
    Links,
    Rules,
    Unit,
    WrongRules,
    for_instance,
    read_rules,
    rules_of,
)
from coulisse.engines.posttext.records import Entity, Facet, Kind, Measure, Network
from coulisse.engines.posttext.tags import camel_tag, proposed
from coulisse.engines.posttext.utm import NotALink, has_utm, with_utm

__all__ = [
    "Entity",
    "Facet",
    "Fact",
    "Finding",
    "Force",
    "Idempotency",
    "Image",
    "Kind",
    "Links",
    "Measure",
    "Network",
    "NotALink",
    "PostText",
    "Rules",
    "StatedHour",
    "Unit",
    "Video",
    "WrongRules",
    "autolink",
    "camel_tag",
    "check",
    "entities",
    "facets",
    "for_instance",
    "has_utm",
    "measure",
    "proposed",
    "read_rules",
    "rules_of",
    "stated_hours",
    "states",
    "with_utm",
]
